package im.balcony.actors.port;

import im.balcony.persistence.event.call.StoredCallRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the one node that hands out records of calls puts them. */
public interface RecordTarget {

  /** By it is kept how far it has come: a target of another name begins anew. */
  String name();

  /**
   * Ends well when all of them outlive whatever dies next, else with a failure: any of them may be
   * there then, and all come again. One call at a time.
   */
  CompletionStage<?> write(List<StoredCallRecord> records);

  /** Takes nothing: for a node that has none, or writes to a file. */
  static RecordTarget none() {
    return new RecordTarget() {
      @Override
      public String name() {
        return "none";
      }

      @Override
      public CompletionStage<?> write(List<StoredCallRecord> records) {
        return CompletableFuture.failedFuture(new IOException("there is no target"));
      }
    };
  }
}

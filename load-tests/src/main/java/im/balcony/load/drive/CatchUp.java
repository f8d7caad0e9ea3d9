package im.balcony.load.drive;

import im.balcony.load.client.LoadClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one device keeps so that it can ask what it missed, on its client's event loop. Nothing that
 * is kept moves until all that was asked is answered.
 */
interface CatchUp {
  /** For devices that take what they get. */
  CatchUp NOTHING =
      new CatchUp() {
        @Override
        public void saw(String onSession, @Nullable String archiveId) {}

        @Override
        public CompletionStage<Void> come(LoadClient client, boolean resumed) {
          return DONE;
        }

        @Override
        public CompletionStage<Void> last(LoadClient client) {
          return DONE;
        }
      };

  CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  /** A message came by itself on the session of this name. */
  void saw(String onSession, @Nullable String archiveId);

  /**
   * The session is there; asks what is missing, unless it was resumed and nothing is. Fails when
   * the connection is lost or the server refuses to answer.
   */
  CompletionStage<Void> come(LoadClient client, boolean resumed);

  /** At the end, when nothing is sent any more. */
  CompletionStage<Void> last(LoadClient client);
}

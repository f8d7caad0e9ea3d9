package im.balcony.load.drive;

import im.balcony.load.client.ArchiveReader;
import im.balcony.load.client.ArchiveReader.Query;
import im.balcony.load.client.LoadClient;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the archive on from the last id that the device has everything up to (XEP-0313 4). */
final class ArchiveCatchUp implements CatchUp {
  private static final int PAGE_ITEMS = 50;

  private final HistoryRecorder recorder;
  private final String runId;
  private final String since;
  private @Nullable ArchiveReader reader;
  private String session = "";
  private long known;
  private long seen;
  private boolean upToDate;

  ArchiveCatchUp(HistoryRecorder recorder, String runId, String since) {
    this.recorder = recorder;
    this.runId = runId;
    this.since = since;
  }

  /** Messages come in the order of their ids: what lies below one that came has come. */
  @Override
  public void saw(String onSession, @Nullable String archiveId) {
    on(onSession);
    if (archiveId != null) {
      seen = Math.max(seen, Long.parseLong(archiveId));
    }
    if (upToDate) {
      known = Math.max(known, seen);
    }
  }

  @Override
  public CompletionStage<Void> come(LoadClient client, boolean resumed) {
    on(client.sessionName());
    return upToDate ? DONE : ask(client);
  }

  /** A new session has seen nothing yet; its first messages may come before it is ready. */
  private void on(String current) {
    if (!current.equals(session)) {
      session = current;
      upToDate = false;
      seen = 0;
    }
  }

  /** Nothing: what came since is held already, and only that is to be judged. */
  @Override
  public CompletionStage<Void> last(LoadClient client) {
    return DONE;
  }

  private CompletionStage<Void> ask(LoadClient client) {
    var entries = new ArrayList<Archived>();
    var after = known == 0 ? null : Long.toString(known);
    return read(client, after, entries)
        .thenRun(
            () -> {
              recorder.record(
                  new CaughtUp(client.account().name(), client.sessionName(), after, entries));
              known = Math.max(known, seen);
              entries.forEach(entry -> known = Math.max(known, Long.parseLong(entry.archiveId())));
              upToDate = true;
            });
  }

  private CompletionStage<Void> read(
      LoadClient client, @Nullable String after, List<Archived> entries) {
    if (reader == null) {
      reader = new ArchiveReader(client);
    }
    return after == null
        ? reader.readAll(new Query(null, since), PAGE_ITEMS, page -> add(page, entries))
        : reader.readAfter(Query.ALL, after, PAGE_ITEMS, page -> add(page, entries));
  }

  private void add(ArchiveReader.Page page, List<Archived> entries) {
    for (var item : page.items()) {
      var message = item.message();
      if (message.originId().startsWith(runId)) {
        entries.add(new Archived(item.archiveId(), message.from(), message.originId()));
      }
    }
  }
}

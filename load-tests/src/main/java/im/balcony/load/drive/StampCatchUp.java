package im.balcony.load.drive;

import im.balcony.load.client.InboxReader;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.ReplayReader;
import im.balcony.load.client.ReplayReader.Difference;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.Happened;
import im.balcony.load.history.HistoryEvent.Replayed;
import im.balcony.load.history.HistoryEvent.Row;
import im.balcony.load.history.HistoryEvent.Synchronized;
import im.balcony.load.history.HistoryRecorder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Shows the account's stamp for the conversations that changed since (Client Synchronization), and
 * of each of them the version that the device has for what happened in it since.
 */
final class StampCatchUp implements CatchUp {
  private final HistoryRecorder recorder;
  private final Map<String, Difference> conversations = new HashMap<>();
  private long stamp;
  private boolean upToDate;

  StampCatchUp(HistoryRecorder recorder) {
    this.recorder = recorder;
  }

  /** What comes by itself names no version: it is told again when the device comes back. */
  @Override
  public void saw(String onSession, @Nullable String archiveId) {}

  @Override
  public CompletionStage<Void> come(LoadClient client, boolean resumed) {
    if (resumed && upToDate) {
      return DONE;
    }
    upToDate = false;
    return ask(client);
  }

  /** Once more from the stamp that it has, then everything: both must come to the same. */
  @Override
  public CompletionStage<Void> last(LoadClient client) {
    return ask(client)
        .thenCompose(done -> new InboxReader(client).since(0))
        .thenAccept(all -> record(client, 0, all));
  }

  private CompletionStage<Void> ask(LoadClient client) {
    return new InboxReader(client)
        .since(stamp)
        .thenCompose(
            answer -> {
              record(client, stamp, answer);
              return replay(client, answer.rows())
                  .thenRun(
                      () -> {
                        stamp = answer.stamp();
                        upToDate = true;
                      });
            });
  }

  private void record(LoadClient client, long since, InboxReader.Answer answer) {
    var rows =
        answer.rows().stream().map(row -> new Row(row.with(), row.unread(), row.lastId())).toList();
    recorder.record(
        new Synchronized(
            client.account().name(), client.sessionName(), since, answer.stamp(), rows));
  }

  private CompletionStage<Void> replay(LoadClient client, List<InboxReader.Row> rows) {
    var all = DONE;
    for (var row : rows) {
      all = all.thenCompose(before -> replay(client, row.with()));
    }
    return all;
  }

  private CompletionStage<Void> replay(LoadClient client, String with) {
    var known = conversations.get(with);
    return new ReplayReader(client)
        .since(with, known == null ? null : known.life(), known == null ? 0 : known.version())
        .thenAccept(
            told -> {
              conversations.put(with, told);
              recorder.record(
                  new Replayed(
                      client.account().name(),
                      client.sessionName(),
                      with,
                      told.life(),
                      told.since(),
                      told.version(),
                      told.events().stream().map(StampCatchUp::happened).toList()));
            });
  }

  private static Happened happened(ReplayReader.Event event) {
    var message = event.message();
    return new Happened(
        event.version(),
        message == null
            ? new Archived(event.archiveId(), "", "")
            : new Archived(event.archiveId(), message.from(), message.originId()));
  }
}

package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ArchiveReader;
import im.balcony.load.client.ArchiveReader.Page;
import im.balcony.load.client.ArchiveReader.Query;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.InboxReader;
import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.InboxRead;
import im.balcony.load.history.HistoryEvent.Marker;
import im.balcony.load.history.HistoryEvent.Row;
import im.balcony.load.history.HistoryRecorder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pairs that talk through every fault of the server, then read their archives back: what they did
 * and saw is the history that the checker judges.
 */
public final class HistoryRun {
  private static final int PAGE_ITEMS = 100;
  private static final int READERS_MAX = 10;
  private static final int CHECK_MILLIS = 100;
  private static final int CUT_EVERY = 3;

  /** Archives are read from before the run; a clock may have jumped meanwhile. */
  private static final int START_MARGIN_HOURS = 2;

  private final ClientGroup group;
  private final HistoryPlan plan;
  private final HistoryRecorder recorder;
  private final Instant start = Instant.now();
  private final List<RecordedTalker> talkers = new ArrayList<>();
  private final List<RecordedDevice> devices = new ArrayList<>();

  public HistoryRun(ClientGroup group, HistoryPlan plan, HistoryRecorder recorder) {
    this.group = group;
    this.plan = plan;
    this.recorder = recorder;
  }

  /** Connects everybody; talking begins as they come. */
  public void start() {
    var runId = "h" + Long.toString(start.toEpochMilli(), Character.MAX_RADIX);
    for (var number = 1; number <= plan.accounts(); number++) {
      var account = Account.numbered(number);
      var partner = Account.numbered(Partner.of(number)).name();
      var way = plan.returnOf(number, 0);
      var catchUp = way.newCatchUp(recorder, runId, since());
      var talker = new RecordedTalker(recorder, runId, catchUp, partner, plan);
      talkers.add(talker);
      connect(account, way, talker);
      for (var device = 1; device < plan.devices(); device++) {
        var other = plan.returnOf(number, device);
        var listener =
            new RecordedDevice(recorder, runId, other.newCatchUp(recorder, runId, since()));
        connect(account, other, listener);
      }
    }
  }

  private void connect(Account account, Return way, RecordedDevice device) {
    devices.add(device);
    var client = group.newClient(account, way.login(), device);
    client.loop().execute(client::connect);
  }

  /** Closes every third socket without a word: what comes back first is the session. */
  public void cutSome() {
    for (var at = 0; at < devices.size(); at += CUT_EVERY) {
      devices.get(at).cut();
    }
  }

  /** A line of the history that says what is done to the server. */
  public void mark(String text) {
    recorder.record(new Marker(text));
  }

  public long connectedCount() {
    return devices.stream().filter(RecordedDevice::isConnected).count();
  }

  public int deviceCount() {
    return devices.size();
  }

  public void stopSending() {
    talkers.forEach(RecordedTalker::stopSending);
  }

  /** Waits until everybody is connected. */
  public void awaitConnected(int seconds) throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (connectedCount() < devices.size()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(describeMissing(seconds));
      }
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
  }

  /**
   * After {@link #stopSending}: waits until all is acknowledged and deliveries had time to come.
   */
  public void awaitQuiet(int seconds, int graceSeconds)
      throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (openCount() > 0 || connectedCount() < devices.size()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            openCount() + " messages never acknowledged; " + describeMissing(seconds));
      }
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
    TimeUnit.SECONDS.sleep(graceSeconds);
  }

  /** Grows as long as the server works; a message may be counted again after an error. */
  public long acknowledgedCount() {
    return talkers.stream().mapToLong(RecordedTalker::acknowledgedCount).sum();
  }

  /** The same for each account. */
  public List<Long> acknowledgedCounts() {
    return talkers.stream().map(RecordedTalker::acknowledgedCount).toList();
  }

  private int openCount() {
    return talkers.stream().mapToInt(RecordedTalker::inFlightCount).sum();
  }

  private String describeMissing(int seconds) {
    var reason =
        devices.stream()
            .filter(device -> !device.isConnected())
            .map(RecordedDevice::lastReason)
            .findFirst();
    return "%d of %d devices connected after %d s%s"
        .formatted(
            connectedCount(),
            devices.size(),
            seconds,
            reason.map(text -> "; last reason: " + text).orElse(""));
  }

  /** Records every account's archive, whole and with its partner. */
  public void readArchives(int secondsPerAccount)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (var from = 0; from < talkers.size(); from += READERS_MAX) {
      var readers = talkers.subList(from, Math.min(talkers.size(), from + READERS_MAX));
      CompletableFuture.allOf(
              readers.stream().map(this::readArchives).toArray(CompletableFuture<?>[]::new))
          .get((long) secondsPerAccount * readers.size(), TimeUnit.SECONDS);
    }
  }

  private CompletableFuture<Void> readArchives(RecordedTalker talker) {
    var reader = new ArchiveReader(talker.client());
    var loop = talker.client().loop();
    return CompletableFuture.<Void>completedFuture(null)
        .thenComposeAsync(start -> read(reader, talker, null), loop)
        .thenComposeAsync(whole -> read(reader, talker, talker.partner()), loop);
  }

  private CompletableFuture<Void> read(
      ArchiveReader reader, RecordedTalker talker, @Nullable String with) {
    return reader
        .readAll(
            new Query(with, since()),
            PAGE_ITEMS,
            page -> recorder.record(recorded(talker, with, page)))
        .toCompletableFuture();
  }

  private String since() {
    return start
        .minus(START_MARGIN_HOURS, ChronoUnit.HOURS)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  /** Every device asks a last time, then every account's inbox is recorded as it stands. */
  public void readInboxes(int secondsMax)
      throws InterruptedException, ExecutionException, TimeoutException {
    all(devices.stream().map(RecordedDevice::askLast)).get(secondsMax, TimeUnit.SECONDS);
    if (plan.returns().contains(Return.STAMP)) {
      all(talkers.stream().map(this::readInbox)).get(secondsMax, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<Void> all(Stream<CompletionStage<Void>> each) {
    return CompletableFuture.allOf(
        each.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
  }

  private CompletionStage<Void> readInbox(RecordedTalker talker) {
    var client = talker.client();
    return CompletableFuture.<Void>completedFuture(null)
        .thenComposeAsync(start -> new InboxReader(client).whole(), client.loop())
        .thenAccept(
            whole -> {
              var rows =
                  whole.rows().stream()
                      .map(row -> new Row(row.with(), row.unread(), row.lastId()))
                      .toList();
              recorder.record(new InboxRead(client.account().name(), whole.unread(), rows));
            });
  }

  private static ArchivePage recorded(RecordedTalker talker, @Nullable String with, Page page) {
    var entries =
        page.items().stream()
            .filter(item -> talker.isOfThisRun(item.message()))
            .map(
                item ->
                    new Archived(
                        item.archiveId(), item.message().from(), item.message().originId()))
            .toList();
    var last = page.complete() || page.last() == null;
    return new ArchivePage(talker.client().account().name(), with, entries, last);
  }

  /** What happens to connections from here on is not recorded. */
  public void close() {
    devices.forEach(RecordedDevice::close);
  }
}

package im.balcony.load.kill;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientSettings;
import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.load.drive.HistoryPlan;
import im.balcony.load.drive.HistoryRun;
import im.balcony.load.drive.Return;
import im.balcony.load.history.HistoryChecker;
import im.balcony.load.history.HistoryFile;
import im.balcony.load.history.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Recorded pairs on a server that is about to suffer, and the verdict afterwards. */
final class RecordedLoad implements AutoCloseable {
  private static final int PAIRS = Integer.getInteger("balcony.kill.pairs", 8);
  static final int ACCOUNTS = PAIRS * 2;
  private static final int LOGIN_TIMEOUT_MILLIS = 150_000;
  private static final int CONNECT_SECONDS_MAX = 300;
  private static final int QUIET_SECONDS_MAX = 300;
  private static final int GRACE_SECONDS = 8;
  private static final int ARCHIVE_SECONDS_MAX = 120;
  private static final int CHECK_MILLIS = 20;

  /** Tokens are given over TLS only. */
  private static final List<Return> RETURNS =
      List.of(Return.RESUMPTION, Return.TOKEN, Return.STAMP);

  private final Path file;
  private final HistoryFile recorder;
  private final ClientGroup group;
  private final HistoryRun run;

  RecordedLoad(Path file, int port) throws IOException {
    this.file = file;
    this.recorder = HistoryFile.create(file);
    this.group =
        new ClientGroup(
            new ClientSettings(
                "127.0.0.1",
                port,
                "localhost",
                true,
                Mechanism.SCRAM_SHA_1,
                1,
                LOGIN_TIMEOUT_MILLIS),
            1);
    this.run = new HistoryRun(group, new HistoryPlan(PAIRS, 2, 3, 50, RETURNS), recorder);
  }

  /** A file for {@code ./balcony user import} with everybody who will talk. */
  static Path accounts(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve("accounts.csv"),
        IntStream.rangeClosed(1, ACCOUNTS)
            .mapToObj(Account::numbered)
            .map(account -> account.bareJid("localhost") + "," + account.password() + "\n")
            .collect(Collectors.joining()));
  }

  void start() throws InterruptedException, TimeoutException {
    run.start();
    run.awaitConnected(CONNECT_SECONDS_MAX);
  }

  void mark(String text) {
    run.mark(text);
  }

  /** Some devices lose their connection, though nothing is wrong with the server. */
  void cutSome() {
    run.cutSome();
  }

  /** Waits for so many more acknowledgements. */
  void awaitProgress(int messages, int secondsMax) throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    var before = run.acknowledgedCount();
    while (run.acknowledgedCount() < before + messages) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "%d of %d messages acknowledged in %d s, %d of %d devices connected"
                .formatted(
                    run.acknowledgedCount() - before,
                    messages,
                    secondsMax,
                    run.connectedCount(),
                    run.deviceCount()));
      }
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
  }

  int devices() {
    return run.deviceCount();
  }

  /** How many messages each account has had acknowledged. */
  List<Long> counts() {
    return run.acknowledgedCounts();
  }

  /** Waits until every account has had one more acknowledged. */
  void awaitEverybody(List<Long> before, int secondsMax)
      throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    for (var at = 0; at < before.size(); at++) {
      while (run.acknowledgedCounts().get(at) <= before.get(at)) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(
              "account %d is not served after %d s, %d of %d devices connected"
                  .formatted(at + 1, secondsMax, run.connectedCount(), run.deviceCount()));
        }
        TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
      }
    }
  }

  Verdict finish() throws InterruptedException, TimeoutException, ExecutionException, IOException {
    run.stopSending();
    run.awaitQuiet(QUIET_SECONDS_MAX, GRACE_SECONDS);
    run.readInboxes(ARCHIVE_SECONDS_MAX);
    run.readArchives(ARCHIVE_SECONDS_MAX);
    run.close();
    recorder.close();
    return HistoryChecker.strict().check(HistoryFile.read(file));
  }

  @Override
  public void close() throws IOException {
    run.close();
    group.close();
    recorder.close();
  }
}

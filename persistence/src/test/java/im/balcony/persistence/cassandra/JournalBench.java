package im.balcony.persistence.cassandra;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.persistence.Stores;
import im.balcony.persistence.embedded.EmbeddedCassandra;
import im.balcony.persistence.embedded.EmbeddedCassandraListener;
import im.balcony.persistence.embedded.EmbeddedCassandraSettings;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.persistence.testkit.FreePorts;
import im.balcony.persistence.testkit.TestCassandra;
import im.balcony.protocol.jid.Jid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal and the accounts' table cost, with the commit log on batch. Run by hand. */
@Tag("bench")
final class JournalBench {
  private static final int ACTORS = 50;
  private static final int EVENTS = 20_000;
  private static final int ACCOUNTS = 4_000;
  private static final int IN_FLIGHT_MAX = 64;

  @TempDir Path folder;
  private EmbeddedCassandra cassandra;
  private ActorTestKit testKit;
  private Stores stores;

  @BeforeEach
  void start() {
    cassandra =
        EmbeddedCassandra.start(
            EmbeddedCassandraSettings.of(
                TestCassandra.libFolder(), folder, FreePorts.next(), FreePorts.next()),
            EmbeddedCassandraListener.SILENT);
    testKit = ActorTestKit.create("bench", config());
    stores = Stores.cassandra(testKit.system(), MasterKeys.fresh());
  }

  @AfterEach
  void stop() {
    testKit.shutdownTestKit();
    cassandra.close();
  }

  @Test
  void eventsAndAccounts() throws InterruptedException {
    persist(EVENTS);
    measured("events", EVENTS, () -> persist(EVENTS));
    createAccounts("warm.example", ACCOUNTS / 4);
    measured("accounts", ACCOUNTS, () -> createAccounts("bench.example", ACCOUNTS));
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void measured(String what, int count, Work work) throws InterruptedException {
    var begun = System.nanoTime();
    var ours = cpu(ProcessHandle.current().pid());
    var database = cpu(cassandra.pid());
    work.run();
    var seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%s: %.0f/s, CPU ms each: here %.3f, Cassandra %.3f%n",
        what,
        count / seconds,
        cpu(ProcessHandle.current().pid()).minus(ours).toMillis() / (double) count,
        cpu(cassandra.pid()).minus(database).toMillis() / (double) count);
  }

  private void persist(int events) {
    TestProbe<List<String>> probe = testKit.createTestProbe();
    var actors = new ArrayList<ActorRef<TextLog.Command>>();
    for (var i = 0; i < ACTORS; i++) {
      var id = "bench-" + i + "-" + System.nanoTime();
      var ring = stores.keys().open(id).toCompletableFuture().join();
      ring.ensure(TextLog.AUTHOR).toCompletableFuture().join();
      actors.add(testKit.spawn(TextLog.forgetful(id, Journal.CONTENT, ring)));
    }
    for (var sent = 0; sent < events; sent++) {
      actors.get(sent % ACTORS).tell(new TextLog.Say("x".repeat(250), probe.ref()));
      if (sent >= IN_FLIGHT_MAX) {
        probe.receiveMessage(Duration.ofSeconds(30));
      }
    }
    for (var i = 0; i < Math.min(IN_FLIGHT_MAX, events); i++) {
      probe.receiveMessage(Duration.ofSeconds(30));
    }
    actors.forEach(actor -> actor.tell(new TextLog.Stop()));
  }

  private void createAccounts(String domain, int count) throws InterruptedException {
    var slots = new Semaphore(IN_FLIGHT_MAX);
    var all = new ArrayList<CompletableFuture<?>>();
    for (var i = 0; i < count; i++) {
      slots.acquire();
      all.add(
          stores
              .incarnations()
              .create(Jid.of("u" + i, domain, null), "i" + i)
              .whenComplete((done, failure) -> slots.release())
              .toCompletableFuture());
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
  }

  private Config config() {
    return ConfigFactory.load(
        ConfigFactory.parseString(
                "balcony.cassandra { contact-points = [\"127.0.0.1:%d\"], keyspace = bench }"
                    .formatted(cassandra.contactPoint().getPort()))
            .withFallback(ConfigFactory.parseResources("cassandra-test.conf"))
            .withFallback(ConfigFactory.parseResources("balcony-persistence.conf")));
  }
}

package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.IncomingMessage;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed rate over all clients in turn, whatever the answers do. A message's time runs from the
 * moment at which it was due, so that a stall is seen by all that it delays.
 */
public final class OpenLoop {
  private static final long TICK_NANOS = 200_000;

  private final Traffic traffic;
  private final List<Talker> talkers = new ArrayList<>();
  private volatile boolean running = true;

  public OpenLoop(Traffic traffic) {
    this.traffic = traffic;
  }

  public ClientListener talker(int number) {
    var talker = new Talker(Account.numbered(Partner.of(number)).name());
    talkers.add(talker);
    return talker;
  }

  /** Blocks for the given time. */
  public void run(int messagesPerSecond, int seconds) {
    var start = System.nanoTime();
    var interval = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
    var count = (long) messagesPerSecond * seconds;
    for (var n = 0L; n < count; n++) {
      var due = start + n * interval;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(TICK_NANOS);
      }
      talkers.get((int) (n % talkers.size())).send(due);
    }
  }

  /** What is lost from here on is no finding. */
  public void stop() {
    running = false;
  }

  private final class Talker implements ClientListener {
    private final String partner;
    private volatile @Nullable LoadClient client;

    Talker(String partner) {
      this.partner = partner;
    }

    void send(long dueNanos) {
      var self = client;
      if (self != null) {
        traffic.sent(); // before it waits for the loop: nothing may look settled meanwhile
        self.loop().execute(() -> send(self, dueNanos));
      }
    }

    private void send(LoadClient self, long dueNanos) {
      var id = "o" + self.account().name() + "-" + dueNanos;
      if (!self.send(new OutgoingMessage(id, partner, TimedBody.at(dueNanos)))) {
        traffic.refused();
      }
    }

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      client = ready;
    }

    @Override
    public void received(LoadClient receiver, IncomingMessage message) {
      traffic.received(message.body());
    }

    @Override
    public void acknowledged(LoadClient sender, OutgoingMessage message) {
      traffic.acknowledged(message.body());
    }

    @Override
    public void refused(LoadClient sender, String originId, String condition) {
      traffic.refused();
    }

    @Override
    public void lost(LoadClient lost, String reason) {
      if (running) {
        traffic.connectionLost();
        System.err.println(lost.account().name() + " lost its connection: " + reason);
      }
    }
  }
}

package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.IncomingMessage;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pairs with one message in flight for each client: the next is sent when the last has reached its
 * partner and has been acknowledged.
 */
public final class ClosedLoop {
  private final Traffic traffic;
  private final Map<String, Talker> talkers = new ConcurrentHashMap<>();
  private volatile boolean running = true;

  public ClosedLoop(Traffic traffic) {
    this.traffic = traffic;
  }

  public ClientListener talker(int number) {
    var talker = new Talker(Account.numbered(Partner.of(number)).name());
    talkers.put(Account.numbered(number).name(), talker);
    return talker;
  }

  /** Call when all clients are ready. */
  public void start() {
    talkers.values().forEach(talker -> talker.onLoop(talker::next));
  }

  public void stop() {
    running = false;
  }

  private final class Talker implements ClientListener {
    private final String partner;
    private volatile @Nullable LoadClient client;
    private int waitingFor;
    private long count;

    Talker(String partner) {
      this.partner = partner;
    }

    void onLoop(Runnable task) {
      var self = client;
      if (self == null) {
        return;
      }
      if (self.loop().inEventLoop()) {
        task.run();
      } else {
        self.loop().execute(task);
      }
    }

    void next() {
      var self = client;
      if (!running || self == null) {
        return;
      }
      waitingFor = 2;
      var sentNanos = System.nanoTime();
      var id = "c" + self.account().name() + "-" + sentNanos + "-" + ++count;
      if (self.send(new OutgoingMessage(id, partner, TimedBody.at(sentNanos)))) {
        traffic.sent();
      }
    }

    private void step() {
      waitingFor--;
      if (waitingFor == 0) {
        next();
      }
    }

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      client = ready;
    }

    @Override
    public void received(LoadClient receiver, IncomingMessage message) {
      var sender = talkers.get(message.from());
      if (traffic.received(message.body()) && sender != null) {
        sender.onLoop(sender::step);
      }
    }

    @Override
    public void acknowledged(LoadClient sender, OutgoingMessage message) {
      traffic.acknowledged(message.body());
      step();
    }

    @Override
    public void refused(LoadClient sender, String originId, String condition) {
      traffic.refused();
      step();
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

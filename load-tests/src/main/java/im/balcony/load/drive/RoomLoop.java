package im.balcony.load.drive;

import im.balcony.load.client.ClientListener;
import im.balcony.load.client.IncomingMessage;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import im.balcony.load.measure.Latencies;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One room: some of its occupants write, one message in flight each; the next is sent when all have
 * received the last and its sender's is acknowledged.
 */
public final class RoomLoop {
  /** A room that says "too fast" (HARDENING A16) is given this time. */
  private static final long AFTER_REFUSAL_MILLIS = 1_000;

  private final Traffic traffic;
  private final String room;
  private final int occupants;
  private final int senders;
  private final Latencies last = new Latencies("last");
  private final Map<Integer, Occupant> members = new ConcurrentHashMap<>();
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private volatile boolean running = true;

  /**
   * @param room a name that no room has yet
   * @param senders how many of the occupants write
   */
  public RoomLoop(Traffic traffic, String room, int occupants, int senders) {
    this.traffic = traffic;
    this.room = room;
    this.occupants = occupants;
    this.senders = senders;
  }

  public ClientListener talker(int number) {
    var occupant = new Occupant(number);
    members.put(number, occupant);
    return occupant;
  }

  /**
   * The first client makes the room, then all others enter it.
   *
   * @param inFlightMax that enter at the same time
   * @return seconds that the others took
   */
  public double enter(int inFlightMax, int timeoutSeconds)
      throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    var first = member(1);
    first.enter(() -> {});
    await(first.in, deadline, "the first client is not in the room");
    var open = new CountDownLatch(1);
    first.open(open::countDown);
    await(open, deadline, "the room is not open");
    var places = new Semaphore(inFlightMax);
    var start = System.nanoTime();
    for (var number = 2; number <= occupants; number++) {
      if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException(number + " clients are not in the room in time");
      }
      member(number).enter(places::release);
    }
    for (var number = 2; number <= occupants; number++) {
      await(member(number).in, deadline, "client " + number + " is not in the room");
    }
    return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private static void await(CountDownLatch latch, long deadline, String problem)
      throws InterruptedException, TimeoutException {
    if (!latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException(problem);
    }
  }

  private Occupant member(int number) {
    var member = members.get(number);
    if (member == null) {
      throw new IllegalStateException("no client " + number);
    }
    return member;
  }

  /** Call when all are in. */
  public void start() {
    for (var number = 1; number <= senders; number++) {
      var sender = member(number);
      sender.onClient(self -> sender.next());
    }
  }

  public void stop() {
    running = false;
  }

  /** From sending until the last occupant has a message. */
  public Latencies last() {
    return last;
  }

  /** A message on its way: to so many occupants still, and to its sender's acknowledgement. */
  private static final class Flight {
    private final Occupant sender;
    private final long sentNanos;
    private final AtomicInteger missing;
    private final AtomicInteger steps = new AtomicInteger(2);

    Flight(Occupant sender, long sentNanos, int occupants) {
      this.sender = sender;
      this.sentNanos = sentNanos;
      this.missing = new AtomicInteger(occupants);
    }
  }

  private final class Occupant implements ClientListener {
    private final int number;
    private final CountDownLatch in = new CountDownLatch(1);
    private final AtomicReference<Runnable> whenIn = new AtomicReference<>(() -> {});
    private volatile @Nullable LoadClient client;
    private long count;

    Occupant(int number) {
      this.number = number;
    }

    void enter(Runnable then) {
      whenIn.set(then);
      onClient(self -> self.enter(room, "n" + number));
    }

    void open(Runnable then) {
      onClient(
          self ->
              self.open(
                  room,
                  answer -> {
                    if (answer != null && "result".equals(answer.attribute("type"))) {
                      then.run();
                    }
                  }));
    }

    void next() {
      var self = client;
      if (!running || self == null) {
        return;
      }
      var sentNanos = System.nanoTime();
      var id = "r" + number + "-" + sentNanos + "-" + ++count;
      flights.put(id, new Flight(this, sentNanos, occupants));
      if (self.send(new OutgoingMessage(id, room, TimedBody.at(sentNanos), true))) {
        traffic.sentTo(occupants);
      } else {
        flights.remove(id);
      }
    }

    private void step(String id, Flight flight) {
      if (flight.steps.decrementAndGet() == 0) {
        flights.remove(id);
        flight.sender.onClient(self -> flight.sender.next());
      }
    }

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      client = ready;
    }

    @Override
    public void entered(LoadClient self) {
      in.countDown();
      whenIn.getAndSet(() -> {}).run();
    }

    @Override
    public void received(LoadClient receiver, IncomingMessage message) {
      if (!traffic.received(message.body())) {
        return;
      }
      var flight = flights.get(message.originId());
      if (flight != null && flight.missing.decrementAndGet() == 0) {
        last.since(flight.sentNanos);
        step(message.originId(), flight);
      }
    }

    @Override
    public void acknowledged(LoadClient sender, OutgoingMessage message) {
      traffic.acknowledged(message.body());
      var flight = flights.get(message.originId());
      if (flight != null) {
        step(message.originId(), flight);
      }
    }

    @Override
    public void refused(LoadClient sender, String originId, String condition) {
      if (flights.remove(originId) != null) {
        traffic.refusedTo(occupants);
        var unused =
            sender.loop().schedule(this::next, AFTER_REFUSAL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void lost(LoadClient lost, String reason) {
      if (running) {
        traffic.connectionLost();
        System.err.println(lost.account().name() + " lost its connection: " + reason);
      }
    }

    private void onClient(Consumer<LoadClient> task) {
      var self = client;
      if (self == null) {
        return;
      }
      if (self.loop().inEventLoop()) {
        task.accept(self);
      } else {
        self.loop().execute(() -> task.accept(self));
      }
    }
  }
}

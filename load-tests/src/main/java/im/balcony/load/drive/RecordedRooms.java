package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.IncomingMessage;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Out;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import im.balcony.load.history.HistoryRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Occupants that are in some rooms all the time, while the server suffers; some of them write, by
 * turns to each room. What they do and see is the history that RoomChecker judges.
 */
public final class RecordedRooms {
  private static final long PACE_MILLIS = 100;
  private static final int CHECK_MILLIS = 20;

  private final HistoryRecorder recorder;
  private final String runId = "g" + Long.toString(System.currentTimeMillis(), 36);
  private final List<String> rooms = new ArrayList<>();
  private final List<Occupant> occupants = new ArrayList<>();
  private final int senders;
  private volatile boolean sending = true;
  private volatile boolean closing;

  /**
   * @param groups one for each edge, used by turns
   * @param roomCount rooms that everybody is in
   * @param senders how many of the occupants write
   */
  public RecordedRooms(
      HistoryRecorder recorder,
      List<ClientGroup> groups,
      int roomCount,
      int occupantCount,
      int senders) {
    this.recorder = recorder;
    this.senders = senders;
    for (var n = 1; n <= roomCount; n++) {
      rooms.add(runId + "-" + n);
    }
    for (var number = 1; number <= occupantCount; number++) {
      var occupant = new Occupant("n" + number);
      occupants.add(occupant);
      var client = groups.get(number % groups.size()).newClient(Account.numbered(number), occupant);
      client.loop().execute(client::connect);
    }
  }

  public List<String> rooms() {
    return List.copyOf(rooms);
  }

  /** The sessions that are in all rooms, by account. */
  public Map<String, String> sessions() {
    var sessions = new TreeMap<String, String>();
    for (var occupant : occupants) {
      var client = occupant.client();
      sessions.put(client.account().name(), client.sessionName());
    }
    return sessions;
  }

  /** Everybody logs in and enters all rooms, which the first one makes; then some write. */
  public void start(int secondsMax) throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    for (var occupant : occupants) {
      await(occupant.ready, deadline, "is not logged in", occupant);
    }
    for (var room : rooms) {
      enter(occupants.get(0), room, deadline);
      var open = new CountDownLatch(1);
      occupants.get(0).onClient(self -> self.open(room, answer -> open.countDown()));
      await(open, deadline, "cannot open " + room, occupants.get(0));
      for (var occupant : occupants.subList(1, occupants.size())) {
        enter(occupant, room, deadline);
      }
    }
    occupants.subList(0, senders).forEach(occupant -> occupant.onClient(self -> occupant.next()));
  }

  private static void enter(Occupant occupant, String room, long deadline)
      throws InterruptedException, TimeoutException {
    var in = new CountDownLatch(1);
    occupant.in = in;
    occupant.onClient(self -> self.enter(room, occupant.nick));
    await(in, deadline, "is not in " + room, occupant);
  }

  private static void await(CountDownLatch latch, long deadline, String problem, Occupant who)
      throws InterruptedException, TimeoutException {
    if (!latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException(who.nick + " " + problem);
    }
  }

  /** How many messages each of the senders has had acknowledged. */
  public List<Long> acknowledgedCounts() {
    return occupants.subList(0, senders).stream().map(each -> each.acknowledged.get()).toList();
  }

  /** Waits until each of the senders has had so many more acknowledged. */
  public void awaitProgress(int messages, int secondsMax)
      throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    var before = acknowledgedCounts();
    for (var at = 0; at < senders; at++) {
      while (acknowledgedCounts().get(at) < before.get(at) + messages) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(occupants.get(at).nick + " is not served");
        }
        TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
      }
    }
  }

  /** Nobody writes any more; ends when nothing has come for so long. */
  public void finish(int quietSeconds, int secondsMax)
      throws InterruptedException, TimeoutException {
    sending = false;
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    var seen = -1L;
    while (seen != events() || inFlight() > 0) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(inFlight() + " messages are not acknowledged");
      }
      seen = events();
      TimeUnit.SECONDS.sleep(quietSeconds);
    }
  }

  /** What happens to connections from here on is not recorded. */
  public void close() {
    closing = true;
  }

  private long events() {
    return occupants.stream().mapToLong(each -> each.events.get()).sum();
  }

  private long inFlight() {
    return occupants.stream().filter(each -> each.waiting).count();
  }

  private final class Occupant implements ClientListener {
    private final String nick;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private volatile CountDownLatch in = new CountDownLatch(1);
    private volatile @Nullable LoadClient client;
    private volatile boolean waiting;
    private int count;

    Occupant(String nick) {
      this.nick = nick;
    }

    LoadClient client() {
      var self = client;
      if (self == null) {
        throw new IllegalStateException(nick + " was never connected");
      }
      return self;
    }

    void onClient(Consumer<LoadClient> task) {
      var self = client();
      self.loop().execute(() -> task.accept(self));
    }

    void next() {
      if (!sending) {
        return;
      }
      var id = runId + "-" + nick + "-" + ++count;
      var room = rooms.get(count % rooms.size());
      waiting = client().send(new OutgoingMessage(id, room, "message " + count, true));
    }

    @Override
    public void ready(LoadClient self, boolean resumed) {
      client = self;
      recorder.record(new SessionReady(self.account().name(), self.sessionName(), resumed));
      ready.countDown();
    }

    @Override
    public void entered(LoadClient self) {
      in.countDown();
    }

    @Override
    public void out(LoadClient self) {
      recorder.record(new Out(self.account().name(), self.sessionName()));
    }

    @Override
    public void sending(LoadClient self, OutgoingMessage message) {
      recorder.record(
          new Sent(self.account().name(), self.sessionName(), message.originId(), message.to()));
    }

    @Override
    public void acknowledged(LoadClient self, OutgoingMessage message) {
      recorder.record(new Acknowledged(self.account().name(), message.originId()));
      waiting = false;
      acknowledged.incrementAndGet();
      events.incrementAndGet();
      var unused = self.loop().schedule(this::next, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void refused(LoadClient self, String originId, String condition) {
      recorder.record(new Refused(self.account().name(), originId, condition));
    }

    @Override
    public void received(LoadClient self, IncomingMessage message) {
      events.incrementAndGet();
      recorder.record(
          new Delivered(
              self.account().name(),
              self.sessionName(),
              message.originId(),
              message.from(),
              message.stanzaId()));
    }

    @Override
    public void lost(LoadClient self, String reason) {
      if (!closing) {
        recorder.record(new SessionLost(self.account().name(), self.sessionName()));
      }
    }
  }
}

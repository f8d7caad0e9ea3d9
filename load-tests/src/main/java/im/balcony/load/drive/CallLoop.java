package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.LoadClient;
import im.balcony.load.measure.Latencies;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls at a fixed rate to phones that sleep: the server wakes each by a push, some of them come
 * and are told of the call, and the caller gives up. A call's time runs from the moment at which it
 * was due.
 */
public final class CallLoop implements PushEndpoint.Arrivals {
  /** Of one that is to come: a phone that is slower than this has not come. */
  private static final long COMING_MILLIS = 10_000;

  /** A proposal matters longer than its end (balcony.push.call-end-ttl), a message for days. */
  private static final long END_TTL_SECONDS = 60;

  private static final long CALL_TTL_SECONDS = 120;

  private static final long TICK_NANOS = 200_000;

  private final int callers;
  private final int comingEvery;
  private final long ringingMillis;
  private final List<Caller> calling = new ArrayList<>();
  private final Map<Integer, Phone> phones = new TreeMap<>();
  private final Latencies pushed = new Latencies("pushed");
  private final Latencies stopped = new Latencies("stopped");
  private final Latencies ready = new Latencies("ready");
  private final Latencies told = new Latencies("told");
  private final LongAdder calls = new LongAdder();
  private final LongAdder pushes = new LongAdder();
  private final LongAdder ends = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder busy = new LongAdder();

  /**
   * @param callers clients 1 to this one call, all others are phones that sleep
   * @param comingEvery the phone of each such call comes when it is woken
   * @param ringing after so long the caller of a phone that does not come gives up
   */
  public CallLoop(int callers, int comingEvery, Duration ringing) {
    this.callers = callers;
    this.ringingMillis = ringing.toMillis();
    this.comingEvery = comingEvery;
  }

  public ClientListener talker(int number) {
    if (number <= callers) {
      var caller = new Caller();
      calling.add(caller);
      return caller;
    }
    var phone = new Phone(number);
    phones.put(number, phone);
    return phone;
  }

  /** Each phone registers for pushes, and leaves. */
  public void sleep(PushEndpoint service, int inFlightMax, int timeoutSeconds)
      throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    var places = new Semaphore(inFlightMax);
    for (var phone : phones.values()) {
      if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException("phones are not registered in time");
      }
      phone.register(service, places::release);
    }
    for (var phone : phones.values()) {
      if (!phone.asleep.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException("phone " + phone.number + " does not sleep: " + phone.problem);
      }
    }
  }

  /** Blocks for the given time. */
  public void run(int callsPerSecond, int seconds) {
    var sleeping = List.copyOf(phones.values());
    var start = System.nanoTime();
    var interval = TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
    var count = (long) callsPerSecond * seconds;
    for (var n = 0L; n < count; n++) {
      var due = start + n * interval;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(TICK_NANOS);
      }
      var phone = sleeping.get((int) (n % sleeping.size()));
      calling.get((int) (n % callers)).call(phone, due, n % comingEvery == 0);
    }
  }

  /** Calls each phone once, and blocks until all have given up. */
  public void round(int callsPerSecond) throws InterruptedException {
    run(callsPerSecond, (phones.size() + callsPerSecond - 1) / callsPerSecond);
    TimeUnit.MILLISECONDS.sleep(Math.max(ringingMillis, COMING_MILLIS));
  }

  public void resetLatencies() {
    List.of(pushed, stopped, ready, told).forEach(Latencies::reset);
  }

  /** Proposals that were pushed. */
  public long pushedCount() {
    return pushes.sum();
  }

  /** Calls whose phone was not woken, in time or late. */
  public long openCount() {
    return calls.sum() - pushes.sum() - late.sum();
  }

  public Map<String, Object> figures() {
    var figures = new TreeMap<String, Object>();
    List.of(pushed, stopped, ready, told).forEach(each -> figures.putAll(each.figures()));
    figures.put("calls", calls.sum());
    figures.put("pushes", pushes.sum());
    figures.put("late", late.sum());
    figures.put("ends", ends.sum());
    figures.put("busy", busy.sum());
    figures.put("came", told.count());
    return figures;
  }

  @Override
  public void arrived(int number, long ttlSeconds) {
    var phone = phones.get(number);
    if (phone == null || ttlSeconds > CALL_TTL_SECONDS) {
      return;
    }
    if (ttlSeconds > END_TTL_SECONDS) {
      phone.woken();
    } else {
      phone.ended();
    }
  }

  /** One call to one phone. */
  private record Proposal(Caller caller, String sessionId, long dueNanos, boolean coming) {}

  private final class Caller implements ClientListener {
    private volatile @Nullable LoadClient client;

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      client = ready;
    }

    void call(Phone phone, long dueNanos, boolean coming) {
      var self = client;
      var proposal = new Proposal(this, "c" + phone.number + "-" + dueNanos, dueNanos, coming);
      if (self == null || !phone.isFree(proposal)) {
        busy.increment();
        return;
      }
      calls.increment();
      self.loop()
          .execute(
              () -> {
                self.call("propose", phone.name(), proposal.sessionId());
                var unused =
                    self.loop()
                        .schedule(
                            () -> giveUp(phone, proposal),
                            coming ? COMING_MILLIS : ringingMillis,
                            TimeUnit.MILLISECONDS);
              });
    }

    void giveUp(Phone phone, Proposal proposal) {
      var self = client;
      if (self != null && phone.isGivenUp(proposal)) {
        self.loop().execute(() -> self.call("retract", phone.name(), proposal.sessionId()));
      }
    }
  }

  /** Sleeps; when it is to come it logs in, hears of the call, and leaves. */
  private final class Phone implements ClientListener {
    private final int number;
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final AtomicLong retractedNanos = new AtomicLong();
    private volatile String problem = "no answer";
    private volatile @Nullable LoadClient client;
    private @Nullable Proposal proposal;
    private boolean isAwaited; // a push of the newest call
    private volatile long comingNanos;

    Phone(int number) {
      this.number = number;
    }

    String name() {
      return Account.numbered(number).name();
    }

    synchronized boolean isFree(Proposal next) {
      if (proposal != null || isAwaited || comingNanos != 0) {
        return false;
      }
      proposal = next;
      isAwaited = true;
      return true;
    }

    synchronized boolean isGivenUp(Proposal given) {
      if (!given.equals(proposal)) {
        return false;
      }
      proposal = null;
      retractedNanos.set(System.nanoTime());
      return true;
    }

    void woken() {
      Proposal now;
      synchronized (this) {
        now = proposal;
        if (!isAwaited) {
          return; // pushed again: the server had no answer in time
        }
        isAwaited = false;
        if (now == null) {
          late.increment();
          return;
        }
      }
      pushes.increment();
      pushed.since(now.dueNanos());
      var self = client;
      if (now.coming() && self != null) {
        self.loop().execute(() -> come(self));
      }
    }

    private void come(LoadClient self) {
      comingNanos = System.nanoTime();
      self.connect();
    }

    void ended() {
      var since = retractedNanos.getAndSet(0);
      if (since != 0) {
        ends.increment();
        stopped.since(since);
      }
    }

    void register(PushEndpoint service, Runnable then) {
      var self = client;
      if (self == null) {
        throw new IllegalStateException("phone " + number + " is not logged in");
      }
      self.loop()
          .execute(
              () ->
                  self.request(
                      "set",
                      "push",
                      service.registration(number),
                      answer -> registered(self, answer, then)));
    }

    private void registered(LoadClient self, @Nullable XmlElement answer, Runnable then) {
      var node = answer == null ? null : node(answer);
      if (node == null) {
        problem = answer == null ? "its connection is lost" : answer.toXml();
        then.run();
        return;
      }
      var service = "push." + self.bareJid().substring(self.bareJid().indexOf('@') + 1);
      self.request(
          "set",
          "<enable xmlns='urn:xmpp:push:0' jid='" + service + "' node='" + node + "'/>",
          enabled -> {
            self.leave();
            then.run();
          });
    }

    private static @Nullable String node(XmlElement answer) {
      return answer.elements().stream()
          .flatMap(command -> command.elements().stream())
          .flatMap(form -> form.elements().stream())
          .filter(field -> "node".equals(field.attribute("var")))
          .flatMap(field -> field.elements().stream())
          .map(XmlElement::text)
          .findFirst()
          .orElse(null);
    }

    @Override
    public void ready(LoadClient now, boolean resumed) {
      client = now;
      if (comingNanos != 0) {
        ready.since(comingNanos);
      }
    }

    @Override
    public void called(LoadClient self, String sessionId) {
      Proposal now;
      synchronized (this) {
        now = proposal;
      }
      if (now != null && comingNanos != 0 && now.sessionId().equals(sessionId)) {
        told.since(comingNanos);
        self.leave();
        now.caller().giveUp(this, now);
      }
    }

    @Override
    public void lost(LoadClient lost, String reason) {
      comingNanos = 0;
      asleep.countDown();
    }
  }
}

package im.balcony.actors.world;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.Marks;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMemory;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A session with nothing behind it but a test. */
public final class TestClient {
  private static final Duration QUIET = Duration.ofMillis(150);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final PeopleWorld world;
  private final Jid jid;
  private final SessionOrigin origin;
  private final SessionId session = SessionId.random();
  private final TestProbe<SessionCommand> probe;
  private final ActorRef<SessionCommand> ref;
  private final List<XmlElement> received = new ArrayList<>();
  private final List<SessionCommand> others = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private volatile SessionMemory memory = SessionMemory.NONE;
  private volatile boolean connected;
  private volatile long lastArchiveId;
  private long lastNumber;
  private volatile long confirmed;

  TestClient(PeopleWorld world, Jid jid, SessionOrigin origin) {
    this.world = world;
    this.jid = jid;
    this.origin = origin;
    this.probe = world.kit.createTestProbe();
    this.ref = world.kit.spawn(SessionStub.create(jid, probe.ref()));
  }

  public Jid jid() {
    return jid;
  }

  public SessionId session() {
    return session;
  }

  public SessionMemory memory() {
    return memory;
  }

  boolean isConnected() {
    return connected;
  }

  void register() {
    connected = true;
    world.tell(
        jid.bare(),
        new UserCommand.RegisterSession(
            session,
            jid,
            ref,
            origin,
            lastNumber + 1,
            new Marks(0, 0, lastArchiveId),
            false,
            memory));
    while (others.isEmpty() && take(WAIT)) {
      // what it is to remember may come first
    }
    connected = !others.isEmpty() && others.get(0) instanceof SessionCommand.Registered;
  }

  /** The User is a new one. */
  void registerAgain() {
    world.tell(
        jid.bare(),
        new UserCommand.RegisterSession(
            session,
            jid,
            ref,
            SessionOrigin.PLAIN,
            confirmed + 1,
            new Marks(0, 0, lastArchiveId),
            false,
            memory));
  }

  /**
   * Finds the next incarnation of its User; everything that was sent is settled. A User that starts
   * asks for its sessions, and each registers once: a second registration would drop what was sent
   * after the first.
   */
  public void findsItsUser() {
    others.removeIf(SessionCommand.Registered.class::isInstance); // what the one before said
    world.account(jid.bare().toString()); // whatever is asked starts it
    told(SessionCommand.Registered.class);
  }

  /** The newest message of the archive that it got. */
  public long lastArchiveId() {
    drain();
    return lastArchiveId;
  }

  /** What came after it was on its way to a connection when its session told the next User. */
  public void hasOnly(long archiveId) {
    lastArchiveId = archiveId;
  }

  /** Sends one stanza, as its own next number. */
  public void sends(String xml) {
    submit(++lastNumber, xml);
  }

  /** Sends stanzas as one batch, under its own next numbers. */
  public void sendsTogether(String... xml) {
    submit(lastNumber + 1, xml);
    lastNumber += xml.length;
  }

  /** Sends stanzas under numbers of the test's choice. */
  public void submit(long firstNumber, String... xml) {
    world.tell(
        jid.bare(),
        new UserCommand.Submit(
            session,
            firstNumber,
            Arrays.stream(xml).map(this::stanza).toList(),
            new Marks(0, 0, lastArchiveId)));
  }

  private Stanza stanza(String xml) {
    var result = StanzaReader.read(element(xml));
    if (result instanceof StanzaReader.Read read) {
      return read.stanza().withFrom(jid);
    }
    throw new IllegalArgumentException(xml);
  }

  private static XmlElement element(String xml) {
    try {
      return XmlParser.parse(
          xml.getBytes(StandardCharsets.UTF_8),
          XmlContext.CLIENT.defaultNamespace(),
          XmlLimits.DEFAULT);
    } catch (XmlException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  /** Waits for a stanza like this one and takes it out of what was received. */
  public XmlElement receives(String xml) {
    var expected = element(xml);
    var until = System.nanoTime() + WAIT.toNanos();
    while (System.nanoTime() < until) {
      var found = received.stream().filter(each -> Likeness.matches(expected, each)).findFirst();
      if (found.isPresent()) {
        received.remove(found.get());
        return found.get();
      }
      take(Duration.ofMillis(50));
    }
    throw new AssertionError(jid + " waits for " + xml + " and has " + received);
  }

  /** Takes out all of these that came so far, in their order. */
  public List<XmlElement> taken(Predicate<XmlElement> wanted) {
    var taken = received.stream().filter(wanted).toList();
    received.removeAll(taken);
    return taken;
  }

  /** Nothing like this comes for a while. */
  public void receivesNo(String xml) {
    drain();
    var expected = element(xml);
    for (var each : received) {
      if (Likeness.matches(expected, each)) {
        throw new AssertionError(jid + " got " + each);
      }
    }
  }

  /** Forgets what comes until it is quiet. */
  public void quiet() {
    drain();
    received.clear();
  }

  /** All that came and was not taken. */
  public List<XmlElement> rest() {
    drain();
    return List.copyOf(received);
  }

  /** The stanzas as they came, with their marks. */
  public List<Delivery> deliveries() {
    drain();
    return List.copyOf(deliveries);
  }

  private void drain() {
    while (take(QUIET)) {}
  }

  /** The number of what was sent last. */
  public long lastNumber() {
    return lastNumber;
  }

  /** The last number confirmed, once it is quiet. */
  public long confirmed() {
    drain();
    return confirmed;
  }

  /** Waits until everything sent is settled. */
  public void settles() {
    var until = System.nanoTime() + WAIT.toNanos();
    while (confirmed < lastNumber) {
      if (System.nanoTime() > until) {
        throw new AssertionError(jid + ": " + confirmed + " of " + lastNumber);
      }
      take(Duration.ofMillis(50));
    }
  }

  /** The first command of this kind that is no delivery. */
  public <C extends SessionCommand> C told(Class<C> type) {
    var until = System.nanoTime() + WAIT.toNanos();
    while (System.nanoTime() < until) {
      var found = others.stream().filter(type::isInstance).findFirst();
      if (found.isPresent()) {
        others.remove(found.get());
        return type.cast(found.get());
      }
      take(Duration.ofMillis(50));
    }
    throw new AssertionError(jid + " is told no " + type.getSimpleName());
  }

  private boolean take(Duration wait) {
    Optional<SessionCommand> next;
    try {
      next = Optional.of(probe.receiveMessage(wait));
    } catch (AssertionError nothing) {
      return false;
    }
    var command = next.get();
    if (command instanceof SessionCommand.Deliver deliver) {
      for (var delivery : deliver.deliveries()) {
        deliveries.add(delivery);
        lastArchiveId = Math.max(lastArchiveId, delivery.archiveId());
        received.add(element(new String(delivery.xml(), StandardCharsets.UTF_8)));
      }
    } else if (command instanceof SessionCommand.Confirmed up) {
      confirmed = Math.max(confirmed, up.upToNumber());
    } else if (command instanceof SessionCommand.Remember remember) {
      memory = remember.memory();
    } else {
      others.add(command);
    }
    return true;
  }

  /** Ends the session; these were never acknowledged. */
  public void leaves(Delivery... unacknowledged) {
    connected = false;
    world.tell(jid.bare(), new UserCommand.EndSession(session, List.of(unacknowledged)));
  }

  /** Its actor dies without a word. */
  public void vanishes() {
    connected = false;
    world.kit.stop(ref);
    probe.stop();
  }
}

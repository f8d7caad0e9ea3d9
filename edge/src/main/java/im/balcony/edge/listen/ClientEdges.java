package im.balcony.edge.listen;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import im.balcony.actors.port.tracing.TracesPlace;
import im.balcony.actors.session.ClientSessions;
import im.balcony.actors.session.EdgeSessions;
import im.balcony.actors.session.LocalSessions;
import im.balcony.actors.session.ReadTimes;
import im.balcony.actors.session.RoomPost;
import im.balcony.actors.session.SessionArrivals;
import im.balcony.actors.session.SessionLimits;
import im.balcony.actors.session.SessionMove;
import im.balcony.edge.bridge.BridgeLimits;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.negotiate.ClientServices;
import im.balcony.edge.negotiate.ConfigVersions;
import im.balcony.edge.negotiate.Credentials;
import im.balcony.edge.negotiate.KeyUpgrades;
import im.balcony.edge.negotiate.LoginAdmission;
import im.balcony.edge.negotiate.LoginBackoff;
import im.balcony.edge.negotiate.Negotiation;
import im.balcony.edge.negotiate.Registration;
import im.balcony.edge.negotiate.ResourceNames;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.settings.LoginSettings;
import im.balcony.edge.tls.ServerTls;
import im.balcony.edge.tls.TlsUnusableException;
import im.balcony.protocol.sasl.DecoyKeys;
import im.balcony.protocol.sasl.ServerNonces;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts a {@link ClientEdge} together from settings and ports. */
public final class ClientEdges {
  // On their way to a client of the same node, for the time that takes: 64 KiB.
  private static final int TIMED_MESSAGES_MAX = 4096;

  private ClientEdges() {}

  /** Starts listening; the sessions live below {@code system}. */
  public static ClientEdge start(EdgeSettings settings, EdgePorts ports, ActorSystem<?> system)
      throws TlsUnusableException, EdgeUnusableException {
    var tls = ServerTls.open(settings.tls(), settings.domains(), ports.clock());
    var loops = new EventLoops(settings.nativeTransport(), settings.eventLoopThreads());
    var c2s = settings.c2s();
    var decoys = new DecoyKeys(ports.decoySecret(), ports.scramIterations());
    var credentials =
        new Credentials(
            ports.accounts(),
            decoys,
            derivation(c2s.login()),
            loops.group(),
            c2s.login().lookupWaitMillisMax());
    var sessions = system.systemActorOf(ClientSessions.create(), "client-sessions", Props.empty());
    var resumable =
        new LocalSessions(
            ports.clock(),
            c2s.session().lapsedStreamsMax(),
            c2s.session().lapsedSecondsMax(),
            c2s.session().waitingBytesMax(),
            c2s.session().heldBytesOfNodeMax(),
            ports.metrics(),
            ports.metrics() == EdgeMetrics.NONE
                ? ReadTimes.NONE
                : new ReadTimes(TIMED_MESSAGES_MAX),
            TracesPlace.of(system));
    system.systemActorOf(EdgeSessions.create(resumable), "edge-sessions", Props.empty());
    var limits = sessionLimits(settings);
    var arrivals =
        system.<SessionMove>systemActorOf(
            SessionArrivals.create(
                new SessionArrivals.Edge(ports.users(), resumable, limits, sessions)),
            "session-arrivals",
            Props.empty());
    RoomPost.open(system);
    var mechanisms = Negotiation.mechanisms(c2s.login().mechanisms());
    var services =
        new ClientServices(
            settings,
            mechanisms,
            tls,
            credentials,
            new LoginBackoff(c2s.login().backoff(), ports.clock()),
            new LoginAdmission(c2s.login().admission(), ports.metrics(), System::nanoTime),
            new ServerNonces(new SecureRandom()),
            new ResourceNames(ports.decoySecret()),
            new KeyUpgrades(ports.accounts(), decoys, mechanisms),
            ports.tokens(),
            new Registration(c2s.registration(), credentials, ports.scramIterations()),
            new ConfigVersions(),
            ports.streamFeatures(),
            sessions,
            resumable,
            arrivals,
            ports.users(),
            limits,
            bridgeLimits(settings),
            beforeLogin(settings),
            settings.c2s().stanza().limits(),
            ports.metrics());
    try {
      return ClientEdge.start(loops, services, system);
    } catch (EdgeUnusableException e) {
      tls.close();
      var unused = loops.group().shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
  }

  private static Executor derivation(LoginSettings login) {
    int threads =
        login.derivationThreads() > 0
            ? login.derivationThreads()
            : Runtime.getRuntime().availableProcessors();
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(login.derivationsQueuedMax()),
            new DefaultThreadFactory("derivation", true));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static SessionLimits sessionLimits(EdgeSettings settings) {
    var session = settings.c2s().session();
    return new SessionLimits(
        session.batchStanzasMax(),
        session.batchRetryMillis(),
        session.outboundBytesMax(),
        session.unacknowledgedStanzasMax(),
        session.unacknowledgedBytesMax(),
        session.requestAckEveryStanzas(),
        session.requestAckMillis(),
        session.ackEveryStanzas(),
        session.answerAckMillisMax(),
        session.resumptionSecondsMax(),
        session.heldStanzasMax(),
        session.heldBytesMax(),
        session.drainMillisMax());
  }

  private static BridgeLimits bridgeLimits(EdgeSettings settings) {
    var session = settings.c2s().session();
    return new BridgeLimits(
        session.stanzasInFlightMax(),
        settings.c2s().stanza().secondsMax(),
        session.writeSecondsMax(),
        session.silentSecondsMax(),
        session.pingAnswerSecondsMax(),
        session.closeSecondsMax());
  }

  private static XmlLimits beforeLogin(EdgeSettings settings) {
    var stanza = settings.c2s().stanza();
    var unauthenticated = XmlLimits.UNAUTHENTICATED;
    return new XmlLimits(
        settings.c2s().login().stanzaBytesMax(),
        Math.min(stanza.depthMax(), unauthenticated.depthMax()),
        Math.min(stanza.attributesMax(), unauthenticated.attributesMax()),
        Math.min(stanza.nameCharsMax(), unauthenticated.nameCharsMax()),
        Math.min(stanza.attributeValueCharsMax(), unauthenticated.attributeValueCharsMax()),
        Math.min(stanza.namespacesMax(), unauthenticated.namespacesMax()),
        settings.c2s().login().stanzaNodesMax());
  }
}

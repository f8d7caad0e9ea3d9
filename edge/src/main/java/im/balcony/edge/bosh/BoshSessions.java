package im.balcony.edge.bosh;

import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.settings.BoshSettings;
import im.balcony.protocol.xep.bosh.BoshCondition;
import im.balcony.protocol.xep.bosh.BoshRequest;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The BOSH sessions of one edge, and the way of a request to its session; for all threads. */
public final class BoshSessions {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SID_BYTES = 18;

  /** What stands around the stanzas of a body. */
  private static final int WRAPPER_BYTES_MAX = 2048;

  private final BoshSettings settings;
  private final List<String> domains;
  private final XmlLimits beforeLogin;
  private final long bytesBeforeLoginMax;
  private final WriteBufferWaterMark waterMark;
  private final Pipelines pipelines;
  private final Map<String, BoshSession> sessions = new ConcurrentHashMap<>();

  /** Who makes a session's channel a client's connection. */
  public interface Pipelines {
    ConnectionWatch watch(EventLoop loop);

    /** Gives the channel its handlers; false when there are too many connections already. */
    boolean open(BoshChannel channel, FrameSource source, From from);
  }

  /**
   * Where a request came from.
   *
   * @param remote the other end of its connection
   * @param address of the client, as a proxy on this machine tells it
   */
  public record From(InetSocketAddress remote, String address) {}

  public BoshSessions(
      BoshSettings settings,
      List<String> domains,
      XmlLimits beforeLogin,
      long bytesBeforeLoginMax,
      WriteBufferWaterMark waterMark,
      Pipelines pipelines) {
    this.settings = settings;
    this.domains = List.copyOf(domains);
    this.beforeLogin = beforeLogin;
    this.bytesBeforeLoginMax = bytesBeforeLoginMax;
    this.waterMark = waterMark;
    this.pipelines = pipelines;
  }

  /**
   * Takes the body of one HTTP request.
   *
   * @param loop of its connection; a new session stays on it
   * @param onLoggedIn runs when the request is of a session that has logged in
   */
  public void take(
      byte[] body, EventLoop loop, From from, BoshExchange exchange, Runnable onLoggedIn) {
    var sid = SidPeek.of(body);
    var session = sid == null ? null : sessions.get(sid);
    var request = read(body, limits(session));
    if (session != null) {
      if (session.isLoggedIn()) {
        onLoggedIn.run();
      }
      session.loop().execute(() -> pass(session, request, body.length, exchange));
    } else if (request == null) {
      exchange.answer(BoshAnswer.refusal(BoshCondition.BAD_REQUEST));
    } else if (sid != null || request.sid() != null) {
      exchange.answer(BoshAnswer.refusal(BoshCondition.ITEM_NOT_FOUND));
    } else {
      begin(request, body.length, loop, from, exchange);
    }
  }

  /** A stranger's body is read within a stranger's limits. */
  private XmlLimits limits(@Nullable BoshSession session) {
    if (session != null && session.isLoggedIn()) {
      return session.limits().withStanzaBytesMax(settings.requestBytesMax());
    }
    return beforeLogin.withStanzaBytesMax(beforeLogin.stanzaBytesMax() + WRAPPER_BYTES_MAX);
  }

  private static @Nullable BoshRequest read(byte[] body, XmlLimits limits) {
    try {
      return BoshRequest.read(XmlParser.parse(body, limits)).orElse(null);
    } catch (XmlException e) {
      return null;
    }
  }

  private static void pass(
      BoshSession session, @Nullable BoshRequest request, int bytes, BoshExchange exchange) {
    if (request == null || !Objects.equals(request.sid(), session.sid())) {
      session.onUnreadable(exchange);
    } else {
      session.on(request, bytes, exchange);
    }
  }

  private void begin(
      BoshRequest first, int bytes, EventLoop loop, From from, BoshExchange exchange) {
    var to = first.to();
    if (to == null || to.isEmpty()) {
      exchange.answer(BoshAnswer.refusal(BoshCondition.IMPROPER_ADDRESSING));
      return;
    }
    if (!domains.contains(to)) {
      exchange.answer(BoshAnswer.refusal(BoshCondition.HOST_UNKNOWN));
      return;
    }
    var session =
        new BoshSession(
            new BoshSession.Begin(
                newSid(),
                first,
                SessionTerms.of(first, settings),
                settings.responseBytesMax(),
                beforeLogin,
                bytesBeforeLoginMax,
                from.remote(),
                waterMark),
            loop,
            pipelines.watch(loop),
            closed -> sessions.remove(closed.sid()));
    var unused = loop.register(session.channel());
    if (!pipelines.open(session.channel(), session, from)) {
      unused = session.channel().close();
      exchange.answer(BoshAnswer.refusal(BoshCondition.POLICY_VIOLATION));
      return;
    }
    sessions.put(session.sid(), session);
    session.begin(first, bytes, exchange);
  }

  /** Nobody guesses it (19.3). */
  private static String newSid() {
    var bytes = new byte[SID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

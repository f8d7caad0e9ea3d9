package im.balcony.edge.negotiate;

import akka.actor.typed.ActorRef;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionWishes;
import im.balcony.edge.bridge.ConnectionFaults;
import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.bridge.SessionBridge;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.tls.TlsHandler;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ChannelBindings;
import im.balcony.protocol.sasl.SaslElements;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.sasl.SaslOffer;
import im.balcony.protocol.sasl.SaslRequest;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xep.sasl2.Sasl2;
import im.balcony.protocol.xml.XmlElement;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads one connection from its first stream header to a bound or resumed session (RFC 6120 4 to 7)
 * and then makes place for the {@link SessionBridge}. While an answer from elsewhere is awaited
 * nothing is read.
 *
 * <p>Longer than most: every element a stranger may send arrives here and nowhere else.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class Negotiation extends ChannelInboundHandlerAdapter
    implements ConnectionWatch.Watched, ClientLine {

  static final String CLIENT = "jabber:client";
  private static final SaslFailure ENCRYPTION_REQUIRED =
      SaslFailure.of(SaslFailure.Condition.ENCRYPTION_REQUIRED);

  private final ClientServices services;
  private final Transport transport;
  private final FrameSource source;
  private final ConnectionWatch watch;
  private final String address;
  private final Runnable onLoggedIn;
  private final int startedAtSecond;
  private final ArrayDeque<StreamFrame> waiting = new ArrayDeque<>(2);
  private final SessionOpening sessions;

  private boolean isEncrypted;
  private boolean isOpen;
  private boolean isBusy;
  private boolean isClosed;
  private int closeAtSecond;
  private int loginFailures;
  private String domain;
  private @Nullable SaslLogin login;
  private @Nullable Sasl2Login login2;
  private @Nullable Jid account;
  private @Nullable BindStep bindStep;
  private @Nullable ChannelHandlerContext context;
  private LoginAdmission.@Nullable Place place;

  /**
   * Begins with nothing known of the client.
   *
   * @param address of the client, for the backoff
   * @param onLoggedIn runs when the connection stops being a stranger's
   */
  public Negotiation(
      ClientServices services,
      Transport transport,
      FrameSource source,
      ConnectionWatch watch,
      String address,
      Runnable onLoggedIn) {
    this.services = services;
    this.transport = transport;
    this.source = source;
    this.watch = watch;
    this.address = address;
    this.onLoggedIn = onLoggedIn;
    this.sessions = new SessionOpening(services, this);
    this.isEncrypted = transport.isSecuredBelow();
    this.domain = services.settings().domains().get(0);
    this.startedAtSecond = watch.nowSeconds();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    watch.add(this);
    context = ctx;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    watch.remove(this);
    leavePlace();
  }

  @Override
  public void onSecond(int now) {
    if (context == null) {
      return;
    }
    if (place != null) {
      place.lookAtTime();
    }
    if (isClosed) {
      if (now >= closeAtSecond) {
        context.close();
      }
    } else if (now - startedAtSecond >= services.settings().c2s().login().secondsMax()) {
      fail(StreamErrorCondition.CONNECTION_TIMEOUT, "not logged in in time");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    isClosed = true;
    watch.remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ConnectionFaults.note(cause);
    isClosed = true;
    ctx.close();
  }

  // ---- frames

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof StreamFrame frame)) {
      return;
    }
    if (isClosed) {
      if (frame instanceof StreamFrame.Close) {
        // Both have closed the stream now: nothing is waited for (RFC 6120 4.4).
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      }
    } else if (isBusy) {
      waiting.add(frame);
    } else {
      on(frame);
    }
  }

  private void on(StreamFrame frame) {
    if (frame instanceof StreamFrame.Open open) {
      onOpen(open);
    } else if (frame instanceof StreamFrame.Malformed malformed) {
      fail(malformed.condition(), malformed.detail());
    } else if (frame instanceof StreamFrame.Close) {
      end(null).addListener(ChannelFutureListener.CLOSE);
    } else if (frame instanceof StreamFrame.Element element) {
      if (!isOpen) {
        fail(StreamErrorCondition.BAD_FORMAT, "no stream is open");
      } else if (bindStep == null) {
        beforeLogin(element.element());
      } else {
        bindStep.on(element.element());
      }
    }
  }

  private void onOpen(StreamFrame.Open open) {
    if (isOpen) {
      fail(StreamErrorCondition.BAD_FORMAT, "the stream is open already");
      return;
    }
    isOpen = true;
    var opening = StreamOpening.check(open, services.settings().domains(), account);
    domain = opening.domain();
    context().write(opening.answer(open), context().voidPromise());
    if (opening.fault() != null) {
      fail(opening.fault(), opening.detail());
    } else {
      send(account == null ? featuresBeforeLogin(open) : features(Progress.NOTHING));
    }
  }

  private XmlElement featuresBeforeLogin(StreamFrame.Open open) {
    var features = new Features();
    var c2s = services.settings().c2s();
    if (transport == Transport.TCP && !isEncrypted) {
      features.startTls(c2s.tlsRequired());
    }
    if (mayLogIn()) {
      var offer = offer();
      var mechanisms = mechanisms(offer);
      login = mechanisms;
      features.login(offer);
      if (isEncrypted && !offer.mechanisms().isEmpty()) {
        var claimed = Jid.tryParse(open.from()).map(Jid::bare).orElse(null);
        var tokens = new TokenLogin(domain, offer.channelBindings(), services, address);
        var extensible = new Sasl2Login(this, services, mechanisms, tokens, sessions, claimed);
        login2 = extensible;
        features.login2(offer, extensible.inlineFeatures(), services.upgrades().offers());
      }
      if (services.registration().isEnabled()) {
        features.registration();
      }
    }
    features.limits(services.beforeLogin().stanzaBytesMax(), c2s.login().secondsMax());
    var offered = features.build();
    return login2 == null ? offered : login2.versioned(offered);
  }

  private boolean mayLogIn() {
    return isEncrypted || !services.settings().c2s().tlsRequired();
  }

  private SaslLogin mechanisms(SaslOffer offer) {
    return new SaslLogin(
        domain, offer, services.nonces(), services.credentials(), services.backoff(), address);
  }

  private SaslOffer offer() {
    var tls = context().pipeline().get(TlsHandler.class);
    var bindings =
        tls == null || transport == Transport.WEB_SOCKET
            ? ChannelBindings.NONE
            : tls.channelBindings();
    return new SaslOffer(
        services.mechanisms().stream()
            .filter(mechanism -> !(mechanism.bindsChannel() && bindings.isEmpty()))
            .toList(),
        bindings);
  }

  @Override
  public XmlElement features(Progress progress) {
    var session = services.settings().c2s().session();
    var features = new Features();
    if (progress == Progress.NOTHING) {
      features.bind();
    }
    if (progress != Progress.MANAGED) {
      features.management();
    }
    return features
        .session(services.features().get())
        .limits(
            services.afterLogin().stanzaBytesMax(),
            session.silentSecondsMax() + session.pingAnswerSecondsMax())
        .build();
  }

  // ---- before login

  private void beforeLogin(XmlElement element) {
    var extensible = login2;
    if (extensible != null && (extensible.isUnderWay() || isSasl2(element))) {
      extensible.on(element);
    } else if (element.is("starttls", Features.TLS)) {
      onStartTls();
    } else if (element.namespace().equals(SaslElements.NAMESPACE)) {
      onSasl(element);
    } else if (isSasl2(element)) {
      send(Sasl2.failure(ENCRYPTION_REQUIRED));
    } else if (element.namespace().equals(CLIENT)) {
      onStanza(element);
    } else {
      fail(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, null);
    }
  }

  private static boolean isSasl2(XmlElement element) {
    return element.namespace().equals(Sasl2.NAMESPACE);
  }

  private void onStanza(XmlElement element) {
    if (mayLogIn()
        && StanzaReader.read(element) instanceof StanzaReader.Read stanza
        && stanza.stanza() instanceof Iq iq
        && services.registration().isFor(iq)) {
      await(services.registration().on(iq, domain), (answer, problem) -> answered(answer));
    } else {
      fail(StreamErrorCondition.NOT_AUTHORIZED, "log in first");
    }
  }

  private void answered(@Nullable XmlElement answer) {
    if (answer == null) {
      fail(StreamErrorCondition.INTERNAL_SERVER_ERROR, null);
    } else {
      send(answer);
    }
  }

  /** RFC 6120 5.4.2.3; what came with the request in clear is dropped (5.4.3.3). */
  private void onStartTls() {
    if (transport != Transport.TCP || isEncrypted) {
      send(XmlElement.named("failure", Features.TLS).build());
      end(null);
      return;
    }
    restart();
    isEncrypted = true;
    send(XmlElement.named("proceed", Features.TLS).build());
    var ctx = context();
    ctx.pipeline().addFirst("tls", services.tls().newXmppHandler(ctx.alloc(), domain));
  }

  private void onSasl(XmlElement element) {
    var exchange = login;
    if (exchange == null) {
      // RFC 6120 6.5.4.
      send(SaslElements.failure(ENCRYPTION_REQUIRED));
      return;
    }
    var request = SaslRequest.read(element);
    if (request instanceof SaslRequest.Auth) {
      admit(LoginAdmission.Kind.NEW, () -> ask(exchange, request));
    } else {
      ask(exchange, request);
    }
  }

  private void ask(SaslLogin exchange, SaslRequest request) {
    await(
        exchange.on(request),
        (outcome, problem) -> {
          LoginCount.of(services.metrics(), exchange.mechanism(), outcome);
          if (outcome instanceof SaslOutcome.Challenge challenge) {
            send(
                challenge.text().isEmpty()
                    ? SaslElements.emptyChallenge()
                    : SaslElements.challenge(challenge.text()));
          } else if (outcome instanceof SaslOutcome.LoggedIn loggedIn) {
            loggedIn(loggedIn.account(), SessionWishes.NONE);
            send(SaslElements.success(loggedIn.additionalData()));
            restart();
          } else {
            loginFailed(SaslElements.failure(SaslOutcome.failureOf(outcome)));
          }
        });
  }

  @Override
  public void onlyElements(boolean only) {
    source.spaceIsFault(only);
  }

  @Override
  public void loggedIn(Jid bareJid, SessionWishes wishes) {
    account = bareJid;
    bindStep = new BindStep(this, sessions, bareJid, wishes);
    source.goOn(services.afterLogin());
    onLoggedIn.run();
  }

  @Override
  public void admit(LoginAdmission.Kind kind, Runnable then) {
    leavePlace();
    var taken = services.admission().enter(address, kind);
    place = taken;
    await(
        taken.turn(),
        (isIn, problem) -> {
          if (isClosed || context().isRemoved()) {
            taken.leave();
          } else if (isIn != null && isIn) {
            then.run();
          } else {
            fail(StreamErrorCondition.RESOURCE_CONSTRAINT, services.admission().tryAgain());
          }
        });
  }

  private void leavePlace() {
    var taken = place;
    place = null;
    if (taken != null) {
      taken.leave();
    }
  }

  @Override
  public void loginFailed(XmlElement failure) {
    leavePlace();
    send(failure);
    if (++loginFailures >= services.settings().c2s().login().failuresMax()) {
      fail(StreamErrorCondition.POLICY_VIOLATION, "too many failed logins");
    }
  }

  /** A new stream on the same connection; the bytes before login are counted on. */
  private void restart() {
    isOpen = false;
    login = null;
    login2 = null;
    if (account == null) {
      source.restart(services.beforeLogin(), services.settings().c2s().login().bytesMax());
    } else {
      source.restart(services.afterLogin(), FrameSource.UNBOUNDED);
    }
  }

  // ---- after login

  @Override
  public void unread(List<XmlElement> elements) {
    for (int at = elements.size() - 1; at >= 0; at--) {
      waiting.addFirst(new StreamFrame.Element(elements.get(at), 0));
    }
  }

  @Override
  public SessionBridge newBridge() {
    return new SessionBridge(context().channel(), source, watch, services.bridgeLimits());
  }

  @Override
  public void handOver(SessionBridge bridge, ActorRef<SessionCommand> session) {
    var ctx = context();
    bridge.join(session);
    if (ctx.isRemoved()) {
      bridge.channelInactive(ctx); // the connection went away meanwhile, and its handlers too
      return;
    }
    ctx.pipeline().replace(this, "session", bridge);
    count(ctx.channel());
    var bridgeContext = ctx.pipeline().context(bridge);
    if (!ctx.channel().isActive()) {
      bridge.channelInactive(bridgeContext);
      return;
    }
    for (var frame = waiting.poll(); frame != null; frame = waiting.poll()) {
      bridge.channelRead(bridgeContext, frame);
    }
    bridge.passOn();
  }

  /** Whoever has a session, until its connection has gone. */
  private void count(Channel channel) {
    var metrics = services.metrics();
    if (metrics != EdgeMetrics.NONE) {
      var carrier = transport.carrier();
      metrics.connected(carrier, 1);
      channel.closeFuture().addListener(closed -> metrics.connected(carrier, -1));
    }
  }

  // ---- waiting, answering, ending

  @Override
  public <T> void await(
      CompletionStage<T> answer, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    isBusy = true;
    context().channel().config().setAutoRead(false);
    var executor = context().executor();
    var unused =
        answer.handle(
            (value, problem) -> {
              if (executor.inEventLoop()) {
                goOn(value, problem, then);
              } else {
                executor.execute(() -> goOn(value, problem, then));
              }
              return null;
            });
  }

  private <T> void goOn(
      @Nullable T value,
      @Nullable Throwable problem,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    isBusy = false;
    then.accept(value, problem);
    if (isBusy) {
      return; // one answer was the next question
    }
    context().channel().config().setAutoRead(true);
    while (!isBusy && !isClosed && !context().isRemoved() && !waiting.isEmpty()) {
      on(waiting.remove());
    }
  }

  @Override
  public void send(XmlElement element) {
    context().writeAndFlush(new StreamFrame.Element(element, 0), context().voidPromise());
  }

  /** RFC 6120 4.9.1.2: an error before the header is answered comes after ours. */
  @Override
  public void fail(StreamErrorCondition condition, @Nullable String text) {
    if (!isOpen) {
      isOpen = true;
      var none = new StreamFrame.Open(null, null, "1.0", null, CLIENT);
      var header = new StreamOpening(domain, condition, text).answer(none);
      context().write(header, context().voidPromise());
    }
    end(new StreamError(condition, text));
  }

  /**
   * Closes the stream. The socket follows when the client has closed it, or a little later: closing
   * over unread bytes would make the system throw away what was just written.
   */
  private ChannelFuture end(@Nullable StreamError error) {
    isClosed = true;
    leavePlace();
    closeAtSecond = watch.nowSeconds() + services.bridgeLimits().closeSecondsMax();
    waiting.clear();
    if (error != null) {
      context().write(new StreamFrame.Element(error.toElement(), 0), context().voidPromise());
    }
    return context().writeAndFlush(new StreamFrame.Close());
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "used before it is in a pipeline");
  }

  /** For the list of what is offered: names the operator wrote, known ones only. */
  public static List<SaslMechanism> mechanisms(List<String> names) {
    return names.stream()
        .map(
            name ->
                SaslMechanism.byName(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "balcony.edge.c2s.login.mechanisms: unknown mechanism " + name)))
        .toList();
  }
}

package im.balcony.edge.negotiate;

import akka.actor.typed.ActorRef;
import im.balcony.actors.session.ClientSessions;
import im.balcony.actors.session.LocalCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionStart;
import im.balcony.edge.bridge.ConnectionFaults;
import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.bridge.SessionBridge;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.tls.TlsHandler;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ChannelBindings;
import im.balcony.protocol.sasl.SaslElements;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.sasl.SaslOffer;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads one connection from its first stream header to a bound or resumed session (RFC 6120 4 to 7)
 * and then makes place for the {@link SessionBridge}. While an answer from elsewhere is awaited
 * nothing is read.
 *
 * <p>Longer than most: every element a stranger may send is answered here and nowhere else.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class Negotiation extends ChannelInboundHandlerAdapter
    implements ConnectionWatch.Watched {
  private static final long SESSION_SECONDS_MAX = 5;

  private final ClientServices services;
  private final Transport transport;
  private final FrameSource source;
  private final ConnectionWatch watch;
  private final String address;
  private final Runnable onLoggedIn;
  private final int startedAtSecond;
  private final ArrayDeque<StreamFrame> waiting = new ArrayDeque<>(2);

  private boolean isEncrypted;
  private boolean isOpen;
  private boolean isBusy;
  private boolean isClosed;
  private int closeAtSecond;
  private int loginFailures;
  private String domain;
  private @Nullable SaslLogin login;
  private @Nullable Jid account;
  private @Nullable ChannelHandlerContext context;

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
  }

  @Override
  public void onSecond(int now) {
    if (context == null) {
      return;
    }
    if (isClosed) {
      if (now >= closeAtSecond) {
        context.close();
      }
    } else if (now - startedAtSecond >= services.settings().c2s().login().secondsMax()) {
      fail(context, StreamErrorCondition.CONNECTION_TIMEOUT, "not logged in in time");
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
    if (isClosed || !(message instanceof StreamFrame frame)) {
      return;
    }
    if (isBusy) {
      waiting.add(frame);
    } else {
      on(ctx, frame);
    }
  }

  private void on(ChannelHandlerContext ctx, StreamFrame frame) {
    if (frame instanceof StreamFrame.Open open) {
      onOpen(ctx, open);
    } else if (frame instanceof StreamFrame.Malformed malformed) {
      fail(ctx, malformed.condition(), malformed.detail());
    } else if (frame instanceof StreamFrame.Close) {
      end(ctx, null).addListener(ChannelFutureListener.CLOSE);
    } else if (frame instanceof StreamFrame.Element element) {
      if (!isOpen) {
        fail(ctx, StreamErrorCondition.BAD_FORMAT, "no stream is open");
      } else if (account == null) {
        beforeLogin(ctx, element.element());
      } else {
        beforeBind(ctx, element.element(), account);
      }
    }
  }

  private void onOpen(ChannelHandlerContext ctx, StreamFrame.Open open) {
    if (isOpen) {
      fail(ctx, StreamErrorCondition.BAD_FORMAT, "the stream is open already");
      return;
    }
    isOpen = true;
    var opening = StreamOpening.check(open, services.settings().domains(), account);
    domain = opening.domain();
    ctx.write(opening.answer(open), ctx.voidPromise());
    if (opening.fault() != null) {
      fail(ctx, opening.fault(), opening.detail());
    } else {
      send(ctx, account == null ? featuresBeforeLogin(ctx) : featuresAfterLogin());
    }
  }

  private XmlElement featuresBeforeLogin(ChannelHandlerContext ctx) {
    var features = new Features();
    var c2s = services.settings().c2s();
    if (transport == Transport.TCP && !isEncrypted) {
      features.startTls(c2s.tlsRequired());
    }
    if (mayLogIn()) {
      var offer = offer(ctx);
      login =
          new SaslLogin(
              domain,
              offer,
              services.nonces(),
              services.credentials(),
              services.backoff(),
              address);
      features.login(offer);
      if (services.registration().isEnabled()) {
        features.registration();
      }
    }
    return features
        .limits(services.beforeLogin().stanzaBytesMax(), c2s.login().secondsMax())
        .build();
  }

  private boolean mayLogIn() {
    return isEncrypted || !services.settings().c2s().tlsRequired();
  }

  private SaslOffer offer(ChannelHandlerContext ctx) {
    var tls = ctx.pipeline().get(TlsHandler.class);
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

  private XmlElement featuresAfterLogin() {
    var session = services.settings().c2s().session();
    return new Features()
        .session(services.features().get())
        .limits(
            services.afterLogin().stanzaBytesMax(),
            session.silentSecondsMax() + session.pingAnswerSecondsMax())
        .build();
  }

  // ---- before login

  private void beforeLogin(ChannelHandlerContext ctx, XmlElement element) {
    if (element.is("starttls", Features.TLS)) {
      onStartTls(ctx);
    } else if (element.namespace().equals(SaslElements.NAMESPACE)) {
      onSasl(ctx, element);
    } else if (isStanza(element)) {
      var read = StanzaReader.read(element);
      if (mayLogIn()
          && read instanceof StanzaReader.Read stanza
          && stanza.stanza() instanceof Iq iq
          && services.registration().isFor(iq)) {
        await(
            ctx,
            services.registration().on(iq, domain),
            (answer, problem) -> answered(ctx, answer));
      } else {
        fail(ctx, StreamErrorCondition.NOT_AUTHORIZED, "log in first");
      }
    } else {
      fail(ctx, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, null);
    }
  }

  private void answered(ChannelHandlerContext ctx, @Nullable XmlElement answer) {
    if (answer == null) {
      fail(ctx, StreamErrorCondition.INTERNAL_SERVER_ERROR, null);
    } else {
      send(ctx, answer);
    }
  }

  private static boolean isStanza(XmlElement element) {
    return element.namespace().equals("jabber:client");
  }

  /** RFC 6120 5.4.2.3; what came with the request in clear is dropped (5.4.3.3). */
  private void onStartTls(ChannelHandlerContext ctx) {
    if (transport != Transport.TCP || isEncrypted) {
      send(ctx, XmlElement.named("failure", Features.TLS).build());
      end(ctx, null);
      return;
    }
    restart();
    isEncrypted = true;
    send(ctx, XmlElement.named("proceed", Features.TLS).build());
    ctx.pipeline().addFirst("tls", services.tls().newXmppHandler(ctx.alloc(), domain));
  }

  private void onSasl(ChannelHandlerContext ctx, XmlElement element) {
    var exchange = login;
    if (exchange == null) {
      // RFC 6120 6.5.4.
      send(ctx, SaslElements.failure(SaslFailure.of(SaslFailure.Condition.ENCRYPTION_REQUIRED)));
      return;
    }
    await(ctx, exchange.on(element), (outcome, problem) -> onOutcome(ctx, outcome));
  }

  private void onOutcome(ChannelHandlerContext ctx, @Nullable SaslOutcome outcome) {
    if (outcome instanceof SaslOutcome.Challenge challenge) {
      send(
          ctx,
          challenge.text().isEmpty()
              ? SaslElements.emptyChallenge()
              : SaslElements.challenge(challenge.text()));
    } else if (outcome instanceof SaslOutcome.LoggedIn loggedIn) {
      account = loggedIn.account();
      onLoggedIn.run();
      send(
          ctx,
          loggedIn.additionalData() == null
              ? SaslElements.success()
              : SaslElements.success(loggedIn.additionalData()));
      restart();
    } else {
      var refused =
          outcome instanceof SaslOutcome.Refused known
              ? known.failure()
              : SaslFailure.of(SaslFailure.Condition.TEMPORARY_AUTH_FAILURE);
      send(ctx, SaslElements.failure(refused));
      if (++loginFailures >= services.settings().c2s().login().failuresMax()) {
        fail(ctx, StreamErrorCondition.POLICY_VIOLATION, "too many failed logins");
      }
    }
  }

  /** A new stream on the same connection; the bytes before login are counted on. */
  private void restart() {
    isOpen = false;
    login = null;
    if (account == null) {
      source.restart(services.beforeLogin(), services.settings().c2s().login().bytesMax());
    } else {
      source.restart(services.afterLogin(), FrameSource.UNBOUNDED);
    }
  }

  // ---- after login

  private void beforeBind(ChannelHandlerContext ctx, XmlElement element, Jid loggedIn) {
    if (element.namespace().equals(StreamManagement.NAMESPACE)) {
      if (StreamManagement.read(element).orElse(null) instanceof StreamManagement.Resume resume) {
        onResume(ctx, resume, loggedIn);
      } else {
        sendFailed(ctx, StanzaError.Condition.UNEXPECTED_REQUEST, null);
      }
      return;
    }
    var read = isStanza(element) ? StanzaReader.read(element) : new StanzaReader.NoStanza(element);
    if (read instanceof StanzaReader.Refused refused) {
      refused.reply().ifPresent(reply -> send(ctx, reply));
    } else if (read instanceof StanzaReader.Read stanza
        && stanza.stanza() instanceof Iq iq
        && !(Binding.read(iq, loggedIn) instanceof Binding.None)) {
      onBind(ctx, iq, Binding.read(iq, loggedIn));
    } else if (isStanza(element)) {
      fail(ctx, StreamErrorCondition.NOT_AUTHORIZED, "bind a resource first (RFC 6120 7.1)");
    } else {
      fail(ctx, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, null);
    }
  }

  private void onBind(ChannelHandlerContext ctx, Iq iq, Binding binding) {
    if (binding instanceof Binding.Refused refused) {
      send(ctx, refused.error().replyTo(iq));
      return;
    }
    var bridge = newBridge(ctx);
    var started = new CompletableFuture<ActorRef<SessionCommand>>();
    var start =
        new SessionStart(
            SessionId.random(),
            ((Binding.Wanted) binding).fullJid(),
            String.valueOf(iq.id()),
            bridge,
            services.users(),
            services.resumable(),
            services.sessionLimits());
    services.sessions().tell(new ClientSessions.Start(start, started));
    await(
        ctx,
        started.orTimeout(SESSION_SECONDS_MAX, TimeUnit.SECONDS),
        (session, problem) -> {
          if (session == null) {
            fail(ctx, StreamErrorCondition.RESOURCE_CONSTRAINT, null);
          } else {
            handOver(ctx, bridge, session);
          }
        });
  }

  /** XEP-0198 5. */
  private void onResume(ChannelHandlerContext ctx, StreamManagement.Resume resume, Jid loggedIn) {
    var id = new SessionId(resume.previousId());
    var session = services.resumable().find(id, loggedIn);
    if (session.isEmpty()) {
      sendLapsed(ctx, id, loggedIn);
      return;
    }
    var bridge = newBridge(ctx);
    bridge.join(session.get());
    var taken = new CompletableFuture<Boolean>();
    session.get().tell(new LocalCommand.Resume(loggedIn, bridge, resume.handled(), taken));
    taken.completeOnTimeout(false, SESSION_SECONDS_MAX, TimeUnit.SECONDS);
    await(
        ctx,
        taken,
        (isTaken, problem) -> {
          if (isTaken != null && isTaken) {
            handOver(ctx, bridge, session.get());
          } else {
            sendLapsed(ctx, id, loggedIn);
          }
        });
  }

  private void sendLapsed(ChannelHandlerContext ctx, SessionId id, Jid loggedIn) {
    var h = services.resumable().lapsedCount(id, loggedIn).orElse(null);
    sendFailed(ctx, StanzaError.Condition.ITEM_NOT_FOUND, h);
  }

  private void sendFailed(
      ChannelHandlerContext ctx, StanzaError.Condition condition, @Nullable Long h) {
    send(ctx, new StreamManagement.Failed(condition.elementName(), h).toElement());
  }

  private SessionBridge newBridge(ChannelHandlerContext ctx) {
    return new SessionBridge(ctx.channel(), source, watch, services.bridgeLimits());
  }

  /** From here on the stream is the session's. */
  private void handOver(
      ChannelHandlerContext ctx, SessionBridge bridge, ActorRef<SessionCommand> session) {
    bridge.join(session);
    ctx.pipeline().replace(this, "session", bridge);
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

  // ---- waiting, answering, ending

  /** Reads nothing until the answer is there, then goes on in the order of what was sent. */
  private <T> void await(
      ChannelHandlerContext ctx,
      CompletionStage<T> answer,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    isBusy = true;
    ctx.channel().config().setAutoRead(false);
    var unused =
        answer.handle(
            (value, problem) -> {
              if (ctx.executor().inEventLoop()) {
                goOn(ctx, value, problem, then);
              } else {
                ctx.executor().execute(() -> goOn(ctx, value, problem, then));
              }
              return null;
            });
  }

  private <T> void goOn(
      ChannelHandlerContext ctx,
      @Nullable T value,
      @Nullable Throwable problem,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    isBusy = false;
    then.accept(value, problem);
    ctx.channel().config().setAutoRead(true);
    while (!isBusy && !isClosed && !ctx.isRemoved() && !waiting.isEmpty()) {
      on(ctx, waiting.remove());
    }
  }

  private void send(ChannelHandlerContext ctx, XmlElement element) {
    ctx.writeAndFlush(new StreamFrame.Element(element, 0), ctx.voidPromise());
  }

  /** RFC 6120 4.9.1.2: an error before the header is answered comes after ours. */
  private void fail(
      ChannelHandlerContext ctx, StreamErrorCondition condition, @Nullable String text) {
    if (!isOpen) {
      isOpen = true;
      var none = new StreamFrame.Open(null, null, "1.0", null, "jabber:client");
      ctx.write(new StreamOpening(domain, condition, text).answer(none), ctx.voidPromise());
    }
    end(ctx, new StreamError(condition, text));
  }

  /**
   * Closes the stream. The socket follows when the client has closed it, or a little later: closing
   * over unread bytes would make the system throw away what was just written.
   */
  private ChannelFuture end(ChannelHandlerContext ctx, @Nullable StreamError error) {
    isClosed = true;
    closeAtSecond = watch.nowSeconds() + services.bridgeLimits().closeSecondsMax();
    waiting.clear();
    if (error != null) {
      ctx.write(new StreamFrame.Element(error.toElement(), 0), ctx.voidPromise());
    }
    return ctx.writeAndFlush(new StreamFrame.Close());
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

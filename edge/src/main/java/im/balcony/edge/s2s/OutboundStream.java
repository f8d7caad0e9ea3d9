package im.balcony.edge.s2s;

import im.balcony.edge.bridge.ConnectionFaults;
import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.codec.StanzaBatch;
import im.balcony.edge.tls.TlsHandler;
import im.balcony.protocol.sasl.SaslElements;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xep.dialback.Dialback;
import im.balcony.protocol.xep.sm.StanzaCount;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream to another server, from its header on: TLS, then SASL EXTERNAL (XEP-0178 3) where the
 * other side offers it and our certificate is made out to our domain, else dialback (XEP-0220 2.1).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class OutboundStream extends ChannelInboundHandlerAdapter
    implements ConnectionWatch.Watched, Carrier, StanzaIntake.Stream {
  static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
  static final String SERVER = "jabber:server";
  static final String EXTERNAL = "EXTERNAL";
  static final String BIDI_FEATURE = "urn:xmpp:features:bidi";
  static final String BIDI = "urn:xmpp:bidi";

  private enum State {
    OPENING,
    FEATURES,
    PROCEED,
    SASL,
    DIALBACK,
    ASKED,
    ENABLING,
    READY,
    ENDED
  }

  private final ServerServices services;
  private final OutboundTask task;
  private final OutboundOwner owner;
  private final FrameSource source;
  private final boolean mayBeClear;
  private final StanzaIntake intake;
  private State state = State.OPENING;
  private boolean isEncrypted;
  private boolean isJudged;
  private boolean isProved;
  private boolean hasTriedExternal;
  private boolean isManaged;
  private boolean isBothWays;
  private boolean owesCount;
  private long countedFrom;
  private long takenBefore;
  private int tookAtSecond;
  private @Nullable String streamId;
  private @Nullable Dialback sent;
  private @Nullable ChannelHandlerContext context;
  private boolean isConnected;
  private int sinceSecond;
  private int stalledSinceSecond = -1;

  /**
   * Begins when its channel is active.
   *
   * @param isEncrypted TLS is below already (XEP-0368)
   * @param mayBeClear the operator has said that this server has no TLS
   */
  OutboundStream(
      ServerServices services,
      OutboundTask task,
      OutboundOwner owner,
      Incoming incoming,
      FrameSource source,
      boolean isEncrypted,
      boolean mayBeClear) {
    this.services = services;
    this.task = task;
    this.owner = owner;
    this.source = source;
    this.isEncrypted = isEncrypted;
    this.mayBeClear = mayBeClear;
    this.intake =
        new StanzaIntake(
            this,
            services.policy(),
            incoming.arrivals(),
            incoming.answers(),
            services.settings().inbound(),
            services.loop());
    this.sinceSecond = services.watch().nowSeconds();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    services.watch().add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    services.watch().remove(this);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    isConnected = true;
    sinceSecond = services.watch().nowSeconds();
    open();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    services.watch().remove(this);
    ended(timeout("the connection was lost"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ConnectionFaults.note(cause);
    ended(StanzaError.remoteServerTimeout().withText("the connection failed"));
    ctx.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (state == State.READY && ctx.channel().isWritable()) {
      owner.writable();
    }
  }

  @Override
  public void onSecond(int now) {
    var ctx = context();
    if (!isConnected) {
      return; // whoever connects has a limit of its own, and hears of it
    }
    if (state == State.ENDED) {
      if (now - sinceSecond >= services.closeSecondsMax()) {
        ctx.close();
      }
    } else if (state != State.READY) {
      if (now - sinceSecond >= services.settings().outbound().negotiationSecondsMax()) {
        end(StreamErrorCondition.CONNECTION_TIMEOUT, timeout("the other server took too long"));
      }
    } else {
      whenReady(now);
    }
  }

  private void whenReady(int now) {
    var ctx = context();
    intake.onSecond();
    if (intake.takenCount() != takenBefore) {
      takenBefore = intake.takenCount();
      tookAtSecond = now;
    }
    if (ctx.channel().isWritable()) {
      stalledSinceSecond = -1;
    } else if (stalledSinceSecond < 0) {
      stalledSinceSecond = now;
    } else if (now - stalledSinceSecond >= services.writeSecondsMax()) {
      ended(timeout("the other server takes nothing"));
      ctx.close();
    }
  }

  // ---- frames

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (state == State.ENDED) {
      if (message instanceof StreamFrame.Close) {
        ctx.close();
      }
    } else if (message instanceof StreamFrame.Open open) {
      onOpen(open);
    } else if (message instanceof StreamFrame.Element element) {
      onElement(element.element());
    } else if (message instanceof StreamFrame.Malformed malformed) {
      end(malformed.condition(), timeout("the other server's stream is broken"));
    } else if (message instanceof StreamFrame.Close) {
      ended(timeout("the other server has closed the stream"));
      ctx.writeAndFlush(new StreamFrame.Close());
      ctx.close();
    }
  }

  private void onOpen(StreamFrame.Open open) {
    if (state != State.OPENING) {
      end(StreamErrorCondition.BAD_FORMAT, timeout("a stream header inside a stream"));
    } else if (!open.namespace().equals(SERVER)) {
      end(StreamErrorCondition.INVALID_NAMESPACE, StanzaError.remoteServerNotFound());
    } else if (open.version() == null || open.id() == null) {
      end(StreamErrorCondition.UNSUPPORTED_VERSION, StanzaError.remoteServerNotFound());
    } else {
      streamId = open.id();
      state = State.FEATURES;
    }
  }

  private void onElement(XmlElement element) {
    if (StreamError.read(element).isPresent()) {
      onStreamError(StreamError.read(element).get());
      return;
    }
    switch (state) {
      case FEATURES -> {
        if (element.is("features", XmlContext.STREAMS)) {
          onFeatures(element);
        } else {
          unexpected();
        }
      }
      case PROCEED -> onProceed(element);
      case SASL -> onSasl(element);
      case DIALBACK, ASKED -> onDialback(element);
      case ENABLING -> {
        if (isBothWays && element.namespace().equals(SERVER)) {
          onStanza(element);
        } else {
          onEnabling(element);
        }
      }
      case READY -> onReady(element);
      default -> unexpected();
    }
  }

  private void onStreamError(StreamError error) {
    var why =
        switch (error.condition()) {
          case HOST_UNKNOWN, HOST_GONE -> StanzaError.remoteServerNotFound();
          default -> StanzaError.remoteServerTimeout();
        };
    end(null, why.withText("the other server says " + error.condition().elementName()));
  }

  private void onFeatures(XmlElement features) {
    if (!isEncrypted) {
      if (features.child("starttls", TLS).isPresent()) {
        state = State.PROCEED;
        send(XmlElement.named("starttls", TLS).build());
        return;
      }
      if (services.settings().tlsRequired() && !mayBeClear) {
        end(
            StreamErrorCondition.POLICY_VIOLATION,
            StanzaError.remoteServerNotFound().withText("the other server has no TLS"));
        return;
      }
    }
    if (!isGoodPeer()) {
      end(
          StreamErrorCondition.POLICY_VIOLATION,
          StanzaError.remoteServerNotFound()
              .withText("the other server's certificate does not prove its domain"));
    } else if (task.question() != null) {
      state = State.ASKED;
      sent = task.question();
      send(sent.toElement());
    } else if (isProved) {
      afterProof(features);
    } else if (!hasTriedExternal && offersExternal(features) && isCertified()) {
      hasTriedExternal = true;
      state = State.SASL;
      goBothWays(features);
      send(external());
    } else {
      goBothWays(features);
      dialBack();
    }
  }

  /**
   * XEP-0288 2.2, once. Whoever answers at the address of the domain, with a good certificate where
   * that is required, is as much its server as one whose key it would vouch for.
   */
  private void goBothWays(XmlElement features) {
    if (isEncrypted && !isBothWays && features.child("bidi", BIDI_FEATURE).isPresent()) {
      isBothWays = true;
      send(XmlElement.named("bidi", BIDI).build());
    }
  }

  /** Asked once, as soon as there is TLS: a key or a stanza for somebody else is never sent. */
  private boolean isGoodPeer() {
    if (isJudged || !services.settings().certificatesRequired()) {
      return true;
    }
    isJudged = true;
    var tls = context().pipeline().get(TlsHandler.class);
    return tls != null && services.trust().proves(tls, task.theirs());
  }

  private boolean isCertified() {
    return isEncrypted && services.tls().isCertified(task.ours());
  }

  private static boolean offersExternal(XmlElement features) {
    return features
        .child("mechanisms", SaslElements.NAMESPACE)
        .filter(
            offer ->
                offer.children("mechanism", SaslElements.NAMESPACE).stream()
                    .anyMatch(mechanism -> mechanism.text().strip().equals(EXTERNAL)))
        .isPresent();
  }

  /** With the domain in words, as older servers want it (XEP-0178 3, step 9). */
  private XmlElement external() {
    var identity = task.ours().getBytes(StandardCharsets.UTF_8);
    return XmlElement.named("auth", SaslElements.NAMESPACE)
        .attribute("mechanism", EXTERNAL)
        .text(Base64.getEncoder().encodeToString(identity))
        .build();
  }

  private void onProceed(XmlElement element) {
    if (!element.is("proceed", TLS)) {
      end(null, StanzaError.remoteServerNotFound().withText("the other server does not begin TLS"));
      return;
    }
    isEncrypted = true;
    source.restart(services.beforeProof(), bytesMax());
    var ctx = context();
    ctx.pipeline()
        .addFirst("tls", services.tls().newHandlerTo(ctx.alloc(), task.ours(), task.theirs()));
    open();
  }

  private void onSasl(XmlElement element) {
    if (element.is("success", SaslElements.NAMESPACE)) {
      isProved = true;
      source.restart(services.afterProof(), FrameSource.UNBOUNDED);
      open();
    } else if (element.is("failure", SaslElements.NAMESPACE)) {
      dialBack();
    } else {
      unexpected();
    }
  }

  private void dialBack() {
    state = State.DIALBACK;
    var id = Objects.requireNonNull(streamId, "features come behind a header");
    var key = services.keys().key(task.theirs(), task.ours(), id);
    sent = Dialback.result(task.ours(), task.theirs(), key);
    send(sent.toElement());
  }

  /** Only the answer to what this stream asked (XEP-0220 3.1). */
  private void onDialback(XmlElement element) {
    var answer = Dialback.read(element).filter(read -> sent != null && read.answers(sent));
    if (answer.isEmpty()) {
      unexpected();
      return;
    }
    var said = answer.get();
    if (state == State.ASKED) {
      owner.answered(said);
      end(null, timeout("answered"));
      return;
    }
    switch (said.verdict()) {
      case VALID -> {
        isProved = true;
        source.goOn(services.afterProof());
        ready();
      }
      case INVALID -> end(null, StanzaError.internalServerError().withText("our key was refused"));
      default -> end(null, timeout("the other server cannot ask for our key"));
    }
  }

  private void afterProof(XmlElement features) {
    if (features.child("sm", StreamManagement.NAMESPACE).isPresent()) {
      state = State.ENABLING;
      send(new StreamManagement.Enable(false, null).toElement());
    } else {
      ready();
    }
  }

  private void onEnabling(XmlElement element) {
    var read = StreamManagement.read(element);
    if (read.isEmpty()) {
      unexpected();
      return;
    }
    isManaged = read.get() instanceof StreamManagement.Enabled;
    countedFrom = intake.takenCount();
    ready();
  }

  private void onReady(XmlElement element) {
    var read = StreamManagement.read(element).orElse(null);
    if (read instanceof StreamManagement.Answer answer && isManaged) {
      owner.acknowledged(answer.handled());
    } else if (read instanceof StreamManagement.Request) {
      owesCount = intake.takenCount() != intake.settledCount();
      sendCount();
    } else if (element.namespace().equals(SERVER)) {
      onStanza(element);
    }
  }

  private void onStanza(XmlElement element) {
    if (isBothWays) {
      intake.take(element).ifPresent(why -> end(why, timeout("a stanza that was not proved")));
    } else {
      // Nobody has proved on this stream to be anybody: stanzas come on the other one.
      end(StreamErrorCondition.NOT_AUTHORIZED, timeout("a stanza came on our own stream"));
    }
  }

  @Override
  public boolean isProved(Pair pair) {
    return pair.from().equals(task.theirs()) && pair.to().equals(task.ours());
  }

  @Override
  public void readNoMore() {
    context().channel().config().setAutoRead(false);
  }

  @Override
  public void readAgain() {
    context().channel().config().setAutoRead(true);
  }

  @Override
  public void settled() {
    if (owesCount && state == State.READY && intake.takenCount() == intake.settledCount()) {
      owesCount = false;
      sendCount();
    }
  }

  @Override
  public void failed() {
    end(StreamErrorCondition.INTERNAL_SERVER_ERROR, timeout("what came was lost"));
  }

  private void sendCount() {
    long handled = Math.max(0, intake.settledCount() - countedFrom);
    send(new StreamManagement.Answer(StanzaCount.onTheWire(handled)).toElement());
  }

  private void unexpected() {
    end(
        StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
        timeout("the other server is not understood"));
  }

  private static StanzaError timeout(String text) {
    return StanzaError.remoteServerTimeout().withText(text);
  }

  // ---- when ready

  private void ready() {
    state = State.READY;
    owner.ready(this);
  }

  @Override
  public boolean isManaged() {
    return isManaged;
  }

  @Override
  public boolean isWritable() {
    return state == State.READY && context().channel().isWritable();
  }

  @Override
  public ChannelFuture write(StanzaBatch batch) {
    return context().writeAndFlush(batch);
  }

  @Override
  public void askForCount() {
    send(new StreamManagement.Request().toElement());
  }

  @Override
  public void idle() {
    if (services.watch().nowSeconds() - tookAtSecond
        >= services.settings().outbound().idleSecondsMax()) {
      end(null, StanzaError.remoteServerTimeout());
    }
  }

  @Override
  public void close(StanzaError why) {
    end(null, why);
  }

  // ---- the ends

  private void open() {
    state = State.OPENING;
    context()
        .writeAndFlush(new StreamFrame.Open(task.theirs(), task.ours(), "1.0", "en", SERVER, null));
  }

  private long bytesMax() {
    return services.settings().inbound().authenticationBytesMax();
  }

  private void send(XmlElement element) {
    context().writeAndFlush(new StreamFrame.Element(element, 0));
  }

  private void end(@Nullable StreamErrorCondition condition, StanzaError why) {
    if (state == State.ENDED) {
      return;
    }
    var ctx = context();
    if (condition != null) {
      ctx.write(new StreamFrame.Element(new StreamError(condition).toElement(), 0));
    }
    ctx.writeAndFlush(new StreamFrame.Close());
    ctx.channel().config().setAutoRead(true);
    ended(why);
  }

  private void ended(StanzaError why) {
    if (state != State.ENDED) {
      state = State.ENDED;
      sinceSecond = services.watch().nowSeconds();
      owner.ended(why);
    }
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "used before it is in a pipeline");
  }
}

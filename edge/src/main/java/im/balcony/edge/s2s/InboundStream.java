package im.balcony.edge.s2s;

import im.balcony.edge.bridge.ConnectionFaults;
import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.codec.StanzaBatch;
import im.balcony.edge.tls.TlsHandler;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslElements;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslFailure.Condition;
import im.balcony.protocol.sasl.SaslRequest;
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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stream that another server has opened, from its first byte to its last: TLS, SASL EXTERNAL
 * (XEP-0178 3), dialback as receiving and as authoritative server (XEP-0220 2.2), then stanzas of
 * the pairs of domains that were proved, and of no others.
 *
 * <p>One file as it is one protocol: what a peer may do at a moment depends on all it has done.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class InboundStream extends ChannelInboundHandlerAdapter
    implements ConnectionWatch.Watched, StanzaIntake.Stream, Carrier {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int STREAM_ID_BYTES = 18;
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,3}\\.[0-9]{1,4}");

  private final ServerServices services;
  private final KeyQuestions questions;
  private final ServerLinks links;
  private final FrameSource source;
  private final Runnable onProved;
  private final StanzaIntake intake;
  private final Set<Pair> pairs = new HashSet<>();
  private final Set<Pair> asked = new HashSet<>();
  private final Set<OutboundOwner> carried = new LinkedHashSet<>();
  private boolean isEncrypted;
  private boolean isOpen;
  private boolean isEnded;
  private boolean isManaged;
  private boolean isBothWays;
  private boolean owesCount;
  private boolean wasProved;
  private int failures;
  private String streamId = "";
  private String ours = "";
  private @Nullable String theirs;
  private @Nullable String external;
  private long countedFrom;
  private long bytesSeen;
  private int framesSeen;
  private int stanzaSinceSecond = -1;
  private int heardAtSecond;
  private int startedAtSecond;
  private int endedAtSecond;
  private @Nullable ChannelHandlerContext context;

  /**
   * Begins with nothing known of the other server.
   *
   * @param isEncrypted TLS is below already (XEP-0368)
   * @param onProved runs when it has proved to be somebody
   */
  InboundStream(
      ServerServices services,
      KeyQuestions questions,
      ServerLinks links,
      Incoming incoming,
      FrameSource source,
      boolean isEncrypted,
      Runnable onProved) {
    this.services = services;
    this.questions = questions;
    this.links = links;
    this.source = source;
    this.isEncrypted = isEncrypted;
    this.onProved = onProved;
    this.intake =
        new StanzaIntake(
            this,
            services.policy(),
            incoming.arrivals(),
            incoming.answers(),
            services.settings().inbound(),
            services.loop());
    this.startedAtSecond = services.watch().nowSeconds();
    this.heardAtSecond = startedAtSecond;
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
  public void channelInactive(ChannelHandlerContext ctx) {
    ended();
    services.watch().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ConnectionFaults.note(cause);
    ended();
    ctx.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (isWritable()) {
      List.copyOf(carried).forEach(OutboundOwner::writable);
    }
  }

  /** Those whose stanzas go on it look for another one. */
  private void ended() {
    isEnded = true;
    endedAtSecond = services.watch().nowSeconds();
    var owners = List.copyOf(carried);
    carried.clear();
    owners.forEach(
        owner -> owner.ended(StanzaError.remoteServerTimeout().withText("the stream has ended")));
  }

  // ---- time

  @Override
  public void onSecond(int now) {
    var bounds = services.settings().inbound();
    if (isEnded) {
      if (now - endedAtSecond >= services.closeSecondsMax()) {
        context().close();
      }
      return;
    }
    intake.onSecond();
    if (intake.isPaused() || source.bytesRead() != bytesSeen) {
      bytesSeen = source.bytesRead();
      heardAtSecond = now;
    }
    if (!wasProved && now - startedAtSecond >= bounds.authenticationSecondsMax()) {
      fail(StreamErrorCondition.CONNECTION_TIMEOUT, "no proof in time");
    } else if (isStanzaTooSlow(now)) {
      fail(StreamErrorCondition.POLICY_VIOLATION, "a stanza took too long");
    } else if (now - heardAtSecond >= bounds.silentSecondsMax()) {
      fail(StreamErrorCondition.CONNECTION_TIMEOUT, "nothing was said for long");
    }
  }

  private boolean isStanzaTooSlow(int now) {
    if (!source.isInsideStanza() || source.framesRead() != framesSeen) {
      framesSeen = source.framesRead();
      stanzaSinceSecond = now;
      return false;
    }
    return now - stanzaSinceSecond >= services.stanzaSecondsMax();
  }

  // ---- the header

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (isEnded) {
      if (message instanceof StreamFrame.Close) {
        ctx.close();
      }
    } else if (message instanceof StreamFrame.Open open) {
      onOpen(open);
    } else if (message instanceof StreamFrame.Element element) {
      if (isOpen) {
        onElement(element.element());
      } else {
        fail(StreamErrorCondition.BAD_FORMAT, "no stream is open");
      }
    } else if (message instanceof StreamFrame.Malformed malformed) {
      fail(malformed.condition(), malformed.detail());
    } else if (message instanceof StreamFrame.Close) {
      ended();
      ctx.writeAndFlush(new StreamFrame.Close()).addListener(done -> ctx.close());
    }
  }

  private void onOpen(StreamFrame.Open open) {
    if (isOpen) {
      fail(StreamErrorCondition.BAD_FORMAT, "the stream is open already");
      return;
    }
    isOpen = true;
    var to = domain(open.to());
    var from = domain(open.from());
    ours = to.filter(services.policy()::serves).orElse("");
    theirs = from.orElse(null);
    streamId = newId();
    context()
        .write(
            new StreamFrame.Open(
                theirs,
                ours.isEmpty() ? null : ours,
                "1.0",
                "en",
                OutboundStream.SERVER,
                streamId));
    if (!open.namespace().equals(OutboundStream.SERVER)) {
      fail(StreamErrorCondition.INVALID_NAMESPACE, null);
    } else if (open.version() == null || !VERSION.matcher(open.version()).matches()) {
      fail(StreamErrorCondition.UNSUPPORTED_VERSION, "this server speaks version 1.0");
    } else if (open.to() == null) {
      fail(StreamErrorCondition.IMPROPER_ADDRESSING, "a stream header needs a 'to'");
    } else if (ours.isEmpty()) {
      fail(StreamErrorCondition.HOST_UNKNOWN, null);
    } else if (open.from() != null && from.isEmpty()) {
      fail(StreamErrorCondition.INVALID_FROM, null);
    } else if (external != null && !external.equals(theirs)) {
      fail(StreamErrorCondition.INVALID_FROM, null);
    } else if (theirs != null && !services.policy().mayTalkTo(theirs)) {
      fail(StreamErrorCondition.POLICY_VIOLATION, "this server does not talk to that domain");
    } else {
      send(features());
      if (external != null) {
        carry(new Pair(ours, external));
      }
    }
  }

  /**
   * XEP-0288 2.2: back to the domain that a certificate has proved, from the one that its stream is
   * for, and the inverse of what a key has proved.
   */
  private void carry(Pair back) {
    // Acknowledgements count the stanzas of a stream, not those of a pair: with them it has one.
    if (isBothWays && (external == null || carried.isEmpty())) {
      links.offer(back, this).ifPresent(carried::add);
    }
  }

  private static Optional<String> domain(@Nullable String address) {
    return Jid.tryParse(address).filter(Jid::isDomain).map(Jid::domain);
  }

  private static String newId() {
    var id = new byte[STREAM_ID_BYTES];
    RANDOM.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private XmlElement features() {
    var features = XmlElement.named("features", XmlContext.STREAMS);
    boolean tlsRequired = services.settings().tlsRequired();
    if (!isEncrypted) {
      var tls = XmlElement.named("starttls", OutboundStream.TLS);
      features.child(
          (tlsRequired ? tls.child(XmlElement.named("required", OutboundStream.TLS).build()) : tls)
              .build());
    } else if (external == null && isCertified(theirs)) {
      features.child(
          XmlElement.named("mechanisms", SaslElements.NAMESPACE)
              .child(
                  XmlElement.named("mechanism", SaslElements.NAMESPACE)
                      .text(OutboundStream.EXTERNAL)
                      .build())
              .build());
    }
    if (isEncrypted || !tlsRequired) {
      features.child(Dialback.feature());
    }
    if (isEncrypted && !wasProved) {
      features.child(XmlElement.named("bidi", OutboundStream.BIDI_FEATURE).build());
    }
    if (external != null) {
      features.child(StreamManagement.feature());
    }
    return features.build();
  }

  /** Whether the other server's certificate proves this domain. */
  private boolean isCertified(@Nullable String domain) {
    var tls = context().pipeline().get(TlsHandler.class);
    return domain != null && tls != null && services.trust().proves(tls, domain);
  }

  // ---- elements

  private void onElement(XmlElement element) {
    var error = StreamError.read(element);
    if (error.isPresent()) {
      end(null);
    } else if (element.is("starttls", OutboundStream.TLS)) {
      onStartTls();
    } else if (!isEncrypted && services.settings().tlsRequired()) {
      fail(StreamErrorCondition.POLICY_VIOLATION, "TLS comes first");
    } else if (element.namespace().equals(SaslElements.NAMESPACE)) {
      onSasl(SaslRequest.read(element));
    } else if (element.namespace().equals(Dialback.NAMESPACE)) {
      onDialback(element);
    } else if (element.is("bidi", OutboundStream.BIDI) && isEncrypted && !wasProved) {
      isBothWays = true;
    } else if (!wasProved) {
      fail(StreamErrorCondition.NOT_AUTHORIZED, "prove who you are first");
    } else if (element.namespace().equals(StreamManagement.NAMESPACE)) {
      onManagement(element);
    } else {
      onStanza(element);
    }
  }

  /** RFC 6120 5.4.2.3; what came with the request in clear is dropped (5.4.3.3). */
  private void onStartTls() {
    if (isEncrypted || wasProved) {
      send(XmlElement.named("failure", OutboundStream.TLS).build());
      end(null);
      return;
    }
    isEncrypted = true;
    isOpen = false;
    pairs.clear();
    asked.clear();
    source.restart(services.beforeProof(), services.settings().inbound().authenticationBytesMax());
    send(XmlElement.named("proceed", OutboundStream.TLS).build());
    var ctx = context();
    ctx.pipeline().addFirst("tls", services.tls().newServerHandler(ctx.alloc(), ours));
  }

  // ---- SASL EXTERNAL

  private void onSasl(SaslRequest request) {
    if (!(request instanceof SaslRequest.Auth auth)) {
      refuseLogin(SaslFailure.of(Condition.MALFORMED_REQUEST));
    } else if (!auth.mechanism().equals(OutboundStream.EXTERNAL) || external != null) {
      refuseLogin(SaslFailure.of(Condition.INVALID_MECHANISM));
    } else if (!isIdentity(auth.initialResponse())) {
      refuseLogin(SaslFailure.of(Condition.INVALID_AUTHZID));
    } else if (!isCertified(theirs)) {
      refuseLogin(SaslFailure.notAuthorized());
    } else {
      external = theirs;
      proved();
      send(SaslElements.success(new byte[0]));
      isOpen = false;
      source.restart(services.afterProof(), FrameSource.UNBOUNDED);
    }
  }

  /** None, or the domain of the stream's header (XEP-0178 3, step 10). */
  private boolean isIdentity(byte[] given) {
    return given.length == 0
        || domain(new String(given, StandardCharsets.UTF_8))
            .filter(d -> d.equals(theirs))
            .isPresent();
  }

  private void refuseLogin(SaslFailure failure) {
    send(SaslElements.failure(failure));
    countFailure();
  }

  private void countFailure() {
    if (++failures >= services.settings().inbound().failuresMax()) {
      fail(StreamErrorCondition.POLICY_VIOLATION, "too many refused proofs");
    }
  }

  private void proved() {
    if (!wasProved) {
      wasProved = true;
      onProved.run();
    }
  }

  // ---- dialback

  private void onDialback(XmlElement element) {
    var read = Dialback.read(element);
    if (read.isEmpty()) {
      fail(StreamErrorCondition.IMPROPER_ADDRESSING, "dialback without good addresses");
    } else if (read.get().verdict() != Dialback.Verdict.ASKED) {
      // An answer: nothing was asked on this stream (XEP-0220 3.1).
      fail(StreamErrorCondition.INVALID_FROM, "an answer to no question");
    } else if (read.get().step() == Dialback.Step.VERIFY) {
      onVerify(read.get());
    } else {
      onResult(read.get());
    }
  }

  /** As the authoritative server: is it a key of ours? */
  private void onVerify(Dialback question) {
    send(
        (services.policy().serves(question.to())
                ? question.answer(services.keys().isOurs(question))
                : question.refusal(StanzaError.itemNotFound()))
            .toElement());
  }

  /** As the receiving server: may stanzas of this pair come here? */
  private void onResult(Dialback result) {
    var pair = new Pair(result.from(), result.to());
    if (!services.policy().serves(pair.to())) {
      refuseKey(result, StanzaError.itemNotFound());
    } else if (!services.policy().mayTalkTo(pair.from())) {
      refuseKey(result, StanzaError.notAllowed());
    } else if (pairs.contains(pair) || (isEncrypted && isCertified(pair.from()))) {
      // Its certificate says it already.
      accept(result);
    } else if (services.settings().certificatesRequired()) {
      refuseKey(result, StanzaError.policyViolation());
    } else if (asked.contains(pair)
        || pairs.size() + asked.size() >= services.settings().inbound().pairsMax()) {
      refuseKey(result, StanzaError.resourceConstraint());
    } else {
      asked.add(pair);
      questions.ask(result, streamId, answer -> onAnswer(result, answer));
    }
  }

  private void onAnswer(Dialback result, Dialback answer) {
    if (isEnded || !asked.remove(new Pair(result.from(), result.to()))) {
      return;
    }
    switch (answer.verdict()) {
      case VALID -> accept(result);
      case INVALID -> {
        if (pairs.isEmpty() && external == null) {
          send(answer.toElement());
          end(null);
        } else {
          // The stream is good for others (XEP-0220 2.2.1).
          refuseKey(result, StanzaError.forbidden());
        }
      }
      default -> {
        send(answer.toElement());
        countFailure();
      }
    }
  }

  private void accept(Dialback result) {
    var pair = new Pair(result.from(), result.to());
    if (!pairs.contains(pair) && pairs.size() >= services.settings().inbound().pairsMax()) {
      refuseKey(result, StanzaError.resourceConstraint());
      return;
    }
    pairs.add(pair);
    proved();
    source.goOn(services.afterProof());
    send(result.answer(true).toElement());
    carry(new Pair(pair.to(), pair.from()));
  }

  private void refuseKey(Dialback result, StanzaError why) {
    send(result.refusal(why).toElement());
    countFailure();
  }

  // ---- stanzas

  private void onStanza(XmlElement element) {
    if (!element.namespace().equals(OutboundStream.SERVER)
        || !Set.of("message", "presence", "iq").contains(element.name())) {
      fail(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, null);
      return;
    }
    intake.take(element).ifPresent(condition -> fail(condition, null));
  }

  /**
   * A certificate proves a domain to all of ours; a key does so to the one that it was made for
   * (XEP-0220 2.2).
   */
  @Override
  public boolean isProved(Pair pair) {
    return pair.from().equals(external) || pairs.contains(pair);
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
  public void failed() {
    if (!isEnded) {
      fail(StreamErrorCondition.INTERNAL_SERVER_ERROR, null);
    }
  }

  // ---- stream management

  private void onManagement(XmlElement element) {
    var read = StreamManagement.read(element).orElse(null);
    if (read instanceof StreamManagement.Enable && !isManaged) {
      isManaged = true;
      countedFrom = intake.takenCount();
      send(new StreamManagement.Enabled(null, null, null).toElement());
    } else if (read instanceof StreamManagement.Request && isManaged) {
      owesCount = intake.takenCount() != intake.settledCount();
      sendCount();
    } else if (read instanceof StreamManagement.Resume) {
      send(new StreamManagement.Failed("feature-not-implemented", null).toElement());
    } else if (read instanceof StreamManagement.Answer answer) {
      List.copyOf(carried).forEach(owner -> owner.acknowledged(answer.handled()));
    } else {
      send(new StreamManagement.Failed("unexpected-request", null).toElement());
    }
  }

  @Override
  public void settled() {
    if (owesCount && !isEnded && intake.takenCount() == intake.settledCount()) {
      owesCount = false;
      sendCount();
    }
  }

  private void sendCount() {
    long handled = Math.max(0, intake.settledCount() - countedFrom);
    send(new StreamManagement.Answer(StanzaCount.onTheWire(handled)).toElement());
  }

  // ---- stanzas of ours on it

  @Override
  public boolean isManaged() {
    return isManaged;
  }

  @Override
  public boolean isWritable() {
    return !isEnded && context().channel().isWritable();
  }

  @Override
  public ChannelFuture write(StanzaBatch batch) {
    return context().writeAndFlush(batch);
  }

  @Override
  public void askForCount() {
    send(new StreamManagement.Request().toElement());
  }

  /** It is the other server's to close. */
  @Override
  public void idle() {}

  @Override
  public void close(StanzaError why) {
    if (!isEnded) {
      fail(StreamErrorCondition.UNDEFINED_CONDITION, why.text());
    }
  }

  // ---- answering, ending

  private void send(XmlElement element) {
    context().writeAndFlush(new StreamFrame.Element(element, 0));
  }

  /** RFC 6120 4.9.1.2: an error before the header is answered comes after ours. */
  private void fail(StreamErrorCondition condition, @Nullable String text) {
    if (!isOpen) {
      isOpen = true;
      context()
          .write(
              new StreamFrame.Open(
                  theirs,
                  ours.isEmpty() ? null : ours,
                  "1.0",
                  "en",
                  OutboundStream.SERVER,
                  newId()));
    }
    end(new StreamError(condition, text));
  }

  /** This node stops. */
  void shutDown() {
    if (!isEnded) {
      fail(StreamErrorCondition.SYSTEM_SHUTDOWN, null);
    }
  }

  private void end(@Nullable StreamError error) {
    if (error != null) {
      context().write(new StreamFrame.Element(error.toElement(), 0));
    }
    context().writeAndFlush(new StreamFrame.Close());
    context().channel().config().setAutoRead(true);
    ended();
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "used before it is in a pipeline");
  }
}

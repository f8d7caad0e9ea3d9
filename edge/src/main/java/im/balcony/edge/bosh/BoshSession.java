package im.balcony.edge.bosh;

import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.codec.FrameSource;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xep.bosh.BoshCondition;
import im.balcony.protocol.xep.bosh.BoshKeys;
import im.balcony.protocol.xep.bosh.BoshRequest;
import im.balcony.protocol.xep.bosh.BoshResponse;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.SocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session (XEP-0124): puts requests in order, hands what they carry to the handlers of its
 * {@link BoshChannel}, and lets what the handlers write wait for a request to answer. All of it
 * runs on the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class BoshSession implements FrameSource, ConnectionWatch.Watched {
  private final String sid;
  private final SessionTerms terms;
  private final int responseBytesMax;
  private final EventLoop loop;
  private final ConnectionWatch watch;
  private final BoshChannel channel;
  private final Consumer<BoshSession> onClosed;
  private final BoshKeys keys;
  private final PollingPace pace;
  private final RequestWindow<Early> window;
  private final AnsweredRequests answered;
  private final HeldRequests held = new HeldRequests();

  private volatile XmlLimits limits;
  private volatile boolean isLoggedIn;
  private long bytesRead;
  private long bytesAllowed;
  private int framesRead;
  private boolean isTold;
  private boolean isAnswering;
  private boolean isStreamOver;
  private boolean isOver;
  private @Nullable BoshCondition condition;
  private @Nullable String streamId;
  private @Nullable String domain;
  private int quietSinceSecond;
  private int quietSecondsMax;

  private record Early(BoshRequest request, int bytes, BoshExchange exchange) {}

  /** What a new session begins with. */
  record Begin(
      String sid,
      BoshRequest first,
      SessionTerms terms,
      int responseBytesMax,
      XmlLimits limits,
      long bytesMax,
      SocketAddress remote,
      WriteBufferWaterMark waterMark) {}

  BoshSession(Begin begin, EventLoop loop, ConnectionWatch watch, Consumer<BoshSession> onClosed) {
    this.sid = begin.sid();
    this.terms = begin.terms();
    this.responseBytesMax = begin.responseBytesMax();
    this.limits = begin.limits();
    this.bytesAllowed = begin.bytesMax();
    this.loop = loop;
    this.watch = watch;
    this.onClosed = onClosed;
    this.keys = new BoshKeys(begin.first().newKey());
    this.pace = new PollingPace(terms.pollingSeconds(), System.nanoTime());
    this.window = new RequestWindow<>(begin.first().rid(), terms.requests());
    this.answered = new AnsweredRequests(terms.requests());
    this.quietSecondsMax = terms.inactivitySeconds();
    this.channel = new BoshChannel(this, begin.remote(), begin.waterMark());
  }

  BoshChannel channel() {
    return channel;
  }

  String sid() {
    return sid;
  }

  EventLoop loop() {
    return loop;
  }

  /** How a body of this session is to be read; from any thread. */
  XmlLimits limits() {
    return limits;
  }

  /** From any thread. */
  boolean isLoggedIn() {
    return isLoggedIn;
  }

  // ---- requests

  /** The request that made the session. */
  void begin(BoshRequest first, int bytes, BoshExchange exchange) {
    watch.add(this);
    held.add(new HeldRequests.Held(first.rid(), false, watch.nowSeconds(), exchange));
    bytesRead += bytes;
    fire(first.header());
    channel.pipeline().fireChannelReadComplete();
  }

  /** Any other, when it comes. */
  void on(BoshRequest request, int bytes, BoshExchange exchange) {
    var rid = request.rid();
    if (isOver) {
      exchange.answer(BoshAnswer.refusal(BoshCondition.ITEM_NOT_FOUND));
    } else if (window.isPast(rid)) {
      onRepeated(rid, exchange);
    } else if (window.isTooFar(rid)) {
      fail(BoshCondition.ITEM_NOT_FOUND, exchange);
    } else {
      window
          .keep(rid, new Early(request, bytes, exchange))
          .ifPresent(before -> before.exchange().answer(answer(BoshResponse.error())));
      readAgain();
    }
  }

  /** A body that cannot be read is of no request whose turn could come. */
  void onUnreadable(BoshExchange exchange) {
    fail(BoshCondition.BAD_REQUEST, exchange);
  }

  /** 14.3: the answer was lost on its way, or the connection on which it is awaited. */
  private void onRepeated(long rid, BoshExchange exchange) {
    var waiting = held.replace(rid, exchange);
    var before = answered.find(rid);
    if (waiting.isPresent()) {
      waiting.get().answer(answer(BoshResponse.error()));
    } else if (before != null) {
      exchange.answer(before);
    } else {
      fail(BoshCondition.ITEM_NOT_FOUND, exchange);
    }
  }

  /** Takes what has its turn, as far as the handlers want to read. */
  void readAgain() {
    while (!isOver && channel.config().isAutoRead()) {
      var next = window.next();
      if (next.isEmpty()) {
        return;
      }
      take(next.get());
    }
  }

  private void take(Early early) {
    var request = early.request();
    if (!keys.accept(request.key(), request.newKey())) {
      fail(BoshCondition.ITEM_NOT_FOUND, early.exchange());
      return;
    }
    var isOneTooMany = terms.hold() > 0 && held.size() >= terms.hold();
    if (pace.isTooSoon(request.isPoll(), isOneTooMany, System.nanoTime())) {
      fail(BoshCondition.POLICY_VIOLATION, early.exchange());
      return;
    }
    request.ack().ifPresent(answered::acknowledge);
    quietSecondsMax = terms.inactivitySeconds();
    held.add(
        new HeldRequests.Held(
            request.rid(), request.isPoll(), watch.nowSeconds(), early.exchange()));
    bytesRead += early.bytes();
    if (bytesRead > bytesAllowed) {
      fire(
          new StreamFrame.Malformed(
              StreamErrorCondition.POLICY_VIOLATION, "too much sent before login"));
    } else if (request.isRestart()) {
      fire(request.header());
    } else {
      fireAll(request, early.bytes());
    }
    channel.pipeline().fireChannelReadComplete();
    if (request.pauseSeconds().isPresent()) {
      pause(request.pauseSeconds().getAsInt());
    }
    answerLater();
  }

  private void fireAll(BoshRequest request, int bytes) {
    for (var payload : request.payloads()) {
      fire(new StreamFrame.Element(payload, bytes));
    }
    if (request.isTerminate()) {
      fire(new StreamFrame.Close());
    }
  }

  private void fire(StreamFrame frame) {
    framesRead++;
    channel.pipeline().fireChannelRead(frame);
  }

  /** Section 10: all that wait are answered at once, with nothing. */
  private void pause(int seconds) {
    if (seconds > terms.pauseSecondsMax()) {
      return;
    }
    while (!held.isEmpty()) {
      answerOldest(new BoshResponse());
    }
    quietSecondsMax = seconds;
  }

  // ---- answers

  /** The handlers have written: what one turn of the event loop writes goes in one answer. */
  void flushed() {
    answerLater();
  }

  private void answerLater() {
    if (!isAnswering) {
      isAnswering = true;
      loop.execute(this::answerNow);
    }
  }

  private void answerNow() {
    isAnswering = false;
    while (!isOver && !held.isEmpty() && channel.firstFlushed() != null) {
      var response = new BoshResponse();
      var isSaying = takeFlushed(response);
      if (isStreamOver) {
        answerOldest(ended(response));
        isOver = true;
        channel.close();
      } else if (isSaying) {
        answerOldest(response);
      }
    }
    while (!isOver && held.size() > terms.hold()) {
      answerOldest(new BoshResponse());
    }
  }

  /** Moves what was written into the response; tells whether there is something to say. */
  private boolean takeFlushed(BoshResponse response) {
    var bytes = 0;
    for (var next = channel.firstFlushed();
        next != null && bytes < responseBytesMax && !isStreamOver;
        next = channel.firstFlushed()) {
      if (next instanceof ByteBuf payload) {
        var xml = ByteBufUtil.getBytes(payload);
        bytes += xml.length;
        response.payload(xml);
      } else if (next instanceof StreamFrame frame) {
        bytes += take(frame, response);
      }
      channel.removeFirstFlushed();
    }
    return bytes > 0;
  }

  private int take(StreamFrame frame, BoshResponse response) {
    if (frame instanceof StreamFrame.Open open) {
      streamId = open.id();
      domain = open.from();
    } else if (frame instanceof StreamFrame.Element error) {
      var xml = error.element().toBytes();
      condition = BoshCondition.REMOTE_STREAM_ERROR;
      response.payload(xml);
      return xml.length;
    } else if (frame instanceof StreamFrame.Close) {
      isStreamOver = true;
    }
    return 0;
  }

  /** The stream was closed from here (13), maybe with an error of its own (XEP-0206 6). */
  private BoshResponse ended(BoshResponse response) {
    return response
        .with("type", "terminate")
        .with("condition", condition == null ? null : condition.value());
  }

  private void answerOldest(BoshResponse response) {
    var oldest = held.removeOldest();
    var answer = answer(told(response, oldest.rid()));
    answered.add(oldest.rid(), answer);
    if (oldest.isPoll() && oldest.rid() == window.last() && channel.firstFlushed() == null) {
      pace.wasVain();
    }
    quietSinceSecond = watch.nowSeconds();
    oldest.exchange().answer(answer);
  }

  /** What the response says besides its payloads (7.2, 9.1). */
  private BoshResponse told(BoshResponse response, long rid) {
    if (!isTold) {
      isTold = true;
      terms.tell(response, sid, rid).with("authid", streamId).with("from", domain);
    } else if (terms.usesAcks() && window.last() != rid) {
      response.with("ack", window.last());
    }
    return response;
  }

  private BoshAnswer answer(BoshResponse response) {
    return BoshAnswer.of(response, terms.contentType());
  }

  // ---- time

  @Override
  public void onSecond(int now) {
    var oldest = held.oldest();
    if (oldest != null) {
      if (now - oldest.sinceSecond() >= terms.waitSeconds()) {
        answerOldest(new BoshResponse());
      }
    } else if (now - quietSinceSecond >= quietSecondsMax) {
      // The client is gone without a word: its stream may be resumed.
      channel.close();
    }
  }

  // ---- the end

  /** The client broke a rule: this request hears it, and the stream is lost (17.2). */
  private void fail(BoshCondition why, BoshExchange exchange) {
    exchange.answer(refusal(why));
    isOver = true;
    channel.close();
  }

  /** 17.1: who has named no version reads HTTP's status only. */
  private BoshAnswer refusal(BoshCondition why) {
    return terms.knowsConditions() || why.legacyStatus() == BoshCondition.OK
        ? answer(BoshResponse.terminate(why))
        : new BoshAnswer(why.legacyStatus(), terms.contentType(), new byte[0]);
  }

  /** The channel is closed, by a handler or from here. */
  void closed() {
    if (!isOver && !held.isEmpty()) {
      answerOldest(BoshResponse.terminate(BoshCondition.REMOTE_CONNECTION_FAILED));
    }
    isOver = true;
    while (!held.isEmpty()) {
      answerOldest(new BoshResponse());
    }
    window.early().forEach(early -> early.exchange().answer(answer(new BoshResponse())));
    watch.remove(this);
    onClosed.accept(this);
  }

  // ---- what the handlers ask

  @Override
  public void restart(XmlLimits next, long bytesMax) {
    limits = next;
    isLoggedIn = bytesMax == UNBOUNDED;
    bytesAllowed = bytesMax == UNBOUNDED ? UNBOUNDED : bytesRead + bytesMax;
  }

  @Override
  public void goOn(XmlLimits next) {
    limits = next;
    isLoggedIn = true;
    bytesAllowed = UNBOUNDED;
  }

  @Override
  public boolean isInsideStanza() {
    return false;
  }

  @Override
  public int framesRead() {
    return framesRead;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }
}

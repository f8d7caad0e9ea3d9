package im.balcony.load.client;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a phone; what crosses it once TLS stands (RFC 6120 section 5) is counted. */
final class PhoneLine implements FramesIn.Connection {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

  private final ClientGroup group;
  private final Errand errand;
  private final FramesIn in = new FramesIn(this);
  private final CompletableFuture<Crossing> ended = new CompletableFuture<>();
  private @Nullable Wire wire;
  private @Nullable Crossing crossing;
  private boolean heard = true;
  private boolean secured;
  private int roundTrips;
  private long bytesOutBefore;
  private long bytesInBefore;
  private long startNanos;

  /** What the phone wants of the server; it ends with {@link #done} or {@link #closed}. */
  interface Errand {
    void begin(PhoneLine line);

    void element(PhoneLine line, XmlElement element);
  }

  PhoneLine(ClientGroup group, Errand errand) {
    this.group = group;
    this.errand = errand;
  }

  /** Ends when the stream is closed on both sides; fails with the reason of a failed errand. */
  CompletionStage<Crossing> open(EventLoop loop) {
    group.connect(loop, in, this::closed);
    var unused =
        loop.schedule(
            () -> closed("not done in time"),
            group.settings().loginTimeoutMillis(),
            TimeUnit.MILLISECONDS);
    return ended;
  }

  @Override
  public void opened(Channel channel) {
    var opened = new Wire(channel);
    wire = opened;
    opened.write(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='%s' to='%s' version='1.0'>"
            .formatted(Login.STREAM, group.settings().domain()));
  }

  private void secure(Wire open, XmlElement element) {
    if (element.is("features", Login.STREAM)) {
      open.write("<starttls xmlns='" + TLS + "'/>");
    } else if (element.is("proceed", TLS)) {
      secured = true;
      open.expectNewStream();
      open.startTls(group);
      bytesOutBefore = open.bytesWritten();
      bytesInBefore = in.bytesRead();
      startNanos = System.nanoTime();
      errand.begin(this);
    } else {
      closed("no TLS: " + element.toXml());
    }
  }

  /** The first thing that is written after something came waited for it. */
  void write(String xml) {
    if (heard) {
      heard = false;
      roundTrips++;
    }
    if (wire != null) {
      wire.write(xml);
    }
  }

  void expectNewStream() {
    if (wire != null) {
      wire.expectNewStream();
    }
  }

  @Override
  public void frame(StreamFrame frame) {
    if (frame instanceof StreamFrame.Element element) {
      element(element.element());
    } else if (frame instanceof StreamFrame.Close) {
      closed("the server ended the stream");
    } else if (frame instanceof StreamFrame.Malformed malformed) {
      closed("the server sent bad XML: " + malformed.detail());
    }
  }

  private void element(XmlElement element) {
    if (!secured && wire != null) {
      secure(wire, element);
    } else if (crossing == null) {
      heard = true;
      errand.element(this, element);
    }
  }

  /** Everything is there; the stream ends, and the session with it. */
  void done(int items) {
    var open = wire;
    if (open != null) {
      var millis = (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
      crossing =
          new Crossing(
              roundTrips,
              open.bytesWritten() - bytesOutBefore,
              in.bytesRead() - bytesInBefore,
              millis,
              items);
      open.write("</stream:stream>");
    }
  }

  @Override
  public void closed(String reason) {
    if (wire != null) {
      wire.close();
    }
    if (crossing == null) {
      ended.completeExceptionally(new IllegalStateException(reason));
    } else {
      ended.complete(crossing);
    }
  }
}

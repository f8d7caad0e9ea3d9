package im.balcony.edge.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamFrameDecoderTest {
  private static final String STREAM =
      "<?xml version='1.0'?><stream:stream to='a.example' version='1.0' xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams'>"
          + "<message to='juliet@b.example'><body>Grüße 👋</body></message> <presence/>"
          + "</stream:stream>";

  @Test
  void bytesCutAtEveryPlaceGiveTheSameFrames() {
    byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    var whole = framesOf(bytes, bytes.length);
    assertEquals(4, whole.size());
    for (int cut = 1; cut < bytes.length; cut++) {
      assertEquals(whole, framesOf(bytes, cut));
    }
  }

  private static List<Object> framesOf(byte[] bytes, int cut) {
    var channel = channel(FrameSource.UNBOUNDED);
    channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
    channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes, cut, bytes.length - cut));
    var frames = new ArrayList<Object>();
    for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
      frames.add(frame);
    }
    assertFalse(channel.finish());
    return frames;
  }

  @Test
  void moreBytesThanAllowedBeforeLoginEndTheStream() {
    var channel = channel(100);

    channel.writeInbound(buffer(" ".repeat(101)));

    var malformed = assertInstanceOf(StreamFrame.Malformed.class, channel.readInbound());
    assertEquals(StreamErrorCondition.POLICY_VIOLATION, malformed.condition());
    channel.writeInbound(buffer(STREAM));
    assertNull(channel.readInbound());
  }

  @Test
  void aRestartInTheMiddleDropsWhatWasReadWithIt() {
    var channel = new EmbeddedChannel();
    var decoder = new StreamFrameDecoder(XmlLimits.UNAUTHENTICATED, 10_000);
    var seen = new ArrayList<StreamFrame>();
    channel.pipeline().addLast(decoder, new RestartOnFirstElement(decoder, seen));

    channel.writeInbound(buffer(STREAM));
    assertEquals(2, seen.size());

    channel.writeInbound(buffer(STREAM));
    assertInstanceOf(StreamFrame.Open.class, seen.get(2));
  }

  @Test
  void itKnowsWhetherAStanzaHasBegun() {
    var decoder = new StreamFrameDecoder(XmlLimits.DEFAULT, FrameSource.UNBOUNDED);
    var channel = new EmbeddedChannel(decoder);
    channel.writeInbound(buffer(STREAM.substring(0, STREAM.indexOf("<body>"))));
    assertTrue(decoder.isInsideStanza());

    channel.writeInbound(buffer(STREAM.substring(STREAM.indexOf("<body>"))));

    assertFalse(decoder.isInsideStanza());
    assertEquals(4, decoder.framesRead());
  }

  private static EmbeddedChannel channel(long bytesMax) {
    return new EmbeddedChannel(new StreamFrameDecoder(XmlLimits.DEFAULT, bytesMax));
  }

  private static io.netty.buffer.ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}

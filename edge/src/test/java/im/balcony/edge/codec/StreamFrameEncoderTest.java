package im.balcony.edge.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamFrameEncoderTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new StreamFrameEncoder());

  @Test
  void theHeaderIsReadByAnybodyAsItWasMeant() {
    var open =
        new StreamFrame.Open(
            "o'neill@a.example", "a.example", "1.0", "en", "jabber:client", "id<1>&");

    channel.writeOutbound(open);

    var reader = new EmbeddedChannel(new StreamFrameDecoder(XmlLimits.DEFAULT, 10_000));
    ByteBuf bytes = channel.readOutbound();
    reader.writeInbound(bytes);
    assertEquals(open, assertInstanceOf(StreamFrame.Open.class, reader.readInbound()));
  }

  @Test
  void aBatchLeavesAsOneBuffer() {
    channel.writeOutbound(new StanzaBatch(List.of(utf8("<a/>"), utf8("<b/>")), 8));

    assertEquals("<a/><b/>", text());
  }

  @Test
  void elementsOfTheStreamCarryItsPrefixAndNoNamespaceTwice() {
    var error =
        XmlElement.named("error", "http://etherx.jabber.org/streams")
            .child(XmlElement.named("reset", "urn:ietf:params:xml:ns:xmpp-streams").build())
            .build();

    channel.writeOutbound(new StreamFrame.Element(error, 0), new StreamFrame.Close());

    assertEquals(
        "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
        text());
    assertEquals("</stream:stream>", text());
  }

  private String text() {
    ByteBuf bytes = channel.readOutbound();
    var text = bytes.toString(StandardCharsets.UTF_8);
    bytes.release();
    return text;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

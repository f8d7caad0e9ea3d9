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
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7395 3.3: one whole element a message. */
class WebSocketStreamCodecTest {
  private static final int FRAGMENTS_MAX = 4;

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new WebSocketStreamDecoder(
              XmlLimits.UNAUTHENTICATED, FrameSource.UNBOUNDED, FRAGMENTS_MAX),
          new WebSocketStreamEncoder());

  @Test
  void openAndCloseStandForTheStream() {
    receive(
        text("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='a.example' version='1.0'/>"));
    receive(text("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"));

    assertEquals(
        new StreamFrame.Open("a.example", null, "1.0", null, "jabber:client"),
        channel.readInbound());
    assertInstanceOf(StreamFrame.Close.class, channel.readInbound());
  }

  @Test
  void fragmentsAreJoined() {
    receive(
        new TextWebSocketFrame(
            false, 0, Unpooled.copiedBuffer("<presence ", StandardCharsets.UTF_8)));
    receive(new ContinuationWebSocketFrame(false, 0, "xmlns='jabber:"));
    receive(new ContinuationWebSocketFrame(true, 0, "client'/>"));

    StreamFrame.Element element = channel.readInbound();
    assertTrue(element.element().is("presence", "jabber:client"));
    assertFalse(channel.finish());
  }

  @Test
  void tooManyFragmentsEndTheStream() {
    receive(new TextWebSocketFrame(false, 0, "<a>"));
    for (int i = 0; i < FRAGMENTS_MAX; i++) {
      receive(new ContinuationWebSocketFrame(false, 0, "x"));
    }

    assertMalformed(StreamErrorCondition.POLICY_VIOLATION);
    receive(text("<presence xmlns='jabber:client'/>"));
    assertNull(channel.readInbound());
  }

  @Test
  void aMessageLargerThanAStanzaMayBeEndsTheStream() {
    receive(text("<a>" + "x".repeat(10_000) + "</a>"));

    assertMalformed(StreamErrorCondition.POLICY_VIOLATION);
  }

  @Test
  void binaryMessagesAndBrokenXmlEndTheStream() {
    receive(new BinaryWebSocketFrame(Unpooled.copiedBuffer(new byte[] {1})));
    assertMalformed(StreamErrorCondition.BAD_FORMAT);
  }

  @Test
  void twoElementsInOneMessageAreNotWellFormed() {
    receive(text("<presence xmlns='jabber:client'/><presence xmlns='jabber:client'/>"));

    assertMalformed(StreamErrorCondition.NOT_WELL_FORMED);
  }

  @Test
  void pingsOfTheWebSocketAreAnswered() {
    receive(new PingWebSocketFrame(Unpooled.copiedBuffer("p", StandardCharsets.UTF_8)));

    PongWebSocketFrame pong = channel.readOutbound();
    assertEquals("p", pong.content().toString(StandardCharsets.UTF_8));
    pong.release();
  }

  @Test
  void whoPingsAndDoesNotReadMakesNothingPileUp() {
    var out = channel.unsafe().outboundBuffer();
    out.setUserDefinedWritability(1, false);
    receive(new PingWebSocketFrame(Unpooled.copiedBuffer("1", StandardCharsets.UTF_8)));
    assertNull(channel.readOutbound());

    out.setUserDefinedWritability(1, true);
    receive(new PingWebSocketFrame(Unpooled.copiedBuffer("2", StandardCharsets.UTF_8)));

    PongWebSocketFrame pong = channel.readOutbound();
    assertEquals("2", pong.content().toString(StandardCharsets.UTF_8));
    pong.release();
  }

  @Test
  void aClosedWebSocketIsALostConnectionNotAClosedStream() {
    receive(new CloseWebSocketFrame());

    assertNull(channel.readInbound());
    assertFalse(channel.isActive());
  }

  @Test
  void stanzasMadeForTcpGetTheirNamespace() {
    var stanzas = List.of(utf8("<message to='a>b'/>"), utf8("<a xmlns='jabber:client'/>"));

    channel.writeOutbound(new StanzaBatch(stanzas, 0));

    assertEquals("<message xmlns='jabber:client' to='a>b'/>", sent());
    assertEquals("<a xmlns='jabber:client'/>", sent());
  }

  @Test
  void theStreamIsClosedByAnElementAndTheWebSocketAfterIt() {
    channel.writeOutbound(new StreamFrame.Close());

    assertEquals("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", sent());
    CloseWebSocketFrame close = channel.readOutbound();
    assertEquals(1000, close.statusCode());
    close.release();
  }

  private void receive(WebSocketFrame frame) {
    channel.writeInbound(frame);
  }

  private void assertMalformed(StreamErrorCondition condition) {
    StreamFrame.Malformed malformed = channel.readInbound();
    assertEquals(condition, malformed.condition());
  }

  private String sent() {
    TextWebSocketFrame frame = channel.readOutbound();
    var text = frame.text();
    frame.release();
    return text;
  }

  private static TextWebSocketFrame text(String text) {
    return new TextWebSocketFrame(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package im.balcony.edge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import im.balcony.actors.session.ClientItem;
import im.balcony.actors.session.LocalCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.codec.StreamFrameDecoder;
import im.balcony.edge.codec.StreamFrameEncoder;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionBridgeTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  // 4 in flight, a stanza 3 s, no progress 4 s, silent 5 s, answer 2 s, close 2 s.
  private static final BridgeLimits LIMITS = new BridgeLimits(4, 3, 4, 5, 2, 2);

  private final ConnectionWatch watch = new ConnectionWatch();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final StreamFrameDecoder decoder =
      new StreamFrameDecoder(XmlLimits.DEFAULT, FrameSource.UNBOUNDED);
  private final SessionBridge bridge = new SessionBridge(channel, decoder, watch, LIMITS);
  private final TestProbe<SessionCommand> session = KIT.createTestProbe();

  @AfterAll
  static void stopKit() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void openStream() {
    channel.pipeline().addLast(decoder, new StreamFrameEncoder());
    receive(
        "<stream:stream to='a.example' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>");
    channel.readInbound();
    bridge.join(session.ref());
    channel.pipeline().addLast(bridge);
  }

  // ---- inbound

  @Test
  void oneReadIsOneMessageToTheSession() {
    receive("<message id='1'/><r xmlns='urn:xmpp:sm:3'/><iq type='get'/>");

    var items = session.expectMessageClass(LocalCommand.Received.class).items();
    assertInstanceOf(ClientItem.Accepted.class, items.get(0));
    assertInstanceOf(ClientItem.Nonza.class, items.get(1));
    assertInstanceOf(ClientItem.Refused.class, items.get(2));
  }

  @Test
  void readingStopsWhileTooMuchIsOnItsWay() {
    receive("<message/><message/><message/>");
    assertTrue(channel.config().isAutoRead());
    receive("<message/>");
    assertFalse(channel.config().isAutoRead());

    bridge.settled(1);
    channel.runPendingTasks();
    assertFalse(channel.config().isAutoRead());
    bridge.settled(1);
    channel.runPendingTasks();

    assertTrue(channel.config().isAutoRead());
  }

  @Test
  void theEndOfTheStreamComesAfterWhatWasBeforeIt() {
    receive("<message/></stream:stream>");

    session.expectMessageClass(LocalCommand.Received.class);
    session.expectMessageClass(LocalCommand.StreamClosed.class);
    channel.disconnect().syncUninterruptibly();
    session.expectMessageClass(LocalCommand.ConnectionLost.class);
  }

  @Test
  void brokenXmlBreaksTheStreamAndWhatFollowsIsDropped() {
    receive("<message/><a></b>");

    session.expectMessageClass(LocalCommand.Received.class);
    var broken = session.expectMessageClass(LocalCommand.StreamBroken.class);
    assertEquals(StreamErrorCondition.NOT_WELL_FORMED, broken.error().condition());
    receive("<message/>");
    session.expectNoMessage(Duration.ofMillis(10));
  }

  @Test
  void whenBothHaveClosedTheStreamTheSocketGoesAtOnce() {
    bridge.close(new StreamError(StreamErrorCondition.CONFLICT).toElement());
    channel.runPendingTasks();
    assertTrue(channel.isOpen());

    receive("<message/></stream:stream>");

    assertFalse(channel.isOpen());
  }

  // ---- outbound

  @Test
  void whatIsWrittenBetweenTwoFlushesLeavesTogether() {
    bridge.write(utf8("<a/>"));
    bridge.write(utf8("<b/>"));
    assertNull(sent());

    bridge.flush();

    assertEquals("<a/><b/>", sent());
  }

  @Test
  void theSessionIsToldWhenASlowClientTakesMoreAgain() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 10));
    assertTrue(bridge.isWritable());
    bridge.write(utf8("<message/><message/>"));
    assertFalse(bridge.isWritable());

    bridge.flush();
    channel.runPendingTasks();

    session.expectMessageClass(LocalCommand.Writable.class);
    assertTrue(bridge.isWritable());
  }

  @Test
  void anErrorIsSentThenTheEndAndTheSocketClosesWhenTheClientDoesNot() {
    bridge.write(utf8("<message/>"));
    bridge.close(new StreamError(StreamErrorCondition.CONFLICT).toElement());
    channel.runPendingTasks();
    assertEquals("<message/>", sent());
    assertTrue(String.valueOf(sent()).contains("<conflict "));
    assertEquals("</stream:stream>", sent());
    assertTrue(channel.isActive());

    seconds(2);

    assertFalse(channel.isActive());
  }

  @Test
  void theSocketClosesAtOnceWhenTheClientHasClosedItsStream() {
    receive("</stream:stream>");

    bridge.close(null);
    channel.runPendingTasks();

    assertEquals("</stream:stream>", sent());
    assertFalse(channel.isActive());
  }

  @Test
  void whoClosesItsStreamAndTakesNothingIsCutOff() {
    var closedWindow =
        new ChannelOutboundHandlerAdapter() {
          @Override
          public void flush(ChannelHandlerContext ctx) {} // the client's window is closed
        };
    channel.pipeline().addFirst(closedWindow);
    receive("</stream:stream>");
    bridge.close(null);
    channel.runPendingTasks();
    seconds(1);
    assertTrue(channel.isActive());

    seconds(1);

    assertFalse(channel.isActive());
    session.expectMessageClass(LocalCommand.StreamClosed.class);
    session.expectMessageClass(LocalCommand.ConnectionLost.class);
  }

  // ---- time

  @Test
  void aSilentClientIsAskedAndThenCutOffWithoutClosingItsSession() {
    seconds(5);
    session.expectMessageClass(LocalCommand.Silent.class);
    assertTrue(channel.isActive());

    seconds(2);

    assertTrue(String.valueOf(sent()).contains("<connection-timeout "));
    assertFalse(channel.isActive());
    session.expectMessageClass(LocalCommand.ConnectionLost.class);
  }

  @Test
  void whiteSpaceIsALifeSign() {
    for (int i = 0; i < 10; i++) {
      seconds(1);
      receive(" ");
    }

    session.expectNoMessage(Duration.ofMillis(10));
    assertTrue(channel.isActive());
  }

  @Test
  void aStanzaThatIsNeverFinishedEndsTheStream() {
    for (int i = 0; i < 6; i++) {
      receive(i == 0 ? "<message " : " ");
      seconds(1);
    }

    var broken = session.expectMessageClass(LocalCommand.StreamBroken.class);
    assertEquals(StreamErrorCondition.POLICY_VIOLATION, broken.error().condition());
  }

  @Test
  void manyStanzasCutByReadsAreNoSlowStanza() {
    receive("<message");
    for (int i = 0; i < 8; i++) {
      receive("/><message");
      seconds(1);
    }

    for (int i = 0; i < 8; i++) {
      session.expectMessageClass(LocalCommand.Received.class);
      bridge.settled(1);
    }
    session.expectNoMessage(Duration.ofMillis(10));
  }

  @Test
  void aClientThatTakesNothingIsCutOff() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 10));
    channel.unsafe().outboundBuffer().addMessage(buffer("x".repeat(20)), 20, channel.newPromise());
    for (int i = 0; i < 5; i++) {
      receive(" ");
      seconds(1);
    }

    assertFalse(channel.isActive());
    session.expectMessageClass(LocalCommand.ConnectionLost.class);
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      watch.tick();
    }
    channel.runPendingTasks();
  }

  private void receive(String xml) {
    channel.writeInbound(buffer(xml));
  }

  private @org.jspecify.annotations.Nullable String sent() {
    channel.runPendingTasks();
    ByteBuf bytes = channel.readOutbound();
    if (bytes == null) {
      return null;
    }
    var text = bytes.toString(StandardCharsets.UTF_8);
    bytes.release();
    return text;
  }

  private static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

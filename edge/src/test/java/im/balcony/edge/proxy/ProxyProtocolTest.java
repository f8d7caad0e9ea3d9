package im.balcony.edge.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.AddressRange;
import im.balcony.edge.settings.ProxySettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is believed to speak for others, and what is done with everything that is no header. */
class ProxyProtocolTest {
  private static final InetSocketAddress PROXY = new InetSocketAddress("10.1.2.3", 4711);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("192.0.2.7", 4711);
  private static final String STREAM = "<stream:stream to='a.example'>";
  private static final String V2 = "0d0a0d0a000d0a515549540a";

  private static final String V1_IP4 = "PROXY TCP4 198.51.100.9 10.1.2.3 40000 5222\r\n";
  private static final String V1_IP6 = "PROXY TCP6 2001:db8::9 2001:db8::1 40000 5222\r\n";
  private static final byte[] V2_IP4 = hex(V2 + "2111000cc63364090a0102039c401466");
  private static final byte[] V2_IP6 =
      hex(
          V2
              + "21210024"
              + "20010db8000000000000000000000009"
              + "20010db8000000000000000000000001"
              + "9c401466");
  // An ALPN field (type 1) behind the addresses.
  private static final byte[] V2_TLV = hex(V2 + "21110011c63364090a0102039c401466" + "0100026832");

  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private final AtomicInteger refusals = new AtomicInteger();
  private final ProxyProtocol proxy = new ProxyProtocol(settings(2));

  @Test
  void whatTheProxySaysCountsHoweverItsBytesAreCut() {
    for (var header : List.of(bytes(V1_IP4), V2_IP4, V2_TLV)) {
      assertEverywhere(header, "198.51.100.9");
    }
    for (var header : List.of(bytes(V1_IP6), V2_IP6)) {
      assertEverywhere(header, "2001:db8:0:0:0:0:0:9");
    }
  }

  private void assertEverywhere(byte[] header, String address) {
    var all = Arrays.copyOf(header, header.length + STREAM.length());
    System.arraycopy(bytes(STREAM), 0, all, header.length, STREAM.length());
    for (int cut = 0; cut <= all.length; cut++) {
      seen.reset();
      var channel = connect(PROXY);
      send(channel, Arrays.copyOfRange(all, 0, cut));
      send(channel, Arrays.copyOfRange(all, cut, all.length));
      assertEquals(STREAM, seen.toString(US_ASCII), "cut at " + cut);
      var from = ClientAddress.of(channel).orElseThrow();
      assertEquals(address, from.getAddress().getHostAddress());
      assertEquals(40000, from.getPort());
      assertTrue(ClientAddress.isTold(channel));
      assertEquals(1, channel.pipeline().names().size() - 1, "only what follows is left");
      channel.finishAndReleaseAll();
    }
    assertEquals(0, proxy.waiting());
  }

  @Test
  void byteByByteIsAHeaderToo() {
    var channel = connect(PROXY);
    for (byte each : V2_TLV) {
      assertEquals(0, seen.size());
      send(channel, new byte[] {each});
    }
    send(channel, bytes(STREAM));
    assertEquals(STREAM, seen.toString(US_ASCII));
    channel.finishAndReleaseAll();
  }

  @Test
  void aStrangersHeaderIsNotLookedAt() {
    var channel = connect(STRANGER);
    send(channel, bytes(V1_IP4 + STREAM));
    assertEquals(V1_IP4 + STREAM, seen.toString(US_ASCII));
    assertEquals(STRANGER, ClientAddress.of(channel).orElseThrow());
    assertFalse(ClientAddress.isTold(channel));
    channel.finishAndReleaseAll();
  }

  @Test
  void aProxyThatAsksForItselfIsTheClient() {
    for (var header :
        List.of(bytes("PROXY UNKNOWN\r\n"), hex(V2 + "20000000"), hex(V2 + "21000000"))) {
      seen.reset();
      var channel = connect(PROXY);
      send(channel, header);
      send(channel, bytes(STREAM));
      assertEquals(STREAM, seen.toString(US_ASCII));
      assertEquals(PROXY, ClientAddress.of(channel).orElseThrow());
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void whatIsNoHeaderEndsTheConnection() {
    for (var hostile :
        List.of(
            bytes(STREAM.repeat(4)),
            bytes("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"),
            bytes("PROXY TCP4 198.51.100.9 10.1.2.3 40000\r\n"),
            bytes("PROXY TCP4 a.example 10.1.2.3 40000 5222\r\n"),
            bytes("PROXY TCP4 198.51.100.9 10.1.2.3 70000 5222\r\n"),
            bytes("PROXY TCP4 2001:db8::9 10.1.2.3 40000 5222\r\n"),
            bytes("PROXY " + "x".repeat(500)),
            hex(V2 + "3111000cc63364090a0102039c401466"),
            hex(V2 + "2f11000cc63364090a0102039c401466"),
            hex(V2 + "21110004c6336409"),
            hex(V2 + "2111ffff" + "00".repeat(1024)))) {
      var channel = connect(PROXY);
      send(channel, hostile);
      channel.runPendingTasks();
      assertFalse(channel.isOpen(), new String(hostile, US_ASCII));
      assertEquals(0, seen.size(), "nothing of it is passed on");
      channel.finishAndReleaseAll();
    }
    assertEquals(0, proxy.waiting());
  }

  @Test
  void brokenHeadersNeverNameAnybodyElse() {
    var random = new Random(7);
    for (int n = 0; n < 5_000; n++) {
      var broken = (n % 2 == 0 ? bytes(V1_IP4) : V2_IP4).clone();
      for (int change = 0; change <= n % 3; change++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      var channel = connect(PROXY);
      send(channel, broken);
      channel.runPendingTasks();
      ClientAddress.of(channel).ifPresent(from -> assertFalse(from.isUnresolved()));
      channel.finishAndReleaseAll();
    }
    assertEquals(0, proxy.waiting());
  }

  @Test
  void whoSendsNoHeaderInTimeIsCutOff() {
    var channel = connect(PROXY);
    send(channel, bytes("PROXY TCP4"));
    channel.advanceTimeBy(4, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertTrue(channel.isOpen());
    channel.advanceTimeBy(2, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertFalse(channel.isOpen());
    var done = connect(PROXY);
    send(done, bytes(V1_IP4));
    done.advanceTimeBy(60, TimeUnit.SECONDS);
    done.runScheduledPendingTasks();
    assertTrue(done.isOpen(), "not who has sent it");
    done.finishAndReleaseAll();
  }

  @Test
  void onlySoManyMayWait() {
    var first = connect(PROXY);
    var second = connect(PROXY);
    assertFalse(connect(PROXY).isOpen());
    assertEquals(1, refusals.get());
    first.finishAndReleaseAll();
    first.runPendingTasks();
    send(second, bytes(V1_IP4));
    assertEquals(0, proxy.waiting());
    assertTrue(connect(PROXY).isOpen());
    assertTrue(connect(STRANGER).isOpen(), "strangers do not count");
  }

  @Test
  void withoutTrustedNetworksNothingChanges() {
    var channel = new From(PROXY);
    new ProxyProtocol(new ProxySettings(List.of(), 5, 512, 0))
        .open(channel, each -> each.pipeline().addLast(new Seeing()), refusals::incrementAndGet);
    send(channel, bytes(STREAM));
    assertEquals(STREAM, seen.toString(US_ASCII));
    assertEquals(0, refusals.get());
    channel.finishAndReleaseAll();
  }

  // ---- steps

  private EmbeddedChannel connect(InetSocketAddress peer) {
    var channel = new From(peer);
    proxy.open(channel, each -> each.pipeline().addLast(new Seeing()), refusals::incrementAndGet);
    channel.runPendingTasks();
    return channel;
  }

  private static ProxySettings settings(int waitingMax) {
    return new ProxySettings(
        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/8")),
        5,
        512,
        waitingMax);
  }

  private static void send(EmbeddedChannel channel, byte[] bytes) {
    if (bytes.length > 0 && channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** A connection from this address. */
  private static final class From extends EmbeddedChannel {
    private final InetSocketAddress peer;

    From(InetSocketAddress peer) {
      this.peer = peer;
    }

    // Not remoteAddress0: what it says while the channel is made would be kept.
    @Override
    public SocketAddress remoteAddress() {
      return peer;
    }
  }

  private final class Seeing extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) throws Exception {
      bytes.readBytes(seen, bytes.readableBytes());
    }
  }
}

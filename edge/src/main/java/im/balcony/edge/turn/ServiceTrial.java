package im.balcony.edge.turn;

import im.balcony.protocol.stun.MappedAddress;
import im.balcony.protocol.stun.StunAttribute;
import im.balcony.protocol.stun.TurnMessages;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Uses one service as a phone would: asks STUN for its address, sends bytes through TURN. */
public final class ServiceTrial {
  private static final int PACKETS = 5;

  private ServiceTrial() {}

  /**
   * Why it cannot be used, as an {@link IOException} whose message says so; nothing when it can.
   */
  public static void of(ExternalService service) throws IOException {
    var login = service.login();
    if (login == null) {
      try (var dialogue = new StunDialogue(line(service))) {
        dialogue.bind();
      }
    } else {
      relay(service, login);
    }
  }

  private static StunLine line(ExternalService service) throws IOException {
    var server = new InetSocketAddress(service.host(), service.port());
    if (server.isUnresolved()) {
      throw new IOException("the name of its host is unknown");
    }
    boolean isSecure = service.type().endsWith("s");
    if (service.transport().equals("udp")) {
      if (isSecure) {
        throw new IOException("DTLS cannot be tried here");
      }
      return new DatagramLine(server);
    }
    return isSecure ? ByteStreamLine.tls(service.host(), server) : ByteStreamLine.tcp(server);
  }

  /** Two allocations send to each other: so nothing but the relay must be reached from here. */
  private static void relay(ExternalService service, ExternalService.Login login)
      throws IOException {
    try (var first = new StunDialogue(line(service));
        var second = new StunDialogue(line(service))) {
      var from = allocate(first, login);
      var to = allocate(second, login);
      first.askLoggedIn(transaction -> TurnMessages.permit(transaction, to), login);
      second.askLoggedIn(transaction -> TurnMessages.permit(transaction, from), login);
      send(first, second, to);
      first.askLoggedIn(TurnMessages::release, login);
      second.askLoggedIn(TurnMessages::release, login);
    }
  }

  private static MappedAddress allocate(StunDialogue dialogue, ExternalService.Login login)
      throws IOException {
    var answer = dialogue.askLoggedIn(TurnMessages::allocate, login);
    return MappedAddress.of(answer, StunAttribute.XOR_RELAYED_ADDRESS)
        .orElseThrow(() -> new IOException("the answer tells no relayed address"));
  }

  /** A datagram may get lost between the two relayed addresses; five hardly do. */
  private static void send(StunDialogue first, StunDialogue second, MappedAddress to)
      throws IOException {
    @Nullable IOException last = null;
    for (int i = 0; i < PACKETS; i++) {
      var data = ("packet " + i).getBytes(StandardCharsets.US_ASCII);
      first.tell(TurnMessages.send(first.transaction(), to, data));
      try {
        var came = second.next(TurnMessages.DATA_INDICATION).value(StunAttribute.DATA);
        if (came.filter(bytes -> Arrays.equals(bytes, data)).isPresent()) {
          return;
        }
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException(
        "it gives relayed addresses, but nothing comes through them: look at its relay-ip, its denied peers and the firewall of its relay ports",
        last);
  }
}

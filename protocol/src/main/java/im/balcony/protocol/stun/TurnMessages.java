package im.balcony.protocol.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a client says to a relay (RFC 8656), as far as trying one out needs it. */
public final class TurnMessages {
  public static final int ALLOCATE_REQUEST = 0x0003;
  public static final int REFRESH_REQUEST = 0x0004;
  public static final int CREATE_PERMISSION_REQUEST = 0x0008;
  public static final int SEND_INDICATION = 0x0016;
  public static final int DATA_INDICATION = 0x0017;

  private static final int CLASS_BITS = 0x0110;
  private static final int SUCCESS_BITS = 0x0100;
  private static final byte UDP = 17;

  private TurnMessages() {}

  /** Whether an answer says that it was done (RFC 8489 5). */
  public static boolean isSuccess(StunMessage answer) {
    return (answer.type() & CLASS_BITS) == SUCCESS_BITS;
  }

  /** Section 7.1: a relayed address for UDP. */
  public static StunMessage allocate(byte[] transaction) {
    return new StunMessage(
        ALLOCATE_REQUEST,
        transaction,
        List.of(new StunAttribute(StunAttribute.REQUESTED_TRANSPORT, new byte[] {UDP, 0, 0, 0})));
  }

  /** Section 8: the allocation ends now. */
  public static StunMessage release(byte[] transaction) {
    return new StunMessage(
        REFRESH_REQUEST,
        transaction,
        List.of(new StunAttribute(StunAttribute.LIFETIME, new byte[Integer.BYTES])));
  }

  /** Section 10.1: this peer may send to the relayed address. */
  public static StunMessage permit(byte[] transaction, MappedAddress peer) {
    return new StunMessage(
        CREATE_PERMISSION_REQUEST,
        transaction,
        List.of(peer.masked(StunAttribute.XOR_PEER_ADDRESS, transaction)));
  }

  /** Section 11.1: this goes from the relayed address to a peer; nobody answers. */
  public static StunMessage send(byte[] transaction, MappedAddress peer, byte[] data) {
    return new StunMessage(
        SEND_INDICATION,
        transaction,
        List.of(
            peer.masked(StunAttribute.XOR_PEER_ADDRESS, transaction),
            new StunAttribute(StunAttribute.DATA, data)));
  }

  /** A request of somebody who logs in (RFC 8489 9.2.3.2), ready to be sent. */
  public static byte[] loggedIn(
      StunMessage request, String username, String password, byte[] realm, byte[] nonce) {
    var attributes = new ArrayList<>(request.attributes());
    attributes.add(
        new StunAttribute(StunAttribute.USERNAME, username.getBytes(StandardCharsets.UTF_8)));
    attributes.add(new StunAttribute(StunAttribute.REALM, realm));
    attributes.add(new StunAttribute(StunAttribute.NONCE, nonce));
    var key = LoginKey.of(username, new String(realm, StandardCharsets.UTF_8), password);
    return new StunMessage(request.type(), request.transaction(), attributes).writeProtected(key);
  }

  /** A transaction of the current standard from 12 bytes of chance (RFC 8489 5). */
  public static byte[] transaction(byte[] chance) {
    return ByteBuffer.wrap(new byte[StunMessage.TRANSACTION_BYTES])
        .putInt(StunMessage.MAGIC_COOKIE)
        .put(chance, 0, StunMessage.TRANSACTION_BYTES - Integer.BYTES)
        .array();
  }
}

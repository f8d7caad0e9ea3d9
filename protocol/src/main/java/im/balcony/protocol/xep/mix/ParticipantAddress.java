package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Participants by ids that tell nothing of them (XEP-0369 section 4.6), and the addresses that are
 * made of them (XEP-0403 section 3.2): {@code id#channel@service}.
 *
 * <p>An address may lose its upper case, so an id is hexadecimal; it is of a fixed length, so that
 * a room whose name has a hash sign in it is not taken for a participant.
 */
public final class ParticipantAddress {
  private static final String HMAC = "HmacSHA256";
  private static final int ID_BYTES = 16;
  private static final Pattern ENCODED =
      Pattern.compile("([0-9a-f]{" + 2 * ID_BYTES + "})#(.+)", Pattern.DOTALL);

  private ParticipantAddress() {}

  /**
   * The id of an account in the channel that has this secret: it never changes, and nobody without
   * the secret can make it.
   */
  public static String idOf(byte[] secret, Jid account) {
    return hash(secret, "participant " + account.bare());
  }

  /** What stands for a client's resource where that is hidden (XEP-0404 section 2.4). */
  public static String clientOf(byte[] secret, Jid client) {
    return hash(secret, "client " + client);
  }

  static String hash(byte[] secret, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      var hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Jid of(Jid channel, String participantId) {
    return Jid.of(participantId + "#" + channel.local(), channel.domain(), null);
  }

  /** Whether it names a participant. */
  public static boolean isOne(Jid address) {
    var local = address.local();
    return local != null && ENCODED.matcher(local).matches();
  }

  /** Whose it is; empty text where it is the channel's own. */
  public static String idIn(Jid address) {
    var local = address.local();
    var matcher = ENCODED.matcher(local == null ? "" : local);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The channel, as a bare JID; of an address that names no participant itself. */
  public static Jid channelOf(Jid address) {
    var local = address.local();
    var matcher = ENCODED.matcher(local == null ? "" : local);
    return matcher.matches() ? Jid.of(matcher.group(2), address.domain(), null) : address.bare();
  }
}

package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.OptionalLong;

/**
 * By which a channel knows an invitation again that it has given (XEP-0407 section 6): when that
 * was, and a mark over it that nobody without the channel's secret can make. So the channel keeps
 * nothing of those who are invited and do not come.
 */
public final class InvitationToken {
  private static final char BETWEEN = '-';
  private static final int HEX = 16;

  private InvitationToken() {}

  /**
   * Of an invitation that is given now.
   *
   * @param givenMicros since 1970
   */
  public static String of(byte[] secret, Jid inviter, Jid invitee, long givenMicros) {
    var given = Long.toString(givenMicros, HEX);
    return given + BETWEEN + mark(secret, inviter, invitee, given);
  }

  private static String mark(byte[] secret, Jid inviter, Jid invitee, String given) {
    return ParticipantAddress.hash(
        secret, "invitation " + inviter.bare() + " " + invitee.bare() + " " + given);
  }

  /** When this channel has given it, in microseconds; empty when it has not. */
  public static OptionalLong givenMicros(byte[] secret, MixInvitation invitation) {
    var token = invitation.token();
    var end = token.indexOf(BETWEEN);
    if (end < 1) {
      return OptionalLong.empty();
    }
    var given = token.substring(0, end);
    var mark = mark(secret, invitation.inviter(), invitation.invitee(), given);
    return MessageDigest.isEqual(bytes(mark), bytes(token.substring(end + 1)))
        ? OptionalLong.of(Long.parseLong(given, HEX)) // ours, or the mark were another
        : OptionalLong.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package im.balcony.actors.user.push;

import im.balcony.protocol.xep.push.PushContent;
import java.time.Instant;

/**
 * A call that a sleeping device has to ring for.
 *
 * @param until when it has to stop by itself
 * @param content for devices that can read it
 */
public record PushedCall(Id id, Instant until, PushContent content) {

  /**
   * Only who calls and the own devices can end it.
   *
   * @param peer the bare JID of who calls
   */
  public record Id(String peer, String sessionId) {}
}

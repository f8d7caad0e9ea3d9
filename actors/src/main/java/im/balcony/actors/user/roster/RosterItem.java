package im.balcony.actors.user.roster;

import im.balcony.protocol.jid.Jid;
import java.util.List;

/**
 * One contact as clients see it (RFC 6121 section 2.1.2).
 *
 * @param ask a subscription request of ours is not answered
 * @param approved pre-approved (section 3.4)
 * @param version roster version of its last change
 */
public record RosterItem(
    Jid contact,
    String name,
    List<String> groups,
    boolean to,
    boolean from,
    boolean ask,
    boolean approved,
    long version) {

  /** The value of the subscription attribute. */
  public String subscription() {
    if (to) {
      return from ? "both" : "to";
    }
    return from ? "from" : "none";
  }
}

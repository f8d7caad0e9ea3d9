package im.balcony.protocol.xep.inbox;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.notifysettings.NotifySettings;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.rsm.PageResult;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query of the inbox (section 3).
 *
 * @param unreadOnly whether conversations without unread messages are left out
 * @param messages whether the newest message of each comes along
 */
@Xep(number = 430, name = "Inbox", version = "0.2.0")
public record Inbox(boolean unreadOnly, boolean messages, PageRequest page) {
  public static final String NAMESPACE = "urn:xmpp:inbox:1";

  /** Empty when an attribute is no boolean or the page cannot be read. */
  public static Optional<Inbox> read(XmlElement inbox) {
    var unreadOnly = flag(inbox, "unread-only", false);
    var messages = flag(inbox, "messages", true);
    return unreadOnly.flatMap(
        unread ->
            messages.flatMap(
                with -> PageRequest.in(inbox).map(page -> new Inbox(unread, with, page))));
  }

  private static Optional<Boolean> flag(XmlElement inbox, String name, boolean otherwise) {
    var text = inbox.attribute(name);
    return text == null ? Optional.of(otherwise) : SchemaValues.booleanOf(text);
  }

  /**
   * Says how one conversation stands (section 3.1).
   *
   * @param lastId the archive id of its newest message
   * @param notify what its owner wants to be notified of (XEP-0492 section 2.1)
   */
  public static XmlElement entry(
      String jid, long unread, @Nullable String lastId, NotifySetting notify) {
    return XmlElement.named("entry", NAMESPACE)
        .attribute("unread", Long.toString(unread))
        .attribute("jid", jid)
        .attribute("id", lastId)
        .children(NotifySettings.elements(notify))
        .build();
  }

  /**
   * The end of the list (section 3.2).
   *
   * @param total how many conversations there are
   * @param unread how many of them have something unread
   * @param allUnread unread messages of all
   */
  public static XmlElement fin(long total, long unread, long allUnread, PageResult page) {
    return XmlElement.named("fin", NAMESPACE)
        .attribute("total", Long.toString(total))
        .attribute("unread", Long.toString(unread))
        .attribute("all-unread", Long.toString(allUnread))
        .child(page.toElement())
        .build();
  }
}

package im.balcony.protocol.xep.sync;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.notifysettings.NotifySettings;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in a result or a push.
 *
 * @param stamp of its newest message: the order of the list and the id of pages
 * @param pinned 0 when it is not
 * @param mutedUntil seconds since 1970, 0 when it is not
 * @param setting what holds when it is not muted for a time (XEP-0492)
 * @param content null for a deleted one
 */
public record SyncConversation(
    Jid peer,
    String type,
    SyncChange.Status status,
    long stamp,
    long pinned,
    long mutedUntil,
    NotifySetting setting,
    @Nullable Content content) {

  /**
   * What there is to see.
   *
   * @param request the peer's request for presence that waits for its answer
   * @param rewrites the version of corrections and retractions
   * @param unreadAfter the archive id of the last message that was read, 0 for none
   * @param displayed the archive id up to which the peer has seen, 0 for nothing, as the next
   * @param lastMessage with its stanza-id
   * @param call the proposal of a call that waits for an answer (XEP-0353)
   * @param room what there is to say of a room, see RoomInRow
   */
  public record Content(
      @Nullable XmlElement request,
      long rewrites,
      long unread,
      long unreadAfter,
      long displayed,
      long delivered,
      @Nullable XmlElement lastMessage,
      @Nullable XmlElement call,
      @Nullable XmlElement room) {}

  public XmlElement toElement() {
    var conversation =
        named(Synchronization.CONVERSATION)
            .attribute("jid", peer.toString())
            .attribute("type", type)
            .attribute("status", status.value())
            .attribute("stamp", Long.toString(stamp));
    if (content == null) {
      return conversation.build();
    }
    if (pinned > 0) {
      conversation.attribute("pinned", Long.toString(pinned));
    }
    if (mutedUntil > 0) {
      conversation.attribute("mute", Long.toString(mutedUntil));
    }
    if (content.request() != null) {
      conversation.child(content.request());
    }
    if (content.call() != null) {
      conversation.child(call(content.call()));
    }
    if (content.room() != null) {
      conversation.child(content.room());
    }
    return conversation
        .children(NotifySettings.elements(setting))
        .child(rewrites(content))
        .child(state(content))
        .build();
  }

  private static XmlElement call(XmlElement proposal) {
    return named("metadata")
        .attribute("node", CallSignal.NAMESPACE)
        .child(named("call").child(proposal).build())
        .build();
  }

  private static XmlElement rewrites(Content content) {
    return named("metadata")
        .attribute("node", Rewriting.NAMESPACE)
        .child(
            XmlElement.named("retract", Rewriting.NAMESPACE)
                .attribute("version", Long.toString(content.rewrites()))
                .build())
        .build();
  }

  private static XmlElement state(Content content) {
    var state =
        named("metadata")
            .attribute("node", Synchronization.NAMESPACE)
            .child(
                named("unread")
                    .attribute("count", Long.toString(content.unread()))
                    .attribute("after", Long.toString(content.unreadAfter()))
                    .build())
            .child(id("displayed", content.displayed()))
            .child(id("delivered", content.delivered()));
    if (content.lastMessage() != null) {
      state.child(named("last-message").child(content.lastMessage()).build());
    }
    return state.build();
  }

  private static XmlElement id(String name, long id) {
    return named(name).attribute("id", Long.toString(id)).build();
  }

  private static XmlElement.Builder named(String name) {
    return XmlElement.named(name, Synchronization.NAMESPACE);
  }
}

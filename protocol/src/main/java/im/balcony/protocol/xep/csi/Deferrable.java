package im.balcony.protocol.xep.csi;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.chatstates.ChatState;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.hints.Hint;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stanza that a client whose user looks elsewhere need not get at once (XEP-0352 section 3.2):
 * presence, chat states, notifications of XEP-0060. Whatever is not known to be one is urgent.
 *
 * @param key of two with the same key only the later one counts
 */
public record Deferrable(String key) {
  private static final String EVENT = "http://jabber.org/protocol/pubsub#event";
  private static final String MUC_USER = "http://jabber.org/protocol/muc#user";
  private static final String SELF_PRESENCE = "110";

  /** What may stand in a message that tells a chat state and nothing else. */
  private static final Set<String> BESIDE_STATES =
      Set.of(ChatState.NAMESPACE, Hint.NAMESPACE, StanzaIds.NAMESPACE);

  /** Empty for an urgent stanza. */
  public static Optional<Deferrable> of(Stanza stanza) {
    if (stanza instanceof Presence presence) {
      return of(presence);
    }
    return stanza instanceof Message message ? of(message) : Optional.empty();
  }

  /** The newest of each full JID; whether one has entered a room is waited for (XEP-0045 7.2.2). */
  private static Optional<Deferrable> of(Presence presence) {
    var isState =
        presence.type() == Presence.Type.AVAILABLE || presence.type() == Presence.Type.UNAVAILABLE;
    return isState && !isOfOneself(presence.element())
        ? Optional.of(new Deferrable("presence " + presence.from()))
        : Optional.empty();
  }

  private static boolean isOfOneself(XmlElement presence) {
    return presence
        .child("x", MUC_USER)
        .filter(
            x ->
                x.children("status", MUC_USER).stream()
                    .anyMatch(status -> SELF_PRESENCE.equals(status.attribute("code"))))
        .isPresent();
  }

  private static Optional<Deferrable> of(Message message) {
    if (message.type() == Message.Type.ERROR || MessageContent.isLasting(message)) {
      return Optional.empty();
    }
    var copy = copied(message.element());
    if (copy.isPresent()) {
      return copy.filter(Deferrable::isMereChatState)
          .map(state -> key("state", state.attribute("from"), state.attribute("to")));
    }
    if (isMereChatState(message.element())) {
      var element = message.element();
      return Optional.of(key("state", element.attribute("from"), element.attribute("to")));
    }
    return message.element().child("event", EVENT).flatMap(event -> of(message, event));
  }

  private static Optional<XmlElement> copied(XmlElement message) {
    return Arrays.stream(Carbons.Direction.values())
        .flatMap(direction -> Carbons.copied(direction, message).stream())
        .findFirst();
  }

  private static boolean isMereChatState(XmlElement message) {
    return ChatState.in(message).isPresent()
        && message.elements().stream().allMatch(child -> isBesideStates(message, child));
  }

  private static boolean isBesideStates(XmlElement message, XmlElement child) {
    return child.is("thread", message.namespace()) || BESIDE_STATES.contains(child.namespace());
  }

  /** The newest of each item; what happens to a whole node has no substitute, so it is urgent. */
  private static Optional<Deferrable> of(Message message, XmlElement event) {
    return event
        .child("items", EVENT)
        .filter(items -> items.elements().stream().allMatch(item -> item.attribute("id") != null))
        .map(
            items ->
                key(
                    "event",
                    message.element().attribute("from"),
                    items.attribute("node"),
                    items.elements().stream()
                        .map(item -> item.attribute("id"))
                        .filter(Objects::nonNull)
                        .sorted()
                        .collect(Collectors.joining("\n"))));
  }

  private static Deferrable key(@Nullable String... parts) {
    return new Deferrable(String.join("\0", Arrays.stream(parts).map(String::valueOf).toList()));
  }
}

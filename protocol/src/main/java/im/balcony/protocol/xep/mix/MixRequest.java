package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wants of a channel, or of a service of channels (XEP-0369 section 7). */
public sealed interface MixRequest {
  /**
   * To take part (section 7.1.2).
   *
   * @param asked whether nodes were asked for at all, known or not
   * @param nodes those of them that channels have
   * @param nick null for none
   * @param preferences null for none (XEP-0404 section 3.1)
   * @param invitation with which it joins (XEP-0407 section 6); null for none, or none that can be
   *     read
   */
  record Join(
      boolean asked,
      Set<MixNode> nodes,
      @Nullable String nick,
      @Nullable DataForm preferences,
      @Nullable MixInvitation invitation)
      implements MixRequest {
    public Join {
      nodes = Set.copyOf(nodes);
    }
  }

  /** To take part no more (7.1.3). */
  record Leave() implements MixRequest {}

  /** To have another nickname (7.1.4); an empty one is the channel's to choose. */
  record SetNick(String nick) implements MixRequest {}

  /** To hear of these nodes from now on, and of those no more (7.1.2). */
  record UpdateSubscription(Set<MixNode> more, Set<MixNode> fewer) implements MixRequest {
    public UpdateSubscription {
      more = Set.copyOf(more);
      fewer = Set.copyOf(fewer);
    }
  }

  /**
   * To have a channel (7.3.2).
   *
   * @param channel null for a name that the service chooses (7.3.3)
   */
  record Create(@Nullable String channel) implements MixRequest {}

  /** To have it no more (7.3.4). */
  record Destroy(String channel) implements MixRequest {}

  /**
   * To have this nickname kept for it (XEP-0407 section 3).
   *
   * @param nick null for one that the channel chooses
   */
  record Register(@Nullable String nick) implements MixRequest {}

  /** To have an invitation for somebody (XEP-0407 section 6); a bare JID of an account. */
  record Invite(Jid invitee) implements MixRequest {}

  /** Empty for what is none of them, or lacks something. */
  static Optional<MixRequest> read(XmlElement payload) {
    return switch (payload.name()) {
      case "join" -> join(payload);
      case "leave" -> Optional.of(new Leave());
      case "setnick" ->
          Optional.of(
              new SetNick(
                  payload.child("nick", payload.namespace()).map(XmlElement::text).orElse("")));
      case "update-subscription" ->
          Optional.of(
              new UpdateSubscription(nodes(payload, "subscribe"), nodes(payload, "unsubscribe")));
      case "create" -> Optional.of(new Create(payload.attribute("channel")));
      case "destroy" -> Optional.ofNullable(payload.attribute("channel")).map(Destroy::new);
      case "register" -> Optional.of(new Register(text(payload, "nick")));
      case "invite" -> MixInvitation.account(payload, "invitee").map(Invite::new);
      default -> Optional.empty();
    };
  }

  private static Optional<MixRequest> join(XmlElement payload) {
    var asked = !payload.children("subscribe", payload.namespace()).isEmpty();
    return Optional.of(
        new Join(
            asked,
            nodes(payload, "subscribe"),
            text(payload, "nick"),
            DataForm.in(payload).orElse(null),
            payload
                .child(MixInvitation.NAME, payload.namespace())
                .or(() -> payload.child(MixInvitation.NAME, MixMisc.NAMESPACE))
                .flatMap(MixInvitation::read)
                .orElse(null)));
  }

  private static Set<MixNode> nodes(XmlElement payload, String name) {
    var nodes = new LinkedHashSet<MixNode>();
    payload
        .children(name, payload.namespace())
        .forEach(child -> MixNode.of(child.attribute("node")).ifPresent(nodes::add));
    return nodes;
  }

  private static @Nullable String text(XmlElement payload, String name) {
    return payload.child(name, payload.namespace()).map(XmlElement::text).orElse(null);
  }
}

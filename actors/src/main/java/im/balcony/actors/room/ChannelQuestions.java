package im.balcony.actors.room;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixAnon;
import im.balcony.protocol.xep.mix.MixMisc;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.mix.MixRequest;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a channel answers to its participants (XEP-0369 sections 6.4 to 6.6 and 7.1). */
final class ChannelQuestions {
  private final Hall hall;
  private final Participants participants;
  private final ChannelNodes nodes;
  private final ChannelAdmin admin;
  private final ChannelInvitations invitations;
  private final ChannelRegistration registration;

  ChannelQuestions(
      Hall hall,
      Participants participants,
      ChannelAdmin admin,
      ChannelInvitations invitations,
      ChannelRegistration registration) {
    this.hall = hall;
    this.participants = participants;
    this.nodes = new ChannelNodes(hall);
    this.admin = admin;
    this.invitations = invitations;
    this.registration = registration;
  }

  /** Whether this is for the channel. */
  static boolean isIn(XmlElement payload) {
    return payload.namespace().equals(Mix.NAMESPACE)
        || payload.namespace().equals(MixMisc.NAMESPACE)
        || MixAnon.isPreference(payload)
        || payload.is(Pubsub.NAME, Pubsub.NAMESPACE)
        || (DiscoItems.isIn(payload) && Mix.NODE.equals(payload.attribute("node")));
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    if (DiscoItems.isIn(payload)) {
      hall.answer(iq, nodes(from));
    } else if (MixAnon.isPreference(payload)) {
      participants.preferences(iq, from, payload);
    } else if (payload.namespace().equals(MixMisc.NAMESPACE)) {
      beside(iq, from, MixRequest.read(payload));
    } else if (payload.namespace().equals(Mix.NAMESPACE)) {
      MixRequest.read(payload)
          .filter(request -> iq.type() == Iq.Type.SET)
          .ifPresentOrElse(
              request -> participants.asked(iq, from, request),
              () -> hall.refuse(iq, StanzaError.badRequest()));
    } else if (iq.type() == Iq.Type.GET) {
      read(iq, from, payload);
    } else {
      admin.asked(iq, from, payload);
    }
  }

  /** XEP-0407 sections 3 and 6. */
  private void beside(Iq iq, Jid from, Optional<MixRequest> request) {
    if (request.orElse(null) instanceof MixRequest.Register register && iq.type() == Iq.Type.SET) {
      registration.asked(iq, from, register.nick());
    } else if (request.orElse(null) instanceof MixRequest.Invite invite
        && iq.type() == Iq.Type.GET) {
      invitations.asked(iq, from, invite.invitee());
    } else {
      hall.refuse(iq, StanzaError.badRequest());
    }
  }

  /** Section 6.4: those that whoever asks may hear of. */
  private XmlElement nodes(Jid from) {
    return new DiscoItems(
            Mix.NODE,
            Arrays.stream(MixNode.values())
                .filter(node -> participants.mayHear(from.bare(), node) && nodes.isPresent(node))
                .map(node -> new DiscoItems.Item(hall.address(), node.value(), null))
                .toList())
        .toElement();
  }

  private void read(Iq iq, Jid from, XmlElement payload) {
    var request = PubsubRequest.read(payload);
    if (request instanceof PubsubRequest.Items items) {
      var node = MixNode.of(items.node()).filter(nodes::isPresent);
      if (node.isEmpty()) {
        hall.refuse(iq, StanzaError.itemNotFound());
      } else if (!isIn(from) || !participants.mayHear(from.bare(), node.get())) {
        hall.refuse(iq, StanzaError.forbidden());
      } else {
        nodes
            .contents(node.get(), from)
            .ifPresentOrElse(
                all -> hall.answer(iq, Pubsub.items(node.get().value(), asked(all, items))),
                () -> hall.refuse(iq, PubsubError.unsupported("retrieve-items")));
      }
    } else if (request instanceof PubsubRequest.Unreadable unreadable) {
      hall.refuse(iq, unreadable.error());
    } else {
      hall.refuse(iq, StanzaError.featureNotImplemented());
    }
  }

  private static List<PubsubItem> asked(List<PubsubItem> all, PubsubRequest.Items request) {
    var ids = request.itemIds();
    return all.stream()
        .filter(item -> ids.isEmpty() || ids.contains(item.id()))
        .limit(request.max())
        .toList();
  }

  /** Participants, who is in by MUC, and who is something to the room. */
  private boolean isIn(Jid from) {
    return hall.participantOf(from) != null
        || hall.occupancy().seatOf(from.toString()) != null
        || hall.affiliationOf(from).isAtLeast(Affiliation.MEMBER);
  }
}

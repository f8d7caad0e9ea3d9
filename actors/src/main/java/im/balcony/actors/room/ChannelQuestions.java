package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomState.Participant;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixAnon;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.mix.MixRequest;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a channel answers to its participants (XEP-0369 sections 6.4 to 6.6 and 7.1). */
final class ChannelQuestions {
  private final Hall hall;
  private final Participants participants;
  private final ChannelNews news;

  ChannelQuestions(Hall hall, Participants participants) {
    this.hall = hall;
    this.participants = participants;
    this.news = new ChannelNews(hall);
  }

  /** Whether this is for the channel. */
  static boolean isIn(XmlElement payload) {
    return payload.namespace().equals(Mix.NAMESPACE)
        || MixAnon.isPreference(payload)
        || payload.is(Pubsub.NAME, Pubsub.NAMESPACE)
        || (DiscoItems.isIn(payload) && Mix.NODE.equals(payload.attribute("node")));
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    if (DiscoItems.isIn(payload)) {
      answer(iq, nodes(from));
    } else if (MixAnon.isPreference(payload)) {
      participants.preferences(iq, from, payload);
    } else if (payload.namespace().equals(Mix.NAMESPACE)) {
      MixRequest.read(payload)
          .filter(request -> iq.type() == Iq.Type.SET)
          .ifPresentOrElse(
              request -> participants.asked(iq, from, request),
              () -> hall.refuse(iq, StanzaError.badRequest()));
    } else if (iq.type() == Iq.Type.GET) {
      read(iq, from, payload);
    } else {
      hall.refuse(iq, StanzaError.featureNotImplemented());
    }
  }

  /** Section 6.4: those that whoever asks may hear of. */
  private XmlElement nodes(Jid from) {
    return new DiscoItems(
            Mix.NODE,
            Arrays.stream(MixNode.values())
                .filter(node -> participants.mayHear(from.bare(), node))
                .map(node -> new DiscoItems.Item(hall.address(), node.value(), null))
                .toList())
        .toElement();
  }

  private void read(Iq iq, Jid from, XmlElement payload) {
    var items = payload.child("items", Pubsub.NAMESPACE);
    if (items.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
      return;
    }
    var node = MixNode.of(items.get().attribute("node"));
    if (node.isEmpty()) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else if (!isIn(from) || !participants.mayHear(from.bare(), node.get())) {
      hall.refuse(iq, StanzaError.forbidden());
    } else {
      contents(node.get())
          .ifPresentOrElse(
              found -> answer(iq, Pubsub.items(node.get().value(), found)),
              () -> hall.refuse(iq, StanzaError.featureNotImplemented()));
    }
  }

  /** Participants, who is in by MUC, and who is something to the room. */
  private boolean isIn(Jid from) {
    return hall.participantOf(from) != null
        || hall.occupancy().seatOf(from.toString()) != null
        || hall.affiliationOf(from).isAtLeast(Affiliation.MEMBER);
  }

  /** Messages and presence hold nothing that can be read so (XEP-0403 section 3.5). */
  private Optional<List<PubsubItem>> contents(MixNode node) {
    return switch (node) {
      case PARTICIPANTS -> Optional.of(people());
      case JID_MAP ->
          Optional.of(
              hall.room().participants().keySet().stream()
                  .map(account -> news.mapped(Jid.parse(account)))
                  .toList());
      case INFO -> Optional.of(List.of(new PubsubItem("info", info())));
      default -> Optional.empty();
    };
  }

  /** Who takes part, and who is in by MUC without it. */
  private List<PubsubItem> people() {
    var people = new LinkedHashMap<String, PubsubItem>();
    hall.room()
        .participants()
        .forEach(
            (account, participant) ->
                people.put(account, news.item(Jid.parse(account), participant)));
    for (var seat : hall.occupancy().seats()) {
      var account = Hall.jidOf(seat).bare();
      people.computeIfAbsent(
          account.toString(),
          bare -> news.item(account, new Participant(seat.nick(), List.of(), Map.of())));
    }
    return new ArrayList<>(people.values());
  }

  /** Section 4.6.4: of what the room is configured with. */
  private XmlElement info() {
    var contacts =
        hall.room().affiliations().entrySet().stream()
            .filter(each -> each.getValue().affiliation().equals(Affiliation.OWNER.value()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return DataForm.of(
            DataForm.Type.RESULT,
            Mix.NAMESPACE,
            List.of(
                FormField.of("Name", hall.config().text(RoomOption.TITLE)),
                FormField.of("Description", hall.config().text(RoomOption.DESCRIPTION)),
                new FormField("Contact", null, null, false, contacts, List.of())))
        .toElement();
  }

  private void answer(Iq iq, XmlElement payload) {
    var result = iq.result(payload);
    hall.inTurn(() -> hall.ports().occupants().route(result));
  }
}

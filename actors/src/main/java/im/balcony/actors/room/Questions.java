package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucAction;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.commands.AdHocCommand;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.hats.Hat;
import im.balcony.protocol.xep.hats.HatForms;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixMisc;
import im.balcony.protocol.xep.moderation.Moderation;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Destruction;
import im.balcony.protocol.xep.muc.Muc;
import im.balcony.protocol.xep.muc.MucAdmin;
import im.balcony.protocol.xep.muc.OwnerRequest;
import im.balcony.protocol.xep.muc.RoomInfo;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.ping.Ping;
import im.balcony.protocol.xep.reactions.Reactions;
import im.balcony.protocol.xep.register.Registration;
import im.balcony.protocol.xep.replay.ReplayQuery;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.roomavatar.RoomAvatar;
import im.balcony.protocol.xep.selfping.SelfPing;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xep.vcard.VCard;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.stream.Stream;

/** What a room answers: discovery, pings, and its owner (XEP-0045 sections 6.4 to 6.6 and 10). */
final class Questions {
  private static final List<String> FEATURES =
      List.of(
          AdHocCommand.NAMESPACE,
          DiscoInfo.NAMESPACE,
          DiscoItems.NAMESPACE,
          Mam.NAMESPACE,
          Mam.EXTENDED_FEATURE,
          Mix.NAMESPACE,
          Moderation.NAMESPACE,
          Muc.STABLE_ID,
          OccupantIds.NAMESPACE,
          Ping.NAMESPACE,
          ReplayQuery.NAMESPACE,
          Retraction.NAMESPACE,
          Retraction.TOMBSTONE_FEATURE,
          SelfPing.FEATURE,
          StanzaIds.NAMESPACE,
          Hat.NAMESPACE,
          Reactions.NAMESPACE,
          VCard.NAMESPACE);

  private final Hall hall;
  private final Exits exits;
  private final PassedQuestions passed;
  private final PeopleLists lists;
  private final PeopleChanges changes;
  private final Memberships memberships;
  private final ArchiveQuestions archive;
  private final ReplayQuestions replay;
  private final Configuring configuring;
  private final RoomCards cards;
  private final Hatter hatter;
  private final ChannelQuestions channel;

  Questions(
      Hall hall,
      Exits exits,
      PassedQuestions passed,
      PeopleChanges changes,
      Memberships memberships,
      ArchiveQuestions archive,
      ReplayQuestions replay,
      Configuring configuring,
      Hatter hatter,
      ChannelQuestions channel) {
    this.hall = hall;
    this.exits = exits;
    this.passed = passed;
    this.lists = new PeopleLists(hall);
    this.changes = changes;
    this.memberships = memberships;
    this.archive = archive;
    this.replay = replay;
    this.configuring = configuring;
    this.cards = new RoomCards(hall);
    this.hatter = hatter;
    this.channel = channel;
  }

  void askRoom(Jid from, MucAction.AskRoom ask) {
    var iq = ask.iq();
    var payload = iq.payload();
    if (payload.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (!hall.isThere()) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else if (OwnerRequest.isIn(payload.get())) {
      owner(iq, from);
    } else if (isHidden(from)) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else if (MucAdmin.isIn(payload.get())) {
      people(iq, from, payload.get());
    } else if (Registration.isIn(payload.get())) {
      memberships.asked(iq, from, payload.get());
    } else if (ArchiveQuestions.isIn(payload.get())) {
      archive.asked(iq, from, payload.get());
    } else if (ReplayQuestions.isIn(payload.get())) {
      replay.asked(iq, from, payload.get());
    } else if (VCard.isIn(payload.get())) {
      cards.asked(iq, from, payload.get());
    } else if (AdHocCommand.isIn(payload.get())) {
      hatter.asked(iq, from, payload.get());
    } else if (ChannelQuestions.isIn(payload.get())) {
      channel.asked(iq, from, payload.get());
    } else if (iq.type() == Iq.Type.GET) {
      get(iq, payload.get(), from);
    } else {
      hall.refuse(iq, StanzaError.serviceUnavailable());
    }
  }

  private void people(Iq iq, Jid from, XmlElement payload) {
    var request = MucAdmin.read(payload);
    if (request.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (iq.type() == Iq.Type.GET) {
      lists.read(iq, from, request.get());
    } else {
      var result = iq.result(null);
      changes
          .make(from, request.get().items(), () -> hall.ports().occupants().route(result))
          .ifPresent(refusal -> hall.refuse(iq, refusal));
    }
  }

  /** Section 10.1.1: nobody learns of a room before its owner has decided on it. */
  boolean isHidden(Jid from) {
    return hall.room().phase() == RoomState.Phase.LOCKED
        && hall.affiliationOf(from) != Affiliation.OWNER;
  }

  private void get(Iq iq, XmlElement payload, Jid from) {
    if (Ping.isIn(payload)) {
      hall.answer(iq, null);
    } else if (DiscoInfo.isIn(payload)) {
      info(iq, payload, from);
    } else if (DiscoItems.isIn(payload)) {
      items(iq, payload, from);
    } else {
      hall.refuse(iq, StanzaError.serviceUnavailable());
    }
  }

  private List<String> features() {
    return hall.config().isOn(RoomOption.REGISTRATION)
        ? Stream.concat(FEATURES.stream(), Stream.of(Registration.NAMESPACE, MixMisc.NICK_REGISTER))
            .toList()
        : FEATURES;
  }

  private void info(Iq iq, XmlElement payload, Jid from) {
    var node = payload.attribute("node");
    if (node == null) {
      var pictures = hall.room().look().pictures();
      var info =
          RoomInfo.of(
              hall.config(),
              features(),
              mayKnow(from) ? subject() : "",
              hall.occupants(),
              hall.settings().historyMessagesMax(),
              look(pictures));
      hall.answer(iq, withChannel(info).toElement());
    } else if (node.equals(Muc.ROOM_NICK_NODE)) {
      hall.answer(iq, reserved(node, from).toElement());
    } else if (node.equals(Muc.TRAFFIC_NODE)) {
      hall.refuse(iq, StanzaError.serviceUnavailable()); // section 18.1.1: all of it passes
    } else {
      hall.refuse(iq, StanzaError.itemNotFound());
    }
  }

  private List<FormField> look(List<String> pictures) {
    var hats = hatter.hats();
    return Stream.concat(
            pictures.isEmpty() ? Stream.empty() : Stream.of(RoomAvatar.field(pictures)),
            hats.isEmpty() ? Stream.empty() : Stream.of(HatForms.hash(hats)))
        .toList();
  }

  /** XEP-0369 section 6.3: it is a channel as well. */
  private DiscoInfo withChannel(DiscoInfo room) {
    var title = hall.config().text(RoomOption.TITLE);
    var identities =
        Stream.concat(
                room.identities().stream(), Stream.of(DiscoIdentity.of("conference", "mix", title)))
            .toList();
    var forms =
        Stream.concat(room.forms().stream(), hall.config().reactions().form().stream()).toList();
    return new DiscoInfo(room.node(), identities, room.features(), forms);
  }

  /** Section 7.12: the nickname that is kept for who asks. */
  private DiscoInfo reserved(String node, Jid from) {
    var identities =
        memberships.nickOf(from).stream()
            .map(nick -> DiscoIdentity.of("conference", "text", nick))
            .toList();
    return new DiscoInfo(node, identities, List.of(), List.of());
  }

  private String subject() {
    var subject = hall.room().subject();
    return subject == null
        ? ""
        : StoredXml.read(subject.stanzaXml())
            .child("subject", "jabber:client")
            .map(XmlElement::text)
            .orElse("");
  }

  /** Section 6.5: who is in, for those who are in, and for others where the owner says so. */
  private void items(Iq iq, XmlElement payload, Jid from) {
    if (AdHocCommand.NAMESPACE.equals(payload.attribute("node"))) {
      hall.answer(iq, new DiscoItems(AdHocCommand.NAMESPACE, hatter.commandsFor(from)).toElement());
      return;
    }
    List<DiscoItems.Item> items =
        hall.occupancy().seatOf(from.toString()) == null
                && !(hall.config().isOn(RoomOption.OCCUPANTS_PUBLIC) && mayKnow(from))
            ? List.of()
            : hall.oneEach().stream()
                .map(
                    seat ->
                        new DiscoItems.Item(hall.address().withResource(seat.nick()), null, null))
                .toList();
    hall.answer(iq, new DiscoItems(null, items).toElement());
  }

  /** HARDENING A27: what is talked about in a room is told to those who may enter as they are. */
  private boolean mayKnow(Jid from) {
    var affiliation = hall.affiliationOf(from);
    return affiliation.isAtLeast(Affiliation.MEMBER)
        || (affiliation == Affiliation.NONE
            && !hall.config().isOn(RoomOption.MEMBERS_ONLY)
            && !hall.config().isOn(RoomOption.PASSWORD_PROTECTED));
  }

  /** XEP-0410 3.3 for the own nickname; other occupants are asked themselves (section 6.6). */
  void askOccupant(Jid from, MucAction.AskOccupant ask) {
    var seat = hall.occupancy().seatOf(from.toString());
    var asked = hall.seatsOf(ask.nick());
    if (seat == null) {
      hall.refuse(
          ask.iq(), isDiscovery(ask.iq()) ? StanzaError.badRequest() : StanzaError.notAcceptable());
    } else if (SelfPing.isTo(ask.iq(), hall.address().withResource(seat.nick()))) {
      hall.answer(ask.iq(), null);
    } else if (asked.isEmpty()) {
      hall.refuse(ask.iq(), StanzaError.itemNotFound());
    } else {
      passed.pass(ask.iq(), seat, asked.get(asked.size() - 1));
    }
  }

  private static boolean isDiscovery(Iq iq) {
    return iq.payload()
        .filter(payload -> DiscoInfo.isIn(payload) || DiscoItems.isIn(payload))
        .isPresent();
  }

  private void owner(Iq iq, Jid from) {
    var request = OwnerRequest.read(iq);
    if (hall.affiliationOf(from) != Affiliation.OWNER) {
      hall.refuse(iq, isHidden(from) ? StanzaError.itemNotFound() : StanzaError.forbidden());
    } else if (request.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (request.get() instanceof OwnerRequest.GetForm) {
      hall.answer(iq, OwnerRequest.form(hall.config().form()));
    } else if (request.get() instanceof OwnerRequest.Submit submit) {
      hall.config()
          .submitted(submit.form())
          .ifPresentOrElse(
              config ->
                  configuring.set(
                      from,
                      config,
                      hall.now(),
                      () -> hall.ports().occupants().route(iq.result(null))),
              () -> hall.refuse(iq, StanzaError.notAcceptable()));
    } else if (request.get() instanceof OwnerRequest.Destroy destroy) {
      exits.destroy(iq, from, destroy.destruction());
    } else if (hall.room().phase() == RoomState.Phase.LOCKED) {
      // section 10.1.3: a new room whose owner cancels is not wanted
      exits.destroy(iq, from, new Destruction(null, null, null));
    } else {
      hall.answer(iq, null);
    }
  }
}

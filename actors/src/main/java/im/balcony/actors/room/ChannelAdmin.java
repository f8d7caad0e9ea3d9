package im.balcony.actors.room;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.mix.MixAdmin;
import im.balcony.protocol.xep.mix.MixConfig;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the room by publishing to its nodes as a channel (XEP-0406 section 3): owners decide
 * what it is and who runs it, admins who is allowed in it and who is not. It is the room's one
 * configuration, and its affiliations.
 */
final class ChannelAdmin {
  private final Hall hall;
  private final ChannelNodes nodes;
  private final PeopleChanges changes;
  private final Configuring configuring;
  private final ChannelAvatar avatar;

  ChannelAdmin(Hall hall, PeopleChanges changes, Configuring configuring) {
    this.hall = hall;
    this.nodes = new ChannelNodes(hall);
    this.changes = changes;
    this.configuring = configuring;
    this.avatar = new ChannelAvatar(hall);
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    var request = PubsubRequest.read(MixAdmin.plain(payload));
    if (request instanceof PubsubRequest.Publish publish) {
      MixNode.of(publish.node())
          .filter(nodes::isPresent)
          .ifPresentOrElse(
              node -> publish(iq, from, node, publish.item()),
              () -> hall.refuse(iq, StanzaError.itemNotFound()));
    } else if (request instanceof PubsubRequest.Retract retract) {
      MixNode.of(retract.node())
          .filter(nodes::isPresent)
          .ifPresentOrElse(
              node -> retract(iq, from, node, retract.itemId()),
              () -> hall.refuse(iq, StanzaError.itemNotFound()));
    } else if (request instanceof PubsubRequest.Unreadable unreadable) {
      hall.refuse(iq, unreadable.error());
    } else {
      // what a participant hears of is said to the channel in its own words (XEP-0369 7.1.2)
      hall.refuse(iq, StanzaError.featureNotImplemented());
    }
  }

  private void publish(Iq iq, Jid from, MixNode node, PubsubItem item) {
    var affiliation = hall.affiliationOf(from);
    var form = item.payload() == null ? null : DataForm.read(item.payload()).orElse(null);
    switch (node) {
      case INFO, CONFIG -> {
        if (affiliation != Affiliation.OWNER) {
          hall.refuse(iq, StanzaError.forbidden());
        } else if (item.payload() == null) {
          hall.refuse(iq, PubsubError.payloadRequired());
        } else if (form == null) {
          hall.refuse(iq, PubsubError.invalidPayload());
        } else if (node == MixNode.INFO) {
          inform(iq, from, form);
        } else {
          configure(iq, from, form);
        }
      }
      case ALLOWED -> list(iq, from, item.id(), Affiliation.MEMBER);
      case BANNED -> list(iq, from, item.id(), Affiliation.OUTCAST);
      case AVATAR_DATA, AVATAR_METADATA -> avatar.publish(iq, from, node, item);
      default -> hall.refuse(iq, PubsubError.unsupported("publish"));
    }
  }

  /** Section 3.1. */
  private void inform(Iq iq, Jid from, DataForm form) {
    ChannelNodes.infoOf(hall.room())
        .submitted(form)
        .ifPresentOrElse(
            config -> set(iq, from, MixNode.INFO, config),
            () -> hall.refuse(iq, StanzaError.notAcceptable()));
  }

  /** Section 3.2: who runs it first, so that nothing is done when that cannot be. */
  private void configure(Iq iq, Jid from, DataForm form) {
    var before = ChannelNodes.configOf(hall.room());
    var wanted = before.submitted(form);
    var refusal =
        wanted.isEmpty()
            ? Optional.of(StanzaError.notAcceptable())
            : people(from, before, wanted.get());
    if (refusal.isPresent()) {
      hall.refuse(iq, refusal.get());
    } else {
      wanted.ifPresent(now -> set(iq, from, MixNode.CONFIG, now.room()));
    }
  }

  private Optional<StanzaError> people(Jid by, MixConfig before, MixConfig now) {
    var items = new ArrayList<MucItem>();
    now.owners().forEach(jid -> add(items, jid, Affiliation.OWNER, before.owners()));
    now.administrators().stream()
        .filter(jid -> !jid.equals(by.bare()))
        .forEach(jid -> add(items, jid, Affiliation.ADMIN, before.administrators()));
    former(before, now).stream()
        .filter(jid -> !jid.equals(by.bare()))
        .forEach(jid -> items.add(item(jid, Affiliation.MEMBER)));
    // who gives up its own right does so last
    if (before.owners().contains(by.bare()) && !now.owners().contains(by.bare())) {
      var isAdmin = now.administrators().contains(by.bare());
      items.add(item(by.bare(), isAdmin ? Affiliation.ADMIN : Affiliation.MEMBER));
    }
    return items.isEmpty() ? Optional.empty() : changes.make(by, items, () -> {});
  }

  /** Who runs the channel no more may still take part in it. */
  private static List<Jid> former(MixConfig before, MixConfig now) {
    var former = new ArrayList<Jid>(before.owners());
    former.addAll(before.administrators());
    former.removeAll(now.owners());
    former.removeAll(now.administrators());
    return former;
  }

  private static void add(List<MucItem> to, Jid jid, Affiliation affiliation, Set<Jid> before) {
    if (!before.contains(jid)) {
      to.add(item(jid, affiliation));
    }
  }

  private static MucItem item(Jid jid, Affiliation affiliation) {
    return new MucItem(affiliation, null, jid, null, null, null);
  }

  /** Section 3.3; who is more than allowed, or is what it is to be, stays what it is. */
  private void list(Iq iq, Jid from, @Nullable String id, Affiliation to) {
    var jid = Jid.tryParse(id).filter(Jid::isBare);
    var now = jid.map(this::ownAffiliationOf).orElse(Affiliation.NONE);
    if (!hall.affiliationOf(from).isAtLeast(Affiliation.ADMIN)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (jid.isEmpty()) {
      hall.refuse(iq, id == null ? StanzaError.badRequest() : StanzaError.jidMalformed());
    } else if (to == Affiliation.MEMBER && now == Affiliation.OUTCAST) {
      hall.refuse(iq, StanzaError.conflict().withText("it is banned"));
    } else if (now == to || (to == Affiliation.MEMBER && now.isAtLeast(to))) {
      answer(iq);
    } else {
      changes
          .make(from, List.of(item(jid.get(), to)), () -> answer(iq))
          .ifPresent(refusal -> hall.refuse(iq, refusal));
    }
  }

  /** Not of its domain. */
  private Affiliation ownAffiliationOf(Jid account) {
    return Affiliation.of(hall.room().affiliationOf(account.toString())).orElse(Affiliation.NONE);
  }

  private void retract(Iq iq, Jid from, MixNode node, String id) {
    if (node != MixNode.ALLOWED && node != MixNode.BANNED) {
      hall.refuse(iq, PubsubError.unsupported("retract-items"));
      return;
    }
    var listed = node == MixNode.ALLOWED ? Affiliation.MEMBER : Affiliation.OUTCAST;
    var jid = Jid.tryParse(id).filter(each -> ownAffiliationOf(each) == listed);
    if (!hall.affiliationOf(from).isAtLeast(Affiliation.ADMIN)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (jid.isEmpty()) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else {
      changes
          .make(from, List.of(item(jid.get(), Affiliation.NONE)), () -> answer(iq))
          .ifPresent(refusal -> hall.refuse(iq, refusal));
    }
  }

  private void answer(Iq iq) {
    hall.answer(iq, XmlElement.named(Pubsub.NAME, Pubsub.NAMESPACE).build());
  }

  private void set(Iq iq, Jid from, MixNode node, RoomConfig config) {
    var at = hall.now();
    var result = iq.result(Pubsub.published(node.value(), List.of(at.toString())));
    configuring.set(from, config, at, () -> hall.ports().occupants().route(result));
  }
}

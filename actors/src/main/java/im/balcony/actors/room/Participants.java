package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState.Participant;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixAnon;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.mix.MixPreference;
import im.balcony.protocol.xep.mix.MixRequest;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in the room as a channel (XEP-0369 section 7.1): accounts, whether their clients
 * are there or not. Whoever may enter the room may join it, and under no nickname of somebody
 * else's.
 */
final class Participants {
  private final Hall hall;
  private final ChannelPresence presence;
  private final ChannelNews news;
  private final ChannelInvitations invitations;
  private Map<String, ?> seenAffiliations = Map.of();
  private Map<String, ?> seenConfig = Map.of();

  Participants(Hall hall, ChannelPresence presence, ChannelInvitations invitations) {
    this.hall = hall;
    this.presence = presence;
    this.news = new ChannelNews(hall);
    this.invitations = invitations;
  }

  /** What an account has to say once more is answered as it was, and adds nothing. */
  Optional<StanzaError> join(Jid account, MixRequest.Join join, Consumer<XmlElement> done) {
    var known = hall.participantOf(account);
    var nick = nickOf(join.nick(), account, known);
    var nodes = allowed(account, join.nodes());
    var preferences =
        MixPreference.submitted(known == null ? Map.of() : known.preferences(), join.preferences());
    var invitation = join.invitation();
    var isInvited =
        hall.affiliationOf(account) == Affiliation.NONE
            && refusal(account).isPresent()
            && invitations.isGood(account, invitation);
    var refusal =
        (isInvited ? Optional.<StanzaError>empty() : refusal(account))
            .or(() -> unfit(preferences))
            .or(() -> unfit(account, nick, known == null))
            .or(() -> noNode(join, nodes))
            .or(
                () ->
                    isInvited && invitation != null
                        ? invitations.admit(account, invitation)
                        : Optional.empty());
    if (refusal.isPresent()) {
      return refusal;
    }
    var next =
        new Participant(
            nick, nodes.stream().map(MixNode::value).toList(), preferences.orElse(Map.of()));
    var form = join.preferences() == null ? null : MixPreference.result(next.preferences());
    set(account, known, next, () -> done.accept(joined(account, next, form)));
    return Optional.empty();
  }

  /** Section 7.1.2: what it wants, or has, or has registered (XEP-0407 section 3). */
  private String nickOf(@Nullable String wished, Jid account, @Nullable Participant known) {
    if (wished != null) {
      return Hall.nickname(wished);
    } else if (known != null) {
      return known.nick();
    }
    var kept = hall.room().affiliations().get(account.toString());
    var nick = kept == null ? null : kept.nick();
    return nick == null ? "" : nick;
  }

  private XmlElement joined(Jid account, Participant participant, @Nullable DataForm form) {
    return Mix.joined(
        hall.address(),
        hall.mixFace().idOf(account),
        nodesOf(participant),
        participant.nick(),
        form == null ? null : form.toElement());
  }

  private static List<MixNode> nodesOf(Participant participant) {
    return participant.nodes().stream().flatMap(node -> MixNode.of(node).stream()).toList();
  }

  /** As XEP-0045 section 7.2 has it for who enters. */
  private Optional<StanzaError> refusal(Jid account) {
    var affiliation = hall.affiliationOf(account);
    if (affiliation == Affiliation.OUTCAST) {
      return Optional.of(StanzaError.forbidden());
    } else if (affiliation.isAtLeast(Affiliation.MEMBER)) {
      return Optional.empty();
    } else if (hall.config().isOn(RoomOption.MEMBERS_ONLY)) {
      return Optional.of(StanzaError.registrationRequired());
    }
    return hall.config().isOn(RoomOption.PASSWORD_PROTECTED)
        ? Optional.of(StanzaError.notAuthorized())
        : Optional.empty();
  }

  private Optional<StanzaError> unfit(Jid account, String nick, boolean isNew) {
    if (nick.isBlank()) {
      return Optional.of(StanzaError.notAcceptable().withText("a nickname is needed"));
    } else if (hall.isTaken(nick, account)) {
      return Optional.of(StanzaError.conflict());
    } else if (isNew && hall.room().participants().size() >= hall.settings().participantsMax()) {
      return Optional.of(StanzaError.resourceConstraint());
    }
    return hall.unfitNick(nick);
  }

  /** XEP-0404 section 3.1: whoever will not be seen, or not be hidden, is not in such a channel. */
  private Optional<StanzaError> unfit(Optional<Map<String, String>> preferences) {
    if (preferences.isEmpty()) {
      return Optional.of(StanzaError.badRequest());
    }
    return isAgainst(preferences.get())
        ? Optional.of(StanzaError.notAcceptable().withText("addresses are not treated so here"))
        : Optional.empty();
  }

  private boolean isAgainst(Map<String, String> preferences) {
    var wanted = MixPreference.JID_VISIBILITY.in(preferences);
    return wanted.equals(hall.config().isNonAnonymous() ? "never" : "always");
  }

  /** The own preferences, read or set (XEP-0404 section 3.1). */
  void preferences(Iq iq, Jid from, XmlElement payload) {
    var account = from.bare();
    var known = hall.participantOf(account);
    if (known == null) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (iq.type() == Iq.Type.GET) {
      var template = MixAnon.preferences(MixPreference.template(known.preferences()));
      hall.inTurn(() -> answer(iq, template));
    } else {
      var wanted = MixPreference.submitted(known.preferences(), DataForm.in(payload).orElse(null));
      var refusal = unfit(wanted);
      if (refusal.isPresent()) {
        hall.refuse(iq, refusal.get());
      } else {
        var next = new Participant(known.nick(), known.nodes(), wanted.orElse(Map.of()));
        var result = MixAnon.preferences(MixPreference.result(next.preferences()));
        set(account, known, next, () -> answer(iq, result));
      }
    }
  }

  private Set<MixNode> allowed(Jid account, Collection<MixNode> wanted) {
    var nodes = EnumSet.noneOf(MixNode.class);
    wanted.stream().filter(node -> mayHear(account, node)).forEach(nodes::add);
    return nodes;
  }

  boolean mayHear(Jid account, MixNode node) {
    return ChannelNodes.mayHear(hall.affiliationOf(account), node);
  }

  /** Section 7.1.2: at least one of those that were asked for. */
  private static Optional<StanzaError> noNode(MixRequest.Join join, Set<MixNode> nodes) {
    if (!join.asked() || !nodes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        join.nodes().isEmpty() ? StanzaError.itemNotFound() : StanzaError.forbidden());
  }

  /** Who is no participant has left by now. */
  void leave(Jid account, Jid by, Runnable done) {
    if (hall.participantOf(account) != null) {
      remove(account, by);
    }
    hall.inTurn(done);
  }

  private void remove(Jid account, Jid by) {
    var seats = hall.occupancy().seats();
    var id = hall.mixFace().idOf(account);
    var left = new RoomEvent.ParticipantLeft(account.toString(), by.toString(), hall.now());
    var told = news.hearing(seats, MixNode.PARTICIPANTS);
    var mapped = news.hearing(seats, MixNode.JID_MAP);
    presence.leave(account);
    hall.writer()
        .write(
            List.of(left),
            List.of(),
            () -> {
              news.retracted(told, MixNode.PARTICIPANTS, id);
              news.retracted(mapped, MixNode.JID_MAP, id);
            });
    if (hall.isOver()) {
      hall.writer()
          .write(List.of(new RoomEvent.RoomDestroyed(null, hall.now())), List.of(), () -> {});
    }
  }

  /** Who may not be in the room takes no part in it (XEP-0406 section 3.3). */
  void removeUnwelcome() {
    var room = hall.room();
    if (room.affiliations().equals(seenAffiliations) && room.config().equals(seenConfig)) {
      return;
    }
    seenAffiliations = room.affiliations();
    seenConfig = room.config();
    room.participants()
        .forEach(
            (account, participant) -> {
              var jid = Jid.parse(account);
              if (!isWelcome(jid) || isAgainst(participant.preferences())) {
                remove(jid, jid);
              }
            });
  }

  private boolean isWelcome(Jid account) {
    var affiliation = hall.affiliationOf(account);
    return affiliation != Affiliation.OUTCAST
        && (affiliation.isAtLeast(Affiliation.MEMBER)
            || !hall.config().isOn(RoomOption.MEMBERS_ONLY));
  }

  /** What a participant asks of the channel itself; others may not. */
  void asked(Iq iq, Jid from, MixRequest request) {
    var account = from.bare();
    var known = hall.participantOf(account);
    if (known == null) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (request instanceof MixRequest.SetNick set) {
      var nick = Hall.nickname(set.nick());
      var refusal = unfit(account, nick, false);
      if (refusal.isPresent()) {
        hall.refuse(iq, refusal.get());
      } else {
        rename(account, nick, () -> answer(iq, Mix.nickSet(nick)));
      }
    } else if (request instanceof MixRequest.UpdateSubscription update) {
      update(iq, account, known, update);
    } else {
      // joining and leaving are the account's, by its server (section 7.1.1)
      hall.refuse(iq, StanzaError.badRequest());
    }
  }

  /** Under a nickname that may be; who is no participant is not known by it. */
  void rename(Jid account, String nick, Runnable done) {
    var known = hall.participantOf(account);
    if (known == null) {
      hall.inTurn(done);
    } else {
      set(account, known, new Participant(nick, known.nodes(), known.preferences()), done);
    }
  }

  private void update(Iq iq, Jid account, Participant known, MixRequest.UpdateSubscription update) {
    var more = allowed(account, update.more());
    if (more.size() < update.more().size()) {
      hall.refuse(iq, StanzaError.forbidden());
      return;
    }
    var nodes = new ArrayList<>(known.nodes());
    update.fewer().forEach(node -> nodes.remove(node.value()));
    more.stream().map(MixNode::value).filter(n -> !nodes.contains(n)).forEach(nodes::add);
    var answer = Mix.subscriptionUpdated(account, more, update.fewer());
    var next = new Participant(known.nick(), nodes, known.preferences());
    set(account, known, next, () -> answer(iq, answer));
  }

  private void set(Jid account, @Nullable Participant before, Participant next, Runnable done) {
    if (next.equals(before)) {
      hall.inTurn(done);
      return;
    }
    var set =
        new RoomEvent.ParticipantSet(
            account.toString(), next.nick(), next.nodes(), next.preferences(), hall.now());
    var seats = hall.occupancy().seats();
    var isSeen = before == null || !before.nick().equals(next.nick());
    hall.writer()
        .write(
            List.of(set),
            List.of(),
            () -> {
              if (isSeen) {
                news.published(seats, MixNode.PARTICIPANTS, news.item(account, next));
                news.published(seats, MixNode.JID_MAP, news.mapped(account));
              }
            });
    presence.rename(account, next.nick());
    hall.inTurn(done);
  }

  private void answer(Iq iq, @Nullable XmlElement payload) {
    hall.ports().occupants().route(iq.result(payload));
  }
}

package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.mix.MixFace;
import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.feature.muc.MucReader;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A room whose logs are read: takes what its occupants send, in one order for all. */
final class RoomDesk {
  private static final int BATCHES_REMEMBERED_MAX = 10_000;

  /** The batch that an account's User has handed over last. */
  private static final class Taken {
    private final long batch;
    private boolean done;
    private Set<String> whispers = Set.of();

    private Taken(long batch) {
      this.batch = batch;
    }
  }

  private final Hall hall;
  private final Listing listing;
  private final Pace pace;
  private final Exits exits;
  private final Entrance entrance;
  private final ChannelPresence presence;
  private final Participants participants;
  private final Channel channel;
  private final ChannelNodeNews nodeNews;
  private final Talk talk;
  private final Whispers whispers;
  private final ChannelPost post;
  private final Questions questions;
  private final PassedQuestions passed;
  private final VoiceRequests voice;
  private final Invitations invitations;
  private final Memberships memberships;
  private final Retractions retractions;
  private final Heads heads;
  private final Following following;
  private final ReadPositions positions;
  private final Map<Jid, Taken> batches = new LinkedHashMap<>();
  private final List<RoomCommand> forNext = new ArrayList<>(0);

  RoomDesk(
      ActorContext<RoomCommand> context,
      Jid address,
      RoomPorts ports,
      RoomSettings settings,
      RoomLogs logs,
      RoomState room,
      OccupancyState occupancy,
      List<RoomEvent> newest) {
    var face = new MucFace(address);
    var mixFace =
        new MixFace(address, room.secret(), RoomConfig.ofKeys(room.config()).isNonAnonymous());
    var told = new Retelling(newest, room.version(), face, mixFace);
    var stage = new Stage(context, logs.incarnation(), settings.returningStanzasMax(), told);
    var writer = new RoomWriter(context, logs, ports, settings, room, occupancy);
    var history = new History(settings);
    hall = new Hall(address, settings, ports, writer, stage, new Fanout(stage), history, face);
    listing =
        new Listing(
            context.getSelf(),
            address,
            logs.incarnation(),
            ports.directories(),
            settings.listingRepeat(),
            settings.countEvery());
    pace = new Pace(settings);
    exits = new Exits(hall);
    var appearances = new Appearances(hall);
    entrance = new Entrance(hall, exits, appearances);
    presence = new ChannelPresence(hall, exits, appearances);
    var changes = new PeopleChanges(hall, exits, appearances);
    var tokens = new ChannelInvitations(hall, changes);
    participants = new Participants(hall, presence, tokens);
    channel = new Channel(hall, exits, participants);
    voice = new VoiceRequests(hall, changes);
    invitations = new Invitations(hall, changes);
    var log = RoomLogs.logOf(logs.incarnation());
    heads = new Heads(hall, log);
    following = new Following(hall, heads);
    positions = new ReadPositions(context, hall, log);
    memberships = new Memberships(hall, changes, following);
    var archive = new ArchiveQuestions(context, hall, log);
    var replay = new ReplayQuestions(context, hall, log);
    talk = new Talk(hall, heads);
    whispers = new Whispers(hall, talk);
    retractions = new Retractions(context, hall, talk, heads, log);
    passed = new PassedQuestions(hall);
    post = new ChannelPost(hall, whispers, passed);
    var configuring =
        new Configuring(hall, exits, listing, new Regrouping(hall, exits, appearances));
    questions =
        new Questions(
            hall,
            exits,
            passed,
            changes,
            memberships,
            archive,
            replay,
            configuring,
            new Hatter(hall, appearances),
            new ChannelQuestions(
                hall,
                participants,
                new ChannelAdmin(hall, changes, configuring),
                tokens,
                new ChannelRegistration(hall, memberships, participants)));
    nodeNews = new ChannelNodeNews(hall);
    told.messages()
        .forEach(
            said -> history.add(face.delayed(said.reflected(), said.at()), said.id(), said.at()));
    occupancy.seats().forEach(seat -> stage.missing(seat.fullJid(), faceOf(seat)));
    exits.tellAgain();
    exits.removeUnwelcome();
    askMissing();
  }

  private Stage.Face faceOf(Seat seat) {
    if (!seat.byChannel()) {
      return Stage.Face.OCCUPANT;
    }
    return new ChannelNews(hall).hearing(List.of(seat), MixNode.MESSAGES).isEmpty()
        ? Stage.Face.NO_MESSAGES
        : Stage.Face.PARTICIPANT;
  }

  RoomWriter writer() {
    return hall.writer();
  }

  Following following() {
    return following;
  }

  ReadPositions positions() {
    return positions;
  }

  /**
   * What is too much now is sent again by the User; what comes to a room that has just ended is for
   * the next one.
   */
  void submit(RoomCommand.Submit submit) {
    if (hall.writer().isFull()) {
      return;
    }
    var known = batches.get(submit.account());
    if (known != null && known.batch == submit.batch()) {
      if (known.done) {
        hall.ports().occupants().taken(submit.account(), hall.address(), submit.batch());
      } else {
        whispers.repeat(known.whispers);
      }
      return;
    }
    if (isEnding()) {
      keepForNext(submit);
      return;
    }
    var taken = new Taken(submit.batch());
    remember(submit.account(), taken);
    retractions.find(submit.items(), targets -> act(submit, taken, targets));
  }

  /** Of a room that has ended meanwhile nothing is left to act on. */
  private void act(RoomCommand.Submit submit, Taken taken, Retractions.Targets targets) {
    if (isEnding()) {
      batches.remove(submit.account(), taken);
      keepForNext(submit);
      return;
    }
    submit.items().forEach(item -> act(item, targets));
    taken.whispers = whispers.begun();
    hall.inTurn(
        () ->
            whispers.whenKept(
                taken.whispers,
                () -> {
                  taken.done = true;
                  hall.ports().occupants().taken(submit.account(), hall.address(), submit.batch());
                }));
  }

  void kept(RoomCommand.WhisperKept kept) {
    whispers.kept(kept);
  }

  /** What is too much now is asked again. */
  void asked(RoomCommand.AskAsAccount ask) {
    if (isEnding() && Channel.makesRoom(ask)) {
      keepForNext(ask);
    } else if (!hall.writer().isFull()) {
      channel.asked(ask);
    }
  }

  private void keepForNext(RoomCommand command) {
    if (forNext.size() < hall.settings().earlyCommandsMax()) {
      forNext.add(command);
    }
  }

  /** What has come since the room has ended, for the next one of its address. */
  List<RoomCommand> forNext() {
    return forNext;
  }

  private void remember(Jid account, Taken taken) {
    batches.remove(account);
    batches.put(account, taken);
    if (batches.size() > BATCHES_REMEMBERED_MAX) {
      batches.remove(batches.keySet().iterator().next());
    }
  }

  private void act(Item item, Retractions.Targets targets) {
    var from = item.stanza().from();
    if (from == null || from.isBare()) {
      return; // a User sets it
    }
    var to = item.stanza().to();
    if (to != null && ParticipantAddress.isOne(to)) {
      toParticipant(item, from, to);
      return;
    }
    var action = MucReader.read(item.stanza());
    if (needsRoom(action) && !hall.isThere()) {
      hall.refuse(item.stanza(), StanzaError.itemNotFound());
    } else if (isPaced(action) && !pace.allows(from.toString(), System.nanoTime())) {
      // HARDENING A16: what one says goes to all
      hall.refuse(item.stanza(), StanzaError.policyViolation().withType(StanzaError.Type.WAIT));
    } else {
      carryOut(item, from, action, targets);
    }
  }

  private void toParticipant(Item item, Jid from, Jid to) {
    var isAnswer = item.stanza() instanceof Iq iq && !iq.isRequest();
    if (isAnswer || pace.allows(from.toString(), System.nanoTime())) {
      post.arrived(item, from, to);
    } else {
      hall.refuse(item.stanza(), StanzaError.policyViolation().withType(StanzaError.Type.WAIT));
    }
  }

  private static boolean needsRoom(MucAction action) {
    return action instanceof MucAction.Say
        || action instanceof MucAction.SetSubject
        || action instanceof MucAction.Whisper
        || action instanceof MucAction.SubmitVoice
        || action instanceof MucAction.Invite
        || action instanceof MucAction.DecideMembership
        || action instanceof MucAction.AskOccupant;
  }

  private static boolean isPaced(MucAction action) {
    return action instanceof MucAction.Say
        || action instanceof MucAction.SetSubject
        || action instanceof MucAction.Whisper
        || (action instanceof MucAction.AskRoom ask && isChange(ask.iq()))
        || action instanceof MucAction.AskOccupant
        || action instanceof MucAction.SubmitVoice
        || action instanceof MucAction.Invite
        || action instanceof MucAction.DecideMembership
        || action instanceof MucAction.Enter
        || action instanceof MucAction.Appear
        || action instanceof MucAction.Update;
  }

  /** What is asked for costs others nothing, and pages of the archive have a limit of their own. */
  private static boolean isChange(Iq iq) {
    return iq.type() == Iq.Type.SET && iq.payload().filter(ArchiveQuestions::isIn).isEmpty();
  }

  private void carryOut(Item item, Jid from, MucAction action, Retractions.Targets targets) {
    if (action instanceof MucAction.Enter enter) {
      entrance.enter(item, from, enter);
    } else if (action instanceof MucAction.Appear appear) {
      presence.appear(item, from, appear.presence());
    } else if (action instanceof MucAction.Update update) {
      entrance.update(from, update);
    } else if (action instanceof MucAction.Exit exit) {
      exits.exit(from, exit);
    } else if (action instanceof MucAction.Say say && Retractions.isIn(say.message())) {
      retractions.retract(item, from, say.message(), targets);
    } else if (action instanceof MucAction.Say say) {
      talk.say(item, from, say);
    } else if (action instanceof MucAction.SetSubject set) {
      talk.setSubject(item, from, set);
    } else if (action instanceof MucAction.Whisper whisper) {
      whispers.whisper(item, from, whisper);
    } else if (action instanceof MucAction.SubmitVoice submit) {
      voice.submitted(submit.message(), from, submit.request());
    } else if (action instanceof MucAction.Invite invite) {
      invitations.sent(invite.message(), from, invite.invitations());
    } else if (action instanceof MucAction.DecideMembership decide) {
      memberships.decided(decide.message(), from, decide.decision());
    } else if (action instanceof MucAction.AskRoom ask && isModeration(ask.iq(), from)) {
      retractions.moderate(item, ask.iq(), from, targets);
    } else if (action instanceof MucAction.AskRoom ask) {
      questions.askRoom(from, ask);
    } else if (action instanceof MucAction.AskOccupant ask) {
      questions.askOccupant(from, ask);
    } else if (action instanceof MucAction.Answer answer) {
      passed.answered(answer.iq());
    } else if (action instanceof MucAction.Refused refused
        && !(item.stanza() instanceof Message message && message.type() == Message.Type.HEADLINE)) {
      hall.refuse(item.stanza(), refused.error());
    }
  }

  private boolean isModeration(Iq iq, Jid from) {
    return Retractions.isIn(iq) && hall.isThere() && !questions.isHidden(from);
  }

  /** A session tells where it is; one that is no occupant is of no interest. */
  void here(RoomCommand.Here here) {
    var seat = hall.occupancy().seatOf(here.fullJid().toString());
    if (seat != null && seat.sessionId().equals(here.session().value())) {
      hall.stage().here(seat.fullJid(), here.ref());
    }
  }

  void heard(Stage.Heard heard) {
    hall.stage().heard(heard.by());
  }

  /** By an account's User, in place of a client that is not there. */
  void answered(RoomCommand.Answered answered) {
    if (answered.answer() instanceof Iq iq) {
      passed.answered(iq);
    } else if (answered.answer() instanceof Message message && message.isError()) {
      invitations.refused(message);
    }
  }

  void sessionEnded(Stage.SessionEnded ended) {
    hall.stage().ended(ended);
    askMissing();
  }

  /** Looks for clients that cannot be reached, and lets those go that are not found in time. */
  void tick() {
    pace.sweep(System.nanoTime());
    passed.tick(hall.settings().questionMax());
    heads.tick();
    hall.stage()
        .missing(hall.settings().returningMax())
        .forEach(
            (fullJid, isOver) -> {
              if (isOver) {
                exits.lost(fullJid);
              }
            });
    askMissing();
  }

  private void askMissing() {
    var accounts = new TreeSet<Jid>();
    hall.stage()
        .missing(hall.settings().returningMax())
        .keySet()
        .forEach(fullJid -> accounts.add(Jid.parse(fullJid).bare()));
    accounts.forEach(account -> hall.ports().occupants().ask(account, hall.address()));
  }

  void listed(DirectoryCommand.Taken taken) {
    listing.taken(taken);
  }

  /** Section 6.3: a room that its owner has decided on, and made public. */
  private @Nullable ListCard cardInList() {
    var isListed =
        hall.room().phase() == RoomState.Phase.OPEN && hall.config().isOn(RoomOption.PUBLIC);
    return isListed ? ListCard.of(hall.config()) : null;
  }

  void flush() {
    participants.removeUnwelcome();
    nodeNews.check();
    listing.is(cardInList());
    listing.counts(hall::occupants);
    following.check();
    heads.flush();
    hall.stage().flush();
  }

  private boolean isEnding() {
    return hall.room().phase() == RoomState.Phase.DESTROYED;
  }

  /** The room has ended and all have been told, or nobody made it: its address is to be freed. */
  boolean isOver() {
    return (isEnding() || hall.room().phase() == RoomState.Phase.ABSENT)
        && hall.writer().isIdle()
        && whispers.isIdle()
        && listing.isSettled()
        && heads.isSettled();
  }

  boolean isNeeded() {
    return !hall.occupancy().seats().isEmpty()
        || !hall.writer().isIdle()
        || !whispers.isIdle()
        || !listing.isSettled()
        || !heads.isSettled();
  }
}

package im.balcony.actors.user.front;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.IqServices;
import im.balcony.actors.feature.OwnerDecision;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.blocking.BlockList;
import im.balcony.protocol.xep.forgery.Forgeries;
import im.balcony.protocol.xep.inbox.Inbox;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import im.balcony.protocol.xep.mongooseinbox.BoxQuery;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where an IQ goes and who answers it (RFC 6120 section 10.3, RFC 6121 section 8.5). */
final class IqDispatch {
  /** Lists of conversations, which say what rooms have to say. */
  private static final Set<String> LISTS =
      Set.of(Synchronization.NAMESPACE, Inbox.NAMESPACE, BoxQuery.NAMESPACE);

  private final Front front;
  private final IqServices services;
  private final Consequences consequences;
  private final Interests interests;
  private final LaterAnswers later;
  private final Supplier<CompletionStage<ArchiveHead>> archive;
  private final Supplier<CompletionStage<ArchiveHead>> lists;
  private final BiConsumer<OwnerDecision, Consumer<Optional<IndexState>>> decide;
  private final RequestedMessages requested;
  private final SessionSteps calls;
  private final PushSender pushes;

  IqDispatch(
      Front front,
      IqServices services,
      Consequences consequences,
      Interests interests,
      LaterAnswers later,
      Supplier<CompletionStage<ArchiveHead>> archive,
      Supplier<CompletionStage<ArchiveHead>> lists,
      BiConsumer<OwnerDecision, Consumer<Optional<IndexState>>> decide,
      RequestedMessages requested,
      SessionSteps calls,
      PushSender pushes) {
    this.front = front;
    this.services = services;
    this.consequences = consequences;
    this.interests = interests;
    this.later = later;
    this.archive = archive;
    this.lists = lists;
    this.decide = decide;
    this.requested = requested;
    this.calls = calls;
    this.pushes = pushes;
  }

  /** One of the account's clients sends it. */
  void submitted(OpenSession session, Iq iq, Submission submission) {
    var to = iq.to();
    if (to == null || to.equals(front.bareJid())) {
      answerOwn(session, iq, IqService.Place.ACCOUNT, submission);
      return;
    }
    if (to.local() == null && front.router().isLocal(to.domain())) {
      answerOwn(session, iq, IqService.Place.SERVER, submission);
      return;
    }
    if (to.local() == null && front.router().servesRooms(to.domain())) {
      answerOwn(session, iq, IqService.Place.ROOMS, submission);
      return;
    }
    if (to.local() == null && front.router().servesPush(to.domain())) {
      answerOwn(session, iq, IqService.Place.PUSH, submission);
      return;
    }
    if (front.isBlocked(to)) {
      front.refuse(session, iq, BlockList.errorForOwner());
    } else if (front.isOwn(to)) {
      toOwnResource(session, iq, to);
    } else {
      front.router().route(iq);
      calls.sent(iq, session.fullJid(), to);
    }
    submission.settled();
  }

  /** One's own clients may ask each other anything. */
  private void toOwnResource(OpenSession session, Iq iq, Jid to) {
    var other = front.sessions().get(to);
    if (other != null) {
      other.send(iq.element(), true);
      calls.passedOn(iq, session.fullJid(), to);
    } else if (iq.isRequest()) {
      front.refuse(session, iq, StanzaError.serviceUnavailable());
    }
  }

  private void answerOwn(OpenSession session, Iq iq, IqService.Place place, Submission submission) {
    if (!iq.isRequest()) {
      interests.answered(session, iq); // nothing follows from the answer to a push
      submission.settled();
      return;
    }
    var request = request(iq, session.fullJid(), session);
    if (request == null) {
      submission.settled();
      return;
    }
    carryOut(
        services.answer(place, request),
        new Asker(iq, session, answer -> send(session, answer)),
        submission);
  }

  /** As if the client had asked for it, without an answer. */
  void onBehalf(OpenSession session, XmlElement payload) {
    var element =
        XmlElement.named("iq", Front.NAMESPACE)
            .attribute("type", "set")
            .attribute("id", "own")
            .attribute("from", session.fullJid().toString())
            .child(payload)
            .build();
    if (StanzaReader.read(element) instanceof StanzaReader.Read read
        && read.stanza() instanceof Iq iq) {
      var request = request(iq, session.fullJid(), session);
      if (request != null) {
        carryOut(
            services.answer(IqService.Place.ACCOUNT, request),
            new Asker(iq, session, answer -> {}),
            Submission.NONE);
      }
    }
  }

  private static void send(OpenSession session, XmlElement answer) {
    session.send(answer, true);
  }

  /** Somebody else sends it to the account or to one of its clients. */
  void arrived(Iq iq, Jid from, Jid to) {
    if (to.isFull()) {
      toResource(iq, from, to);
    } else if (!iq.isRequest()) {
      pushes.answered(iq);
    } else {
      var request = request(iq, from, null);
      if (request != null) {
        carryOut(
            services.answer(IqService.Place.ACCOUNT, request),
            new Asker(iq, null, front::route),
            Submission.NONE);
      }
    }
  }

  /** RFC 6121 sections 8.5.3.1 and 8.5.3.2.3. */
  private void toResource(Iq iq, Jid from, Jid to) {
    var session = front.sessions().get(to);
    if (!iq.isRequest()) {
      if (session != null) {
        session.send(iq.element(), true);
      }
    } else if (session == null || !maySee(session, from) || Forgeries.isPush(iq)) {
      front.refuse(iq, StanzaError.serviceUnavailable());
    } else {
      session.send(iq.element(), true);
      calls.passedOn(iq, from, to);
    }
  }

  private boolean maySee(OpenSession session, Jid from) {
    var directed = session.memory().directedPresences();
    return front.settings().requestsFromStrangers()
        || front.decided().sharesPresenceWith(from)
        || directed.contains(from)
        || directed.contains(from.bare())
        || isInRoomWith(from, directed);
  }

  /**
   * An occupant of a room that the session is in asks through the room (XEP-0045 6.6), or a
   * participant (XEP-0403 4.5).
   */
  private boolean isInRoomWith(Jid from, List<Jid> directed) {
    var room = ParticipantAddress.channelOf(from);
    return from.isFull()
        && (front.router().servesRooms(from.domain()) || front.router().isElsewhere(from.domain()))
        && directed.stream().anyMatch(address -> address.bare().equals(room));
  }

  private @Nullable IqRequest request(Iq iq, Jid asker, @Nullable OpenSession session) {
    var payload = iq.payload();
    if (payload.isEmpty()) {
      return null;
    }
    return new IqRequest(
        iq,
        payload.get(),
        asker,
        front.bareJid(),
        front.decided(),
        session == null
            ? null
            : new IqRequest.AskingSession(
                session.fullJid(),
                session.origin().userAgentId(),
                front.sessions().clients(),
                session.memory().knowsDelivery()),
        front.settings().requestsFromStrangers(),
        front.sessions().available().size(),
        LISTS.contains(payload.get().namespace()) ? lists : archive,
        front.clock().instant());
  }

  /** Who gets the answer, and how. */
  record Asker(Iq iq, @Nullable OpenSession session, Consumer<XmlElement> reply) {}

  private void carryOut(IqAnswer answer, Asker asker, Submission submission) {
    if (answer instanceof IqAnswer.Stored stored) {
      if (!stored.events().isEmpty() && front.account().isFull()) {
        refuse(asker, StanzaError.resourceConstraint());
        submission.settled();
        return;
      }
      front
          .account()
          .write(
              stored.events(),
              state -> {
                finish(stored.then().apply(state), asker);
                submission.settled();
              });
    } else if (answer instanceof IqAnswer.Decided decided) {
      decide(
          decided.decisions(),
          isDurable -> {
            if (isDurable) {
              finish(new IqAnswer.Result(decided.payload(), decided.consequences()), asker);
            } else {
              refuse(asker, StanzaError.internalServerError().withType(StanzaError.Type.WAIT));
            }
            submission.settled();
          });
    } else if (answer instanceof IqAnswer.Submitted submitted) {
      submit(submitted, asker, submission);
    } else if (answer instanceof IqAnswer.Later waits) {
      submission.awaitAnswer();
      if (!later.add(waits.begin(), reply -> finishLater(reply, asker, submission))) {
        refuse(asker, StanzaError.resourceConstraint());
        submission.settled();
      }
    } else {
      finish(answer, asker);
      submission.settled();
    }
  }

  private void submit(IqAnswer.Submitted submitted, Asker asker, Submission submission) {
    var session = asker.session();
    if (session == null) {
      throw new IllegalStateException("only an own client may have messages sent");
    }
    requested.submit(
        session,
        submission.number(),
        submitted,
        refusal -> {
          finish(refusal.map(IqAnswer::refused).orElseGet(IqAnswer::empty), asker);
          submission.settled();
        });
  }

  /** One after the other. */
  private void decide(List<? extends OwnerDecision> decisions, Consumer<Boolean> done) {
    if (decisions.isEmpty()) {
      done.accept(true);
      return;
    }
    var rest = decisions.subList(1, decisions.size());
    decide.accept(
        decisions.get(0),
        state -> {
          if (state.isPresent()) {
            decide(rest, done);
          } else {
            done.accept(false);
          }
        });
  }

  private void finishLater(IqAnswer.@Nullable Reply reply, Asker asker, Submission submission) {
    if (reply == null) {
      refuse(asker, StanzaError.internalServerError().withType(StanzaError.Type.WAIT));
      submission.settled();
      return;
    }
    var session = asker.session();
    if (session != null) {
      reply.before().forEach(xml -> session.send(xml, 0, true));
    }
    carryOut(reply.answer(), asker, submission);
  }

  private void finish(IqAnswer answer, Asker asker) {
    if (answer instanceof IqAnswer.Refused refused) {
      refuse(asker, refused.error());
    } else if (answer instanceof IqAnswer.Result result) {
      Runnable reply = () -> asker.reply().accept(asker.iq().result(result.payload()));
      if (!consequences.closes(result.consequences(), reply)) {
        reply.run();
        consequences.carryOut(result.consequences(), asker.session());
      }
    } else {
      throw new IllegalStateException("an answer that was to be final is not: " + answer);
    }
  }

  private static void refuse(Asker asker, StanzaError error) {
    error.bounce(asker.iq()).ifPresent(asker.reply());
  }
}

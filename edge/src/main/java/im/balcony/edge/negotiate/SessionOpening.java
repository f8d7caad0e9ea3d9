package im.balcony.edge.negotiate;

import akka.actor.typed.ActorRef;
import im.balcony.actors.session.ClientSessions;
import im.balcony.actors.session.LocalCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMove;
import im.balcony.actors.session.SessionStart;
import im.balcony.actors.session.SessionWelcome;
import im.balcony.actors.session.SessionWishes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The last step of a negotiation: a new session (RFC 6120 7), or an earlier one (XEP-0198 5). */
final class SessionOpening {
  private static final long SESSION_SECONDS_MAX = 5;

  private final ClientServices services;
  private final ClientLine line;

  SessionOpening(ClientServices services, ClientLine line) {
    this.services = services;
    this.line = line;
  }

  /** Begins a session; its User may still refuse it. */
  void begin(Jid fullJid, SessionWishes wishes, SessionWelcome welcome) {
    var bridge = line.newBridge();
    var started = new CompletableFuture<ActorRef<SessionCommand>>();
    var start =
        new SessionStart(
            SessionId.random(),
            fullJid,
            welcome,
            wishes,
            bridge,
            services.users(),
            services.resumable(),
            services.sessionLimits());
    services.sessions().tell(new ClientSessions.Start(start, started));
    line.await(
        started.orTimeout(SESSION_SECONDS_MAX, TimeUnit.SECONDS),
        (session, problem) -> {
          if (session == null) {
            line.fail(StreamErrorCondition.RESOURCE_CONSTRAINT, null);
          } else {
            line.handOver(bridge, session);
          }
        });
  }

  /**
   * Goes on with an earlier session.
   *
   * @param resumed what is sent for {@code <resumed/>}
   * @param lapsed takes the answer when the session cannot go on
   */
  void resume(
      StreamManagement.Resume resume,
      Jid account,
      Function<StreamManagement.Resumed, XmlElement> resumed,
      Consumer<StreamManagement.Failed> lapsed) {
    var id = new SessionId(resume.previousId());
    var here = services.resumable().find(id, account);
    if (here.isPresent()) {
      goOn(here.get(), resume, account, resumed, lapsed);
      return;
    }
    // At another edge, perhaps: its User knows.
    var found = new CompletableFuture<Optional<ActorRef<SessionCommand>>>();
    services.arrivals().tell(new SessionMove.Fetch(id, account, found));
    line.await(
        found.completeOnTimeout(Optional.empty(), SESSION_SECONDS_MAX, TimeUnit.SECONDS),
        (session, problem) -> {
          if (session != null && session.isPresent()) {
            goOn(session.get(), resume, account, resumed, lapsed);
          } else {
            services.metrics().resumption(false);
            lapsed.accept(lapsed(id, account));
          }
        });
  }

  private void goOn(
      ActorRef<SessionCommand> session,
      StreamManagement.Resume resume,
      Jid account,
      Function<StreamManagement.Resumed, XmlElement> resumed,
      Consumer<StreamManagement.Failed> lapsed) {
    var bridge = line.newBridge();
    bridge.join(session);
    var taken = new CompletableFuture<Boolean>();
    session.tell(new LocalCommand.Resume(account, bridge, resume.handled(), resumed, taken));
    taken.completeOnTimeout(false, SESSION_SECONDS_MAX, TimeUnit.SECONDS);
    line.await(
        taken,
        (isTaken, problem) -> {
          services.metrics().resumption(isTaken != null && isTaken);
          if (isTaken != null && isTaken) {
            line.handOver(bridge, session);
          } else {
            lapsed.accept(lapsed(new SessionId(resume.previousId()), account));
          }
        });
  }

  private StreamManagement.Failed lapsed(SessionId id, Jid account) {
    var h = services.resumable().lapsedCount(id, account).orElse(null);
    return new StreamManagement.Failed(StanzaError.Condition.ITEM_NOT_FOUND.elementName(), h);
  }
}

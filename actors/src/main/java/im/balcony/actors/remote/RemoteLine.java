package im.balcony.actors.remote;

import akka.actor.typed.ActorRef;
import im.balcony.actors.routing.RemoteGate;
import im.balcony.actors.routing.RemoteGates;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way to one address of another server: what is sent goes in order, each has one outcome. */
final class RemoteLine {

  private record UnderWay(long sinceNanos, Consumer<@Nullable StanzaError> outcome) {}

  private final Jid bareJid;
  private final RemoteGates gates;
  private final RemoteSettings settings;
  private final ActorRef<RemoteGate.Passed> answers;
  private final Map<Long, UnderWay> underWay = new LinkedHashMap<>();
  private long lastTicket;

  RemoteLine(
      Jid bareJid,
      RemoteGates gates,
      RemoteSettings settings,
      ActorRef<RemoteGate.Passed> answers) {
    this.bareJid = bareJid;
    this.gates = gates;
    this.settings = settings;
    this.answers = answers;
  }

  /**
   * Sends it, or says at once why not.
   *
   * @param outcome gets why it was not sent, null when it was
   */
  void send(Stanza stanza, Consumer<@Nullable StanzaError> outcome) {
    var gate = gates.to(bareJid);
    if (underWay.size() >= settings.underWayMax()) {
      outcome.accept(StanzaError.resourceConstraint());
    } else if (gate.isEmpty()) {
      outcome.accept(StanzaError.remoteServerTimeout());
    } else {
      var ticket = ++lastTicket;
      underWay.put(ticket, new UnderWay(System.nanoTime(), outcome));
      gate.get().tell(new RemoteGate.Pass(stanza, ticket, answers));
    }
  }

  void onPassed(RemoteGate.Passed passed) {
    var sent = underWay.remove(passed.ticket());
    if (sent != null) {
      sent.outcome().accept(passed.refusal());
    }
  }

  /** The node of a gate is gone, say: nobody knows whether those were written. */
  void giveUpOverdue() {
    var before = System.nanoTime() - settings.answerMax().toNanos();
    var overdue = new ArrayList<Long>();
    underWay.forEach(
        (ticket, sent) -> {
          if (sent.sinceNanos() - before < 0) {
            overdue.add(ticket);
          }
        });
    for (var ticket : overdue) {
      onPassed(new RemoteGate.Passed(ticket, StanzaError.remoteServerTimeout()));
    }
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }
}

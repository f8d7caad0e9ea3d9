package im.balcony.actors.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proposals (XEP-0353) that waited for a client together with the end of their call: it would ring
 * for the moment between both. The end goes to it, and the record of the call.
 */
final class EndedCalls {
  /** A call between two accounts, whoever speaks of it. */
  private record Call(Set<String> accounts, String sessionId) {}

  private final Set<Call> ended = new HashSet<>();

  private EndedCalls() {}

  /**
   * Those of what waits that would ring late.
   *
   * @param waiting in the order in which the client would get it
   * @return by identity
   */
  static Set<Delivery> proposals(Collection<Delivery> waiting) {
    var late = Collections.<Delivery>newSetFromMap(new IdentityHashMap<>());
    var calls = new EndedCalls();
    var newestFirst = new ArrayList<>(waiting);
    Collections.reverse(newestFirst);
    for (var delivery : newestFirst) {
      if (mayBeOfCall(delivery) && calls.isLate(delivery)) {
        late.add(delivery);
      }
    }
    return late;
  }

  /** Most of what waits is not parsed for this. */
  private static boolean mayBeOfCall(Delivery delivery) {
    var text = new String(delivery.xml(), ISO_8859_1);
    return text.contains(CallSignal.NAMESPACE) || text.contains(CallRecord.NAMESPACE);
  }

  private boolean isLate(Delivery delivery) {
    var element = StoredXml.read(delivery.xml());
    var byOwnDevice = Carbons.copied(Carbons.Direction.SENT, element);
    var told =
        byOwnDevice.or(() -> Carbons.copied(Carbons.Direction.RECEIVED, element)).orElse(element);
    var proposal = CallSignal.proposal(told);
    if (proposal.isPresent()) {
      return byOwnDevice.isEmpty()
          && call(told, proposal.get().sessionId()).filter(ended::contains).isPresent();
    }
    CallSignal.in(told)
        .filter(step -> step.step().endsRinging())
        .map(CallSignal::sessionId)
        .or(() -> CallRecord.in(told).map(CallRecord::sessionId))
        .flatMap(sessionId -> call(told, sessionId))
        .ifPresent(ended::add);
    return false;
  }

  private static Optional<Call> call(XmlElement told, String sessionId) {
    if (StanzaReader.read(told) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message
        && message.from() != null
        && message.to() != null) {
      var accounts = List.of(message.from().bare().toString(), message.to().bare().toString());
      return Optional.of(new Call(Set.copyOf(accounts), sessionId));
    }
    return Optional.empty();
  }
}

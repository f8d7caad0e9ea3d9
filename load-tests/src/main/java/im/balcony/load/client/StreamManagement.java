package im.balcony.load.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both counters of XEP-0198 section 4 and what the server has not acknowledged, oldest first. */
final class StreamManagement {
  private static final long COUNTER_MASK = 0xFFFF_FFFFL;

  private final ArrayDeque<Stanza> unacknowledged = new ArrayDeque<>();
  private long acknowledged;
  private long handled;
  private @Nullable String resumptionId;

  /**
   * A stanza on its way.
   *
   * @param message set if it is a message that has to arrive, whatever becomes of the stream
   */
  record Stanza(String xml, @Nullable OutgoingMessage message) {}

  /** A new managed stream starts from zero; the messages that the old one left over come back. */
  List<OutgoingMessage> start() {
    var left = new ArrayList<OutgoingMessage>();
    for (var stanza : unacknowledged) {
      if (stanza.message() != null) {
        left.add(stanza.message());
      }
    }
    unacknowledged.clear();
    acknowledged = 0;
    handled = 0;
    resumptionId = null;
    return left;
  }

  void enabled(@Nullable String id) {
    resumptionId = id;
    handled = 0;
  }

  @Nullable String resumptionId() {
    return resumptionId;
  }

  void forgetResumption() {
    resumptionId = null;
  }

  void sent(Stanza stanza) {
    unacknowledged.add(stanza);
  }

  void received() {
    handled = (handled + 1) & COUNTER_MASK;
  }

  long handled() {
    return handled;
  }

  int unacknowledgedCount() {
    return unacknowledged.size();
  }

  /** What is to be written again after a resumption, in order. */
  List<Stanza> unacknowledged() {
    return List.copyOf(unacknowledged);
  }

  /**
   * The server has handled {@code h} stanzas.
   *
   * @return the messages among those that are new, or null if the server claims more than was sent
   */
  @Nullable List<OutgoingMessage> acknowledge(long h) {
    var newly = (h - acknowledged) & COUNTER_MASK;
    if (newly > unacknowledged.size()) {
      return null;
    }
    var messages = new ArrayList<OutgoingMessage>();
    for (var n = 0; n < newly; n++) {
      var message = unacknowledged.remove().message();
      if (message != null) {
        messages.add(message);
      }
    }
    acknowledged = h;
    return messages;
  }
}

package im.balcony.actors.session;

import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.csi.Deferrable;
import im.balcony.protocol.xml.StoredXml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits for a client whose user looks elsewhere (XEP-0352): stanzas that are not urgent, the
 * newest of each kind and sender, in the order in which they came. They are not written yet, so
 * nothing counts them.
 */
final class HeldStanzas {
  private final Map<String, Delivery> held = new LinkedHashMap<>(2);
  private final int stanzasMax;
  private final int bytesMax;
  private int bytes;

  /**
   * @param stanzasMax beyond it all of them go out; 0 for holding nothing
   * @param bytesMax likewise
   */
  HeldStanzas(int stanzasMax, int bytesMax) {
    this.stanzasMax = stanzasMax;
    this.bytesMax = bytesMax;
  }

  /** Keeps the stanza back, in place of an earlier one; false for one that is urgent. */
  boolean hold(Delivery delivery) {
    var key = delivery.urgent() ? Optional.<Deferrable>empty() : deferrable(delivery);
    if (key.isEmpty()) {
      return false;
    }
    var before = held.remove(key.get().key());
    bytes -= before == null ? 0 : before.xml().length;
    held.put(key.get().key(), delivery);
    bytes += delivery.xml().length;
    return true;
  }

  private static Optional<Deferrable> deferrable(Delivery delivery) {
    return StanzaReader.read(StoredXml.read(delivery.xml())) instanceof StanzaReader.Read read
        ? Deferrable.of(read.stanza())
        : Optional.empty();
  }

  int bytes() {
    return bytes;
  }

  boolean isFull() {
    return held.size() > stanzasMax || bytes > bytesMax;
  }

  /** All that waited, in order; nothing waits any more. */
  List<Delivery> release() {
    var all = List.copyOf(held.values());
    held.clear();
    bytes = 0;
    return all;
  }
}

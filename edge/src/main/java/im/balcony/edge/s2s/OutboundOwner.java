package im.balcony.edge.s2s;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dialback.Dialback;

/** Who has a stream opened; told on the event loop. */
interface OutboundOwner {
  /** Our domain is proved: stanzas may be sent. */
  default void ready(Carrier stream) {}

  /** What the other server says of the key. */
  default void answered(Dialback answer) {}

  /** So many stanzas of this stream were taken over, modulo 2^32 (XEP-0198 4). */
  default void acknowledged(long handled) {}

  /** More may be written. */
  default void writable() {}

  /** The last that is said, and said once: why there is no stream, or none any more. */
  void ended(StanzaError why);
}

package im.balcony.edge.s2s;

import im.balcony.edge.codec.StanzaBatch;
import im.balcony.protocol.stanza.StanzaError;
import io.netty.channel.ChannelFuture;

/** A stream on which stanzas of one pair of domains may be sent, whoever has opened it. */
interface Carrier {
  /** Whether stanzas are acknowledged here (XEP-0198). */
  boolean isManaged();

  boolean isWritable();

  /** Stanzas of the pair. */
  ChannelFuture write(StanzaBatch batch);

  void askForCount();

  /** Nothing was sent for long, and nothing waits. */
  void idle();

  /** Something is wrong with it. */
  void close(StanzaError why);
}

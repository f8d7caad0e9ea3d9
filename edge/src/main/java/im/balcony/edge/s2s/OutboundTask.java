package im.balcony.edge.s2s;

import im.balcony.protocol.xep.dialback.Dialback;
import org.jspecify.annotations.Nullable;

/**
 * What a stream to another server is opened for.
 *
 * @param question about a key, which is all that the stream is for; null for one that carries
 *     stanzas
 */
record OutboundTask(String ours, String theirs, @Nullable Dialback question) {
  static OutboundTask carry(Pair pair) {
    return new OutboundTask(pair.from(), pair.to(), null);
  }

  static OutboundTask ask(Dialback question) {
    return new OutboundTask(question.from(), question.to(), question);
  }
}

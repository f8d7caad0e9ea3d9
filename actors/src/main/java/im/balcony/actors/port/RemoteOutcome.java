package im.balcony.actors.port;

import im.balcony.protocol.stanza.StanzaError;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stanza for another server.
 *
 * @param refusal why it was certainly not given to the other server (RFC 6120 section 10.4); null
 *     when it was written to the socket or, where the stream has XEP-0198, acknowledged
 */
public record RemoteOutcome(@Nullable StanzaError refusal) {
  public static final RemoteOutcome SENT = new RemoteOutcome(null);

  public boolean isSent() {
    return refusal == null;
  }
}

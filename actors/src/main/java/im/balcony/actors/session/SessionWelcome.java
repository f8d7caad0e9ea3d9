package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client is told once its session has begun; the way it asked decides. */
@FunctionalInterface
public interface SessionWelcome {

  /**
   * A session that has begun.
   *
   * @param enabled Stream Management was asked for from the start; null when it was not
   * @param archive the ends of the archive when it began; null when they were not asked for, or
   *     cannot be read now
   */
  record Begun(
      Jid fullJid, StreamManagement.@Nullable Enabled enabled, @Nullable MamMetadata archive) {}

  /** The elements for the client, in order; they go before its first stanza. */
  List<XmlElement> of(Begun session);

  /** The answer to a request to bind by RFC 6120 section 7. */
  static SessionWelcome toBind(String iqId) {
    return session -> List.of(Nonzas.bound(iqId, session.fullJid()));
  }
}

package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
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

  /**
   * What a client is told whose session was one too many: the stream is closed behind it. Empty
   * where the stream error says it.
   */
  default Optional<XmlElement> oneTooMany() {
    return Optional.empty();
  }

  /** The answer to a request to bind by RFC 6120 section 7. */
  static SessionWelcome toBind(String iqId) {
    return new BindAnswer(iqId);
  }
}

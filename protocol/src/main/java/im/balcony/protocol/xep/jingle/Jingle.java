package im.balcony.protocol.xep.jingle;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server reads of a Jingle stanza. Contents, transports and candidates are for the devices:
 * they pass unread, and nothing of them is kept.
 *
 * @param sessionId as the initiator made it (section 7.1); not empty
 * @param media of the contents, in the order of their names; empty when no description tells any
 * @param sources of RTP that the contents name, at most {@link MediaSources#SOURCES_MAX}
 * @param reason null when none is given that is known
 * @param ringing whether a session-info tells that the device rings (XEP-0167 section 8)
 */
@Xep(number = 166, name = "Jingle", version = "1.1.2")
public record Jingle(
    JingleAction action,
    String sessionId,
    Set<CallMedia> media,
    List<Long> sources,
    @Nullable JingleReason reason,
    boolean ringing) {
  public static final String NAMESPACE = "urn:xmpp:jingle:1";

  public Jingle {
    media = Set.copyOf(media);
    sources = List.copyOf(sources);
  }

  /** Empty when the payload is no Jingle, or lacks an action that is known or a session. */
  public static Optional<Jingle> read(XmlElement payload) {
    if (!payload.is("jingle", NAMESPACE)) {
      return Optional.empty();
    }
    var sid = payload.attribute("sid");
    return JingleAction.of(payload.attribute("action"))
        .filter(action -> sid != null && !sid.isEmpty())
        .map(
            action ->
                new Jingle(
                    action,
                    String.valueOf(sid),
                    CallMedia.described(contents(payload)),
                    MediaSources.described(contents(payload)),
                    JingleReason.in(payload).orElse(null),
                    action == JingleAction.SESSION_INFO
                        && payload.child("ringing", CallMedia.INFO_NAMESPACE).isPresent()));
  }

  private static Stream<XmlElement> contents(XmlElement jingle) {
    return jingle.children("content", NAMESPACE).stream()
        .flatMap(content -> content.elements().stream());
  }
}

package im.balcony.protocol.xep.cdr;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xep.jingle.MediaSources;
import im.balcony.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call, as both parties keep it: a headline in their archives. Published in a talk
 * only ("Mobile XMPP and VoIP", PROTOCOLS D.3); reasons have the names of XEP-0166 7.4.
 *
 * @param sessionId of the Jingle session, 1 to 256 characters
 * @param initiator full JID of the device that called
 * @param responder full JID of the device that answered or refused; the bare JID when none did
 * @param answered whether both could talk
 * @param rang whether a device of the responder rang
 * @param durationSeconds from the answer to the end, 0 when nobody answered; at most 2^32 - 1
 * @param media each once, in the order of their names; a further value of ours
 * @param sources the RTP sources that both devices named (XEP-0339), the initiator's first, each
 *     once
 */
public record CallRecord(
    String sessionId,
    Jid initiator,
    Jid responder,
    boolean answered,
    boolean rang,
    JingleReason reason,
    long durationSeconds,
    List<CallMedia> media,
    List<Long> sources) {
  public static final String NAMESPACE = "urn:xmpp:cdr:0";

  private static final String NAME = "cdr";
  private static final String MEDIA = "media";
  private static final String SOURCE = "ssrc";
  private static final long DURATION_SECONDS_MAX = 0xffff_ffffL;

  public CallRecord {
    if (sessionId.isEmpty()) {
      throw new IllegalArgumentException("a session id is needed");
    }
    if (durationSeconds < 0 || durationSeconds > DURATION_SECONDS_MAX) {
      throw new IllegalArgumentException("not a duration: " + durationSeconds);
    }
    media = media.stream().sorted().distinct().toList();
    sources = List.copyOf(sources);
  }

  /**
   * Whether the responder has still to learn of it: nobody answered, and no device refused it or
   * gave way to another call (XEP-0353 4.1).
   */
  public boolean isMissed() {
    return !answered
        && responder.isBare()
        && reason != JingleReason.DECLINE
        && reason != JingleReason.EXPIRED;
  }

  public static boolean isIn(XmlElement message) {
    return message.child(NAME, NAMESPACE).isPresent();
  }

  /** Empty when the message holds none, or one that lacks what is needed. */
  public static Optional<CallRecord> in(XmlElement message) {
    return message.child(NAME, NAMESPACE).flatMap(CallRecord::read);
  }

  private static Optional<CallRecord> read(XmlElement element) {
    var sid = element.attribute("sid");
    var initiator = address(element.attribute("initiator"));
    var responder = address(element.attribute("responder"));
    var answered = SchemaValues.booleanOf(element.attribute("answer"));
    var rang = SchemaValues.booleanOf(element.attribute("ring"));
    var reason = JingleReason.named(element.attribute("termination-reason"));
    var duration = SchemaValues.unsignedIntOf(element.attribute("duration"));
    if (sid == null
        || sid.isEmpty()
        || initiator.isEmpty()
        || responder.isEmpty()
        || answered.isEmpty()
        || rang.isEmpty()
        || reason.isEmpty()
        || duration.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CallRecord(
            sid,
            initiator.get(),
            responder.get(),
            answered.get(),
            rang.get(),
            reason.get(),
            duration.getAsLong(),
            media(element.children(MEDIA, NAMESPACE)),
            sources(element.children(SOURCE, NAMESPACE))));
  }

  private static Optional<Jid> address(@Nullable String text) {
    return text == null ? Optional.empty() : Jid.tryParse(text);
  }

  private static List<CallMedia> media(Collection<XmlElement> children) {
    return children.stream().flatMap(child -> CallMedia.of(child.text()).stream()).toList();
  }

  private static List<Long> sources(Collection<XmlElement> children) {
    return children.stream()
        .flatMapToLong(child -> MediaSources.number(child.text()).stream())
        .boxed()
        .toList();
  }

  public XmlElement toElement() {
    var element =
        XmlElement.named(NAME, NAMESPACE)
            .attribute("sid", sessionId)
            .attribute("initiator", initiator.toString())
            .attribute("responder", responder.toString())
            .attribute("answer", Boolean.toString(answered))
            .attribute("ring", Boolean.toString(rang))
            .attribute("termination-reason", reason.elementName())
            .attribute("duration", Long.toString(durationSeconds));
    sources.forEach(
        each -> element.child(XmlElement.named(SOURCE, NAMESPACE).text("" + each).build()));
    media.forEach(
        each -> element.child(XmlElement.named(MEDIA, NAMESPACE).text(each.value()).build()));
    return element.build();
  }
}

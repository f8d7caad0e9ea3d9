package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * A client has its account join a channel, or leave it.
 *
 * @param request what the channel is asked, as the client wrote it
 */
@Xep(
    number = 405,
    name = "Mediated Information eXchange (MIX): Participant Server Requirements",
    version = "0.5.3")
public record MixPam(Jid channel, XmlElement request) {
  public static final String NAMESPACE = "urn:xmpp:mix:pam:2";
  public static final String JOIN = "client-join";
  public static final String LEAVE = "client-leave";

  /** What stands in a roster (section 2.10). */
  public static final String ROSTER = "urn:xmpp:mix:roster:0";

  /** Empty when the channel or the request to it is missing or of another kind. */
  public static Optional<MixPam> read(XmlElement payload) {
    var channel =
        Jid.tryParse(payload.attribute("channel"))
            .filter(jid -> jid.isBare() && jid.local() != null);
    var wanted = payload.name().equals(JOIN) ? "join" : "leave";
    return channel.flatMap(
        jid ->
            payload.elements().stream()
                .filter(child -> child.name().equals(wanted) && isOfMix(child))
                .findFirst()
                .map(request -> new MixPam(jid, request)));
  }

  /** XEP-0404 and XEP-0407 write a join in their own namespaces. */
  private static boolean isOfMix(XmlElement request) {
    return request.namespace().equals(Mix.NAMESPACE)
        || request.namespace().equals(MixAnon.NAMESPACE)
        || request.namespace().equals(MixMisc.NAMESPACE);
  }

  /** The channel's answer, for the client. */
  public static XmlElement answered(String name, XmlElement answer) {
    return XmlElement.named(name, NAMESPACE).child(answer).build();
  }

  /** Whether whoever asks for the roster wants to know which contacts are channels. */
  public static boolean isAnnotated(XmlElement rosterQuery) {
    return rosterQuery.child("annotate", ROSTER).isPresent();
  }

  /** What marks a contact as a channel. */
  public static XmlElement channelMark(String participantId) {
    return XmlElement.named("channel", ROSTER).attribute("participant-id", participantId).build();
  }
}

package im.balcony.actors.user.front;

import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.user.push.PushedCall;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.callinvites.CallInvite;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.jmi.CallStep;
import im.balcony.protocol.xep.mentions.Mentions;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** What a message of a conversation is for devices that sleep. */
final class PushCause {
  private PushCause() {}

  /** The call that it asks the devices of its recipient to ring for. */
  static Optional<PushedCall.Id> begun(ConversationEntry entry, XmlElement message) {
    var peer = entry.from().bare().toString();
    var signal = CallSignal.proposal(message);
    if (signal.isPresent()) {
      return signal.map(found -> new PushedCall.Id(peer, found.sessionId()));
    }
    return CallInvite.in(message)
        .filter(call -> call.step() == CallInvite.Step.INVITE)
        .map(call -> new PushedCall.Id(peer, inviteId(message)));
  }

  /** XEP-0482 section 3: the origin-id if there is one, else the id. */
  private static String inviteId(XmlElement message) {
    var id = message.attribute("id");
    return StanzaIds.originId(message).orElse(id == null ? "" : id);
  }

  /**
   * The call for which nobody has to ring after it.
   *
   * @param peer the other side of the conversation, bare
   */
  static Optional<PushedCall.Id> ended(ConversationEntry entry, Jid peer) {
    var message = StoredXml.read(entry.xml());
    var signal = CallSignal.in(message).filter(found -> found.step().endsRinging());
    if (signal.isPresent()) {
      return signal.map(found -> new PushedCall.Id(peer.toString(), found.sessionId()));
    }
    return CallInvite.in(message)
        .filter(call -> call.step() != CallInvite.Step.INVITE)
        .map(call -> new PushedCall.Id(peer.toString(), call.inviteId()));
  }

  /** Whether it is the element of a proposal or an invitation. */
  static boolean beginsCall(XmlElement element) {
    return element.is(CallStep.PROPOSE.elementName(), CallSignal.NAMESPACE)
        || element.is("invite", CallInvite.NAMESPACE);
  }

  /** Whether it is something to read, whatever is counted. */
  static boolean isContent(ConversationEntry entry) {
    return StanzaReader.read(StoredXml.read(entry.xml())) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message
        && MessageEffect.of(message).kind() == MessageEffect.Kind.CONTENT;
  }

  /** Whether it speaks of this account (XEP-0372, XEP-0513). */
  static boolean mentions(XmlElement message, Jid account) {
    return Mentions.in(message).addresses().contains(account);
  }
}

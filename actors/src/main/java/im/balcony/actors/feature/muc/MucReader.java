package im.balcony.actors.feature.muc;

import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.mix.MixMisc;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xep.muc.Membership;
import im.balcony.protocol.xep.muc.MucJoin;
import im.balcony.protocol.xep.muc.VoiceRequest;
import im.balcony.protocol.xep.retraction.Retraction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a client sends to a room, or to an occupant of it. */
public final class MucReader {
  private MucReader() {}

  /**
   * What this stanza means to the room that its address names.
   *
   * @param stanza with an address that has a local part
   */
  public static MucAction read(Stanza stanza) {
    var to = stanza.to();
    if (to == null || (stanza.isError() && !(stanza instanceof Iq))) {
      return new MucAction.Nothing();
    }
    if (stanza instanceof Presence presence) {
      return presence(presence, to.resource());
    } else if (stanza instanceof Message message) {
      return message(message, to.resource());
    }
    return iq((Iq) stanza, to.resource());
  }

  private static MucAction presence(Presence presence, @Nullable String nick) {
    return switch (presence.type()) {
      case UNAVAILABLE -> new MucAction.Exit(presence);
      case AVAILABLE -> available(presence, nick);
      // section 7.2: rooms take no subscriptions, and nobody is told of a probe
      case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED, PROBE, ERROR ->
          new MucAction.Nothing();
    };
  }

  /** Section 7.2.1: without a nickname the address is malformed for who is no participant. */
  private static MucAction available(Presence presence, @Nullable String nick) {
    if (nick == null) {
      return new MucAction.Appear(presence);
    }
    return MucJoin.in(presence.element())
        .<MucAction>map(join -> new MucAction.Enter(nick, join, presence))
        .orElseGet(() -> new MucAction.Update(nick, presence));
  }

  private static MucAction message(Message message, @Nullable String nick) {
    var toAll = message.type() == Message.Type.GROUPCHAT;
    if (nick == null && MixMisc.retractedId(message.element()).isPresent()) {
      return retraction(message);
    }
    if (nick != null) {
      // section 7.5: what is for one must not look as if it were for all
      return toAll
          ? new MucAction.Refused(StanzaError.badRequest())
          : new MucAction.Whisper(nick, message);
    }
    if (!toAll) {
      return toRoom(message);
    }
    return isSubject(message) ? new MucAction.SetSubject(message) : new MucAction.Say(message);
  }

  /** XEP-0407 section 4, where it needs not say that it is for all. */
  private static MucAction retraction(Message message) {
    var element = message.element();
    if (element.child("body", element.namespace()).isPresent()
        && Retraction.retractedId(element).isEmpty()) {
      return new MucAction.Refused(StanzaError.badRequest());
    }
    var toAll = element.withAttribute("type", Message.Type.GROUPCHAT.value());
    return new MucAction.Say(
        new Message(
            MixMisc.inBothWords(toAll),
            Message.Type.GROUPCHAT,
            message.from(),
            message.to(),
            message.id()));
  }

  /** What is for the room itself, and for nobody in it. */
  private static MucAction toRoom(Message message) {
    if (Invitation.isIn(message.element())) {
      return new MucAction.Invite(Invitation.sent(message.element()), message);
    }
    return DataForm.in(message.element())
        .flatMap(form -> submitted(form, message))
        .orElseGet(() -> new MucAction.Refused(StanzaError.serviceUnavailable()));
  }

  private static Optional<MucAction> submitted(DataForm form, Message message) {
    return VoiceRequest.read(form)
        .<MucAction>map(request -> new MucAction.SubmitVoice(request, message))
        .or(
            () ->
                Membership.decision(form)
                    .map(decision -> new MucAction.DecideMembership(decision, message)));
  }

  /** Section 8.1: a subject and neither body nor thread. */
  private static boolean isSubject(Message message) {
    var namespace = message.element().namespace();
    return message.element().child("subject", namespace).isPresent()
        && message.element().child("body", namespace).isEmpty()
        && message.element().child("thread", namespace).isEmpty();
  }

  private static MucAction iq(Iq iq, @Nullable String nick) {
    if (nick == null) {
      return iq.isRequest() ? new MucAction.AskRoom(iq) : new MucAction.Nothing();
    }
    return iq.isRequest() ? new MucAction.AskOccupant(nick, iq) : new MucAction.Answer(iq);
  }
}

package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixRequest;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.List;
import java.util.Map;

/**
 * What accounts, and the service, ask of the room as a channel: to take part in it, to make it and
 * to end it (XEP-0369 sections 7.1 and 7.3). An answer may be lost, so the same is asked again.
 */
final class Channel {
  private final Hall hall;
  private final Exits exits;
  private final Participants participants;

  Channel(Hall hall, Exits exits, Participants participants) {
    this.hall = hall;
    this.exits = exits;
    this.participants = participants;
  }

  /** Whether this makes a room that is not there. */
  static boolean makesRoom(RoomCommand.AskAsAccount ask) {
    return MixRequest.read(ask.request()).orElse(null) instanceof MixRequest.Create;
  }

  void asked(RoomCommand.AskAsAccount ask) {
    var account = ask.account();
    var request = MixRequest.read(ask.request()).orElse(null);
    if (request instanceof MixRequest.Create) {
      create(ask);
    } else if (!hall.isThere() || isHidden(account)) {
      refuse(ask, StanzaError.itemNotFound());
    } else if (request instanceof MixRequest.Join join) {
      participants
          .join(account, join, answer -> ask.replyTo().tell(ChannelAnswer.result(answer)))
          .ifPresent(refusal -> refuse(ask, refusal));
    } else if (request instanceof MixRequest.Leave) {
      participants.leave(
          account, account, () -> ask.replyTo().tell(ChannelAnswer.result(Mix.left())));
    } else if (!(request instanceof MixRequest.Destroy)) {
      refuse(ask, StanzaError.badRequest());
    } else if (hall.affiliationOf(account) == Affiliation.OWNER) {
      exits.destroy(account, null, () -> ask.replyTo().tell(ChannelAnswer.result(null)));
    } else {
      refuse(ask, StanzaError.forbidden());
    }
  }

  private boolean isHidden(Jid account) {
    return hall.room().phase() == RoomState.Phase.LOCKED
        && hall.affiliationOf(account) != Affiliation.OWNER;
  }

  /** Section 7.3.2; its owner asks again as long as nobody has done anything with it. */
  private void create(RoomCommand.AskAsAccount ask) {
    var account = ask.account();
    var answer = ChannelAnswer.result(Mix.created(String.valueOf(hall.address().local())));
    var untouched = hall.room().version() == 2 && hall.affiliationOf(account) == Affiliation.OWNER;
    if (hall.isThere() && untouched) {
      hall.inTurn(() -> ask.replyTo().tell(answer));
    } else if (hall.isThere()) {
      refuse(ask, StanzaError.conflict());
    } else {
      var by = account.toString();
      var config = channelConfig(hall.settings().usual()).keys();
      hall.writer()
          .write(
              List.of(
                  new RoomEvent.RoomCreated(by, hall.ports().secrets().get(), config, hall.now()),
                  new RoomEvent.RoomConfigured(config, by, hall.now())),
              List.of(),
              () -> ask.replyTo().tell(answer));
    }
  }

  /** There is no temporary channel (section 7.3.4), and addresses are seen unless hidden. */
  private static RoomConfig channelConfig(RoomConfig usual) {
    return usual.with(Map.of(RoomOption.PERSISTENT.key(), "1", RoomOption.WHOIS.key(), "anyone"));
  }

  private void refuse(RoomCommand.AskAsAccount ask, StanzaError error) {
    hall.inTurn(() -> ask.replyTo().tell(ChannelAnswer.refused(error)));
  }
}

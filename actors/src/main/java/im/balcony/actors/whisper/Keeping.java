package im.balcony.actors.whisper;

import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.Whisper;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Outboxes;
import im.balcony.actors.user.messages.Submitter;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.mam.ArchivePolicy;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Private messages on their way into the archive of one account each. */
final class Keeping {
  private final Submitter side;
  private final WhisperPorts ports;
  private final Outboxes outboxes;
  private final SessionId session = SessionId.random();
  private final Set<String> open = new HashSet<>();
  private final Map<Long, Whisper> submitted = new HashMap<>();
  private long lastNumber;

  Keeping(Submitter side, WhisperPorts ports, Outboxes outboxes) {
    this.side = side;
    this.ports = ports;
    this.outboxes = outboxes;
  }

  /** The room is told when it is kept; it may give it again before. */
  void begin(Whisper whisper) {
    if (open.contains(keyOf(whisper))) {
      return;
    }
    if (ports.router().isElsewhere(whisper.account().domain())) {
      if (!whisper.sent()) {
        whisper.messages().forEach(ports.router()::route);
      }
      tell(whisper, null);
    } else if (outboxes.isFull()) {
      tell(whisper, StanzaError.resourceConstraint().withType(StanzaError.Type.WAIT));
    } else if (whisper.sent() && !ArchivePolicy.isArchived(whisper.kept())) {
      tell(whisper, null);
    } else {
      open.add(keyOf(whisper));
      submit(whisper);
    }
  }

  private static String keyOf(Whisper whisper) {
    return (whisper.sent() ? "from " : "to ") + whisper.key();
  }

  private void submit(Whisper whisper) {
    submitted.put(lastNumber + 1, whisper);
    submit(whisper, whisper.kept(), ArchivePolicy.isArchived(whisper.kept()));
    for (var other : whisper.messages().subList(1, whisper.messages().size())) {
      submit(whisper, other, false);
    }
  }

  /** Nothing in a list of conversations depends on it: there the room's name is the room's. */
  private void submit(Whisper whisper, Message message, boolean stored) {
    var isCopied = whisper.sent() && CarbonRules.isEligible(message, Carbons.Direction.SENT);
    outboxes.add(
        ConversationId.of(side.bareJid(), whisper.account()),
        new ConversationCommand.Item(
            whisper.sent() ? whisper.session() : session,
            ++lastNumber,
            keyOf(whisper),
            Objects.requireNonNull(message.from(), "set by the room, or a User"),
            Objects.requireNonNull(message.to(), "set by the room, or a client"),
            message.type().value(),
            stored,
            isCopied,
            MessageEffect.NONE,
            null,
            null,
            message.element().toBytes()));
  }

  /** What it has sent is in the archive, or has passed. */
  void entered(UserCommand.PassEntries command) {
    var upTo = 0L;
    for (var entry : command.entries()) {
      answered(command.conversation(), entry.session(), entry.number(), null);
      upTo = Math.max(upTo, entry.version());
    }
    if (upTo > 0) {
      ports
          .conversations()
          .tell(
              command.conversation(),
              new ConversationCommand.Indexed(side.bareJid(), upTo, /* lastArchiveId= */ 0));
    }
  }

  void answered(ConversationId of, SessionId by, long number, @Nullable StanzaError error) {
    if (outboxes.answered(of, by, number) == null) {
      return;
    }
    var whisper = submitted.remove(number);
    if (whisper != null) {
      open.remove(keyOf(whisper));
      tell(whisper, error);
    }
  }

  private void tell(Whisper whisper, @Nullable StanzaError error) {
    ports
        .rooms()
        .tell(
            ParticipantAddress.channelOf(side.bareJid()),
            new RoomCommand.WhisperKept(whisper.key(), whisper.sent(), error));
  }

  void flush() {
    outboxes.send(0, System.nanoTime());
  }

  void repeat() {
    outboxes.repeat(0, System.nanoTime());
  }

  boolean isIdle() {
    return open.isEmpty() && outboxes.isEmpty();
  }
}

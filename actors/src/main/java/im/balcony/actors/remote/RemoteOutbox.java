package im.balcony.actors.remote;

import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What conversations have for one address of another server. The outbox itself is the log of each:
 * an entry counts as there when its stanza was sent, or came back to its sender; what could not be
 * sent is offered again by the conversation, with growing pauses.
 */
final class RemoteOutbox {
  /** Of as many it is remembered what was sent lately. */
  private static final int LANES_MAX = 5_000;

  /** The server may be there later (RFC 6120 section 8.3.2, type wait). */
  private static final Set<StanzaError.Condition> MAY_PASS =
      EnumSet.of(
          StanzaError.Condition.REMOTE_SERVER_TIMEOUT, StanzaError.Condition.RESOURCE_CONSTRAINT);

  private final Jid bareJid;
  private final RemoteLine line;
  private final Conversations conversations;
  private final RemoteSettings settings;
  private final Clock clock;
  private final BiConsumer<Stanza, StanzaError> bounce;
  private final Map<ConversationId, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true);

  RemoteOutbox(
      Jid bareJid,
      RemoteLine line,
      Conversations conversations,
      RemoteSettings settings,
      Clock clock,
      BiConsumer<Stanza, StanzaError> bounce) {
    this.bareJid = bareJid;
    this.line = line;
    this.conversations = conversations;
    this.settings = settings;
    this.clock = clock;
    this.bounce = bounce;
  }

  void pass(UserCommand.PassEntries command, RemoteSubmissions own) {
    var id = command.conversation();
    var lane = lanes.computeIfAbsent(id, unknown -> new Lane());
    lane.confirmed(command.confirmed());
    for (var entry : command.entries()) {
      var isOwn = entry.from().bare().equals(bareJid);
      if (isOwn) {
        own.entered(id, entry);
      }
      if (!entry.isStored()) {
        if (!isOwn) {
          passOnce(entry);
        }
      } else if (entry.version() > lane.next()) {
        conversations.tell(id, new ConversationCommand.Repeat(bareJid, lane.next()));
        break;
      } else if ((isOwn || !lane.mustWait(entry.version())) && lane.take(entry.version())) {
        if (isOwn) {
          lane.done(entry.version());
        } else {
          send(id, lane, entry);
        }
      }
    }
    confirm(id, lane);
    trim();
  }

  private void passOnce(ConversationEntry entry) {
    Stanzas.read(entry.xml())
        .ifPresent(
            stanza ->
                line.send(
                    stanza,
                    refusal -> {
                      if (refusal != null) {
                        bounce.accept(stanza, refusal);
                      }
                    }));
  }

  private void send(ConversationId id, Lane lane, ConversationEntry entry) {
    var stanza = Stanzas.read(entry.xml());
    if (stanza.isEmpty()) {
      lane.done(entry.version()); // it was erased
      return;
    }
    line.send(
        stanza.get(),
        refusal -> {
          if (refusal != null && mayPassLater(refusal, entry)) {
            lane.failed(entry.version());
            return;
          }
          lane.done(entry.version());
          if (refusal != null) {
            bounce.accept(stanza.get(), refusal);
          }
          confirm(id, lane);
        });
  }

  private boolean mayPassLater(StanzaError refusal, ConversationEntry entry) {
    return MAY_PASS.contains(refusal.condition())
        && clock.instant().isBefore(entry.at().plus(settings.keep()));
  }

  private void confirm(ConversationId id, Lane lane) {
    if (lane.isAhead()) {
      conversations.tell(
          id, new ConversationCommand.Indexed(bareJid, lane.settledUpTo(), /* lastArchiveId= */ 0));
    }
  }

  private void trim() {
    if (lanes.size() > LANES_MAX) {
      var oldest = lanes.entrySet().iterator();
      var first = oldest.next();
      if (first.getValue().isIdle()) {
        oldest.remove();
      }
    }
  }
}

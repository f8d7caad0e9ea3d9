package im.balcony.actors.remote;

import akka.actor.typed.ActorRef;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.MessageNames;
import im.balcony.actors.user.messages.OriginKeys;
import im.balcony.actors.user.messages.Outboxes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.forgery.Forgeries;
import im.balcony.protocol.xep.mam.ArchivePolicy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one address of another server sends to accounts here: messages go into conversations, the
 * rest to the Users, and nothing to one account overtakes an earlier message to it (RFC 6120
 * section 10.1). Each is answered once it is settled, and taken once however often it is offered.
 */
final class RemoteSubmissions {
  private static final int SETTLED_KEPT_MAX = 1_000;

  private final SessionId session = SessionId.random();
  private final Outboxes outboxes;
  private final RemoteSettings settings;
  private final Predicate<Jid> ours;
  private final Consumer<Stanza> route;
  private final BiConsumer<Stanza, StanzaError> refuse;
  private final Map<String, ActorRef<UserCommand.RemoteSettled>> open = new LinkedHashMap<>();
  private final Map<String, Boolean> settled = new LinkedHashMap<>();
  private final Map<Long, UserCommand.RemoteStanza> submitted = new HashMap<>();
  private final Map<Jid, Peer> peers = new HashMap<>();
  private long lastNumber;

  /** One account here: messages that are not settled, and what waits behind them. */
  private static final class Peer {
    private int messages;
    private final ArrayDeque<UserCommand.RemoteStanza> held = new ArrayDeque<>(0);
  }

  RemoteSubmissions(
      Outboxes outboxes,
      RemoteSettings settings,
      Predicate<Jid> ours,
      Consumer<Stanza> route,
      BiConsumer<Stanza, StanzaError> refuse) {
    this.outboxes = outboxes;
    this.settings = settings;
    this.ours = ours;
    this.route = route;
    this.refuse = refuse;
  }

  /** False when it was offered before: its answer goes to whoever asked last. */
  boolean isNew(UserCommand.RemoteStanza command) {
    if (settled.containsKey(command.arrival())) {
      command.replyTo().tell(new UserCommand.RemoteSettled(command.arrival()));
      return false;
    }
    return open.put(command.arrival(), command.replyTo()) == null;
  }

  /** For an account here. */
  void arrived(UserCommand.RemoteStanza command, Jid to) {
    if (open.size() > settings.arrivingMax()) {
      refuse.accept(command.stanza(), StanzaError.resourceConstraint());
      settle(command);
      return;
    }
    var peer = peers.computeIfAbsent(to.bare(), unknown -> new Peer());
    if (peer.held.isEmpty() && mayGo(peer, command)) {
      take(peer, command, to);
    } else {
      peer.held.addLast(command);
    }
    forget(to.bare(), peer);
  }

  private static boolean mayGo(Peer peer, UserCommand.RemoteStanza command) {
    return peer.messages == 0 || isOfConversation(command.stanza());
  }

  /** Errors and what is said in rooms are about no conversation (as for clients here). */
  private static boolean isOfConversation(Stanza stanza) {
    return stanza instanceof Message message
        && message.type() != Message.Type.ERROR
        && message.type() != Message.Type.GROUPCHAT;
  }

  private void take(Peer peer, UserCommand.RemoteStanza command, Jid to) {
    if (!isOfConversation(command.stanza())) {
      other(command.stanza(), to);
      settle(command);
    } else if (outboxes.isFull()) {
      refuse.accept(command.stanza(), StanzaError.resourceConstraint());
      settle(command);
    } else {
      peer.messages++;
      submit(command, (Message) command.stanza(), to);
    }
  }

  /** RFC 6121 section 8.5.2.1.1: an account is no room. */
  private void other(Stanza stanza, Jid to) {
    if (to.isBare()
        && stanza instanceof Message message
        && message.type() == Message.Type.GROUPCHAT) {
      refuse.accept(stanza, StanzaError.serviceUnavailable());
    } else {
      route.accept(stanza);
    }
  }

  private void submit(UserCommand.RemoteStanza command, Message given, Jid to) {
    var message = Forgeries.without(given, ours);
    var from = message.from();
    if (from == null) {
      throw new IllegalArgumentException("a stream gives both addresses");
    }
    var number = ++lastNumber;
    submitted.put(number, command);
    var stored = ArchivePolicy.isArchived(message);
    var originKey = OriginKeys.of(message, session, number);
    var effect = stored ? MessageEffect.of(message) : MessageEffect.NONE;
    outboxes.add(
        ConversationId.of(from, to),
        new ConversationCommand.Item(
            session,
            number,
            originKey,
            from,
            to,
            message.type().value(),
            stored,
            CarbonRules.isEligible(message, Carbons.Direction.RECEIVED),
            effect,
            stored ? MessageNames.of(message, effect, originKey) : null,
            null,
            message.element().toBytes()));
  }

  /** An entry of its own came back: it is durable with the account here, or has passed. */
  void entered(ConversationId conversation, ConversationEntry entry) {
    answered(conversation, entry.session(), entry.number(), null);
  }

  void onSettled(UserCommand.SendSettled command) {
    answered(command.conversation(), command.session(), command.number(), null);
  }

  void onRefused(UserCommand.SendRefused command) {
    answered(command.conversation(), command.session(), command.number(), command.error());
  }

  private void answered(
      ConversationId conversation, SessionId of, long number, @Nullable StanzaError error) {
    if (outboxes.answered(conversation, of, number) == null) {
      return;
    }
    var command = submitted.remove(number);
    var to = command == null ? null : command.stanza().to();
    if (command == null || to == null) {
      return;
    }
    if (error != null) {
      refuse.accept(command.stanza(), error);
    }
    settle(command);
    var peer = peers.get(to.bare());
    if (peer != null) {
      peer.messages--;
      releaseHeld(peer);
      forget(to.bare(), peer);
    }
  }

  private void releaseHeld(Peer peer) {
    while (!peer.held.isEmpty() && mayGo(peer, peer.held.getFirst())) {
      var next = peer.held.removeFirst();
      var to = next.stanza().to();
      if (to != null) {
        take(peer, next, to);
      }
    }
  }

  private void forget(Jid bareJid, Peer peer) {
    if (peer.messages == 0 && peer.held.isEmpty()) {
      peers.remove(bareJid);
    }
  }

  /** Whoever offered it may know that it is settled. */
  void settle(UserCommand.RemoteStanza command) {
    var replyTo = open.remove(command.arrival());
    if (replyTo != null) {
      replyTo.tell(new UserCommand.RemoteSettled(command.arrival()));
    }
    settled.put(command.arrival(), Boolean.TRUE);
    if (settled.size() > SETTLED_KEPT_MAX) {
      settled.remove(settled.keySet().iterator().next());
    }
  }

  /** Sends what was taken. */
  void flush() {
    outboxes.send(0, System.nanoTime());
  }

  void repeat() {
    outboxes.repeat(0, System.nanoTime());
  }

  boolean isIdle() {
    return open.isEmpty();
  }
}

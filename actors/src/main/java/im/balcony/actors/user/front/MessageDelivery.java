package im.balcony.actors.user.front;

import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.messages.AccountView;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xml.StoredXml;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last step of a message: to the account's sessions, or to nobody (RFC 6121 section 8.5). */
final class MessageDelivery implements AccountView {
  private final Front front;
  private final String incarnation;
  private final CarbonCopies carbons;
  private final OfflineMessages offline;
  private final StoredNotices stored;
  private final RewriteNotices rewrites;
  private final RequestOutcomes outcomes;
  private final CallFeed calls;
  private final PushSender pushes;
  private final Runnable afterwards;
  private long admissionEpoch;

  /**
   * @param firstEpoch above every epoch that an earlier incarnation of the User has told
   * @param afterwards called when a run of deliveries is over
   */
  MessageDelivery(
      Front front,
      String incarnation,
      OfflineMessages offline,
      StoredNotices stored,
      RewriteNotices rewrites,
      RequestOutcomes outcomes,
      CallFeed calls,
      PushSender pushes,
      long firstEpoch,
      Runnable afterwards) {
    this.front = front;
    this.incarnation = incarnation;
    this.carbons = new CarbonCopies(front.bareJid());
    this.offline = offline;
    this.stored = stored;
    this.rewrites = rewrites;
    this.outcomes = outcomes;
    this.calls = calls;
    this.pushes = pushes;
    this.admissionEpoch = firstEpoch;
    this.afterwards = afterwards;
  }

  @Override
  public Jid bareJid() {
    return front.bareJid();
  }

  @Override
  public String incarnation() {
    return incarnation;
  }

  @Override
  public long admissionEpoch() {
    return admissionEpoch;
  }

  /** Who may write has changed: what conversations were told is asked for again. */
  void admissionChanged() {
    admissionEpoch++;
  }

  @Override
  public @Nullable StanzaError refusalOf(Jid senderBareJid) {
    return front.isBlocked(senderBareJid) ? StanzaError.serviceUnavailable() : null;
  }

  @Override
  public Visibility visibilityOf(ConversationEntry entry) {
    var incoming = !front.isOwn(entry.from());
    var peer = incoming ? entry.from() : entry.to();
    if (incoming && (front.isBlocked(peer) || isOfBlockedCaller(entry))) {
      return Visibility.HIDDEN;
    }
    var archiving = front.decided().archivePreferences();
    if (archiving.isEmpty()) {
      return Visibility.SHOWN;
    }
    var inRoster = front.decided().roster().items().containsKey(peer.bare());
    return archiving.get().archives(peer, inRoster) ? Visibility.SHOWN : Visibility.DELIVERED_ONLY;
  }

  /** A call's record is from an account; of its devices one alone may be blocked. */
  private boolean isOfBlockedCaller(ConversationEntry entry) {
    return isOurWord(entry)
        && CallRecord.in(StoredXml.read(entry.xml()))
            .filter(record -> front.isBlocked(record.initiator()))
            .isPresent();
  }

  /** Not before a subscription that came first and is still being written (RFC 6120 10.1). */
  @Override
  public void deliver(ConversationEntry entry, long archiveId, byte[] xml) {
    var account = front.account();
    if (account.isIdle() || account.isFull()) {
      passOn(entry, archiveId, xml);
    } else {
      account.write(List.of(), state -> passOn(entry, archiveId, xml));
    }
  }

  private void passOn(ConversationEntry entry, long archiveId, byte[] xml) {
    var urgent = entry.isStored();
    calls.delivered(entry);
    pushes.stepped(entry);
    var arrived = new ArrivedBytes(front, archiveId, xml);
    if (front.isOwn(entry.from())) {
      tellSender(entry, archiveId, xml);
    }
    if (!front.isOwn(entry.to())) {
      sent(entry, arrived, urgent);
      return;
    }
    var type = Message.Type.valueOf(entry.type().toUpperCase(Locale.ROOT));
    var recipients = DeliveryRules.recipients(front.sessions(), type, entry.to());
    for (var session : recipients) {
      session.send(arrived.of(session), archiveId, urgent);
    }
    if (entry.copied()) {
      var direction =
          front.isOwn(entry.from()) ? Carbons.Direction.SENT : Carbons.Direction.RECEIVED;
      carbons.send(front.sessions(), recipients, direction, entry, arrived, urgent);
    }
    if (recipients.isEmpty() && !front.isOwn(entry.from()) && !isReachable()) {
      calls.reachesNobody(entry, archiveId);
    }
    if (archiveId > 0 && !front.isOwn(entry.from())) {
      pushes.arrived(entry, archiveId);
    }
    if (archiveId > 0) {
      offline.arrived(archiveId, !recipients.isEmpty());
    } else if (recipients.isEmpty() && !front.isOwn(entry.from())) {
      nobodyGotIt(type, xml);
    }
  }

  private void tellSender(ConversationEntry entry, long archiveId, byte[] xml) {
    var session = front.sessions().get(entry.session());
    if (session != null) {
      stored.tell(session, xml, archiveId);
    }
  }

  private void sent(ConversationEntry entry, ArrivedBytes message, boolean urgent) {
    if (isOurWord(entry)) {
      tellDevices(entry, message);
    }
    if (entry.copied()) {
      carbons.send(front.sessions(), List.of(), Carbons.Direction.SENT, entry, message, urgent);
    }
    if (message.archiveId() > 0) {
      offline.sent(message.archiveId());
    }
  }

  /** No client can send from a bare JID. */
  private static boolean isOurWord(ConversationEntry entry) {
    return entry.from().isBare();
  }

  /** What the server wrote for the account reaches those of its devices too that want no copies. */
  private void tellDevices(ConversationEntry entry, ArrivedBytes message) {
    for (var session : front.sessions().where(OpenSession::takesMessages)) {
      if (!(entry.copied() && session.memory().carbons())) {
        var told =
            StoredXml.read(message.of(session))
                .withAttribute("to", session.fullJid().toString())
                .toBytes();
        session.send(told, message.archiveId(), true);
      }
    }
  }

  /**
   * Section 8.5.2.2.1: what cannot be kept is bounced, unless there is nothing to miss (chat
   * states).
   */
  private void nobodyGotIt(Message.Type type, byte[] xml) {
    if (type != Message.Type.CHAT && type != Message.Type.NORMAL) {
      return;
    }
    if (StanzaReader.read(StoredXml.read(xml)) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message
        && message.body().isPresent()) {
      front.refuse(message, StanzaError.serviceUnavailable());
    }
  }

  @Override
  public Instant ringsUntil(Instant now) {
    return isReachable() ? now.plus(front.settings().callRingingMax()) : now;
  }

  /** Whether a device would get a call: those that may come back (XEP-0198) or be woken count. */
  private boolean isReachable() {
    return pushes.isPossible()
        || !front.sessions().where(s -> s.takesMessages() || s.memory().carbons()).isEmpty();
  }

  @Override
  public void rewritten(List<Rewrite> changes) {
    rewrites.tell(changes);
  }

  @Override
  public void storedBefore(ConversationCommand.Item item, String log, long version) {
    stored.tellAgain(item.session(), item.xml(), log, version);
  }

  @Override
  public void settled(SessionId session, long number) {
    if (outcomes.ended(session, number, Optional.empty())) {
      return;
    }
    var open = front.sessions().get(session);
    if (open != null) {
      open.settlement().settled(number);
    }
  }

  @Override
  public void refused(ConversationCommand.Item item, StanzaError error) {
    if (outcomes.ended(item.session(), item.number(), Optional.of(error))) {
      return;
    }
    var open = front.sessions().get(item.session());
    if (open == null) {
      return;
    }
    var type = Message.Type.valueOf(item.type().toUpperCase(Locale.ROOT));
    if (type != Message.Type.HEADLINE && type != Message.Type.ERROR) {
      bounce(open, item, error);
    }
    open.settlement().settled(item.number());
  }

  private static void bounce(
      OpenSession session, ConversationCommand.Item item, StanzaError error) {
    if (StanzaReader.read(StoredXml.read(item.xml())) instanceof StanzaReader.Read read) {
      error.bounce(read.stanza()).ifPresent(answer -> session.send(answer, true));
    }
  }

  @Override
  public void flush() {
    afterwards.run();
  }
}

package im.balcony.actors.world;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.AccountView;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A User's front that has nothing but the message path and one device. */
public final class PlainUser extends AbstractBehavior<UserCommand> implements AccountView {

  /** The device has something new to send. */
  public record Go() implements UserCommand.Local {}

  private final Device device;
  private final String incarnation;
  private final Set<String> blocked;
  private final MessagePath path;

  private PlainUser(
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers,
      SmallWorld world,
      Device device) {
    super(context);
    this.device = device;
    this.incarnation = world.incarnationOf(device.jid.bare());
    this.blocked = world.blockedBy(device.jid.bare());
    this.path = new MessagePath(context, timers, this, world.userPorts(), world.pathSettings());
    submitAll();
  }

  static Behavior<UserCommand> create(SmallWorld world, Device device) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new PlainUser(context, timers, world, device)));
  }

  private final Set<Long> submitted = ConcurrentHashMap.newKeySet();

  private void submitAll() {
    device
        .unsettled()
        .forEach(
            (number, message) -> {
              if (submitted.add(number)) {
                path.submit(device.session, number, message, device.isStored(number), true, null);
              }
            });
    path.flush();
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<UserCommand> on(UserCommand command) {
    if (command instanceof Go) {
      submitAll();
    } else if (command instanceof UserCommand.Admit admit) {
      path.onAdmit(admit);
    } else if (command instanceof UserCommand.DeliverEntries entries) {
      path.onDeliverEntries(entries);
    } else if (command instanceof UserCommand.SendRefused refused) {
      path.onSendRefused(refused);
    } else if (command instanceof UserCommand.SendSettled settled) {
      path.onSendSettled(settled);
    } else if (command instanceof UserCommand.Local local) {
      path.onLocal(local);
    }
    return this;
  }

  @Override
  public Jid bareJid() {
    return device.jid.bare();
  }

  @Override
  public String incarnation() {
    return incarnation;
  }

  @Override
  public long admissionEpoch() {
    return blocked.size();
  }

  @Override
  public @Nullable StanzaError refusalOf(Jid senderBareJid) {
    return blocked.contains(senderBareJid.toString()) ? StanzaError.serviceUnavailable() : null;
  }

  @Override
  public Visibility visibilityOf(ConversationEntry entry) {
    return blocked.contains(entry.from().bare().toString()) ? Visibility.HIDDEN : Visibility.SHOWN;
  }

  @Override
  public void deliver(ConversationEntry entry, long archiveId, byte[] xml) {
    try {
      var message = XmlParser.parse(xml, XmlLimits.DEFAULT);
      var stanzaId =
          message
              .child("stanza-id", "urn:xmpp:sid:0")
              .map(id -> String.valueOf(id.attribute("id")))
              .orElse("0");
      device.received(
          new Device.Received(
              Long.parseLong(stanzaId),
              String.valueOf(message.attribute("id")),
              entry.from().bare().toString()));
    } catch (XmlException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Instant ringsUntil(Instant now) {
    return now;
  }

  @Override
  public void rewritten(List<Rewrite> rewrites) {}

  @Override
  public void storedBefore(Item item, String log, long version) {}

  @Override
  public void settled(SessionId session, long number) {
    device.settled(number);
  }

  @Override
  public void refused(Item item, StanzaError error) {
    device.refused(item.number(), error);
  }

  @Override
  public void flush() {}
}

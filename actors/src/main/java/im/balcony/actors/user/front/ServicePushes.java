package im.balcony.actors.user.front;

import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.externalservices.KnownServices;
import im.balcony.actors.feature.externalservices.ToldList;
import im.balcony.actors.user.ServicesChanged;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.xep.externalservices.ExternalServices;
import java.util.List;

/**
 * Tells clients that have asked for STUN and TURN servers what has changed (XEP-0215 section 3.2):
 * while they are here, and when their account comes to a node that knows another list.
 */
final class ServicePushes {
  private final ActorContext<UserCommand> context;
  private final Front front;
  private final KnownServices known;
  private final RosterPushes pushes;
  private boolean follows;

  ServicePushes(
      ActorContext<UserCommand> context, Front front, KnownServices known, RosterPushes pushes) {
    this.context = context;
    this.front = front;
    this.known = known;
    this.pushes = pushes;
  }

  /** The client was told this list. */
  void told(OpenSession session, String list) {
    var earlier = session.memory().toldServices();
    var all = earlier == null ? list : ToldList.read(list).after(ToldList.read(earlier)).text();
    session.remember(session.memory().withToldServices(all));
    follow();
  }

  /** It may have been told by another node. */
  void registered(OpenSession session) {
    if (session.memory().toldServices() != null) {
      follow();
      push(session);
    }
  }

  void changed() {
    front.sessions().where(session -> session.memory().toldServices() != null).forEach(this::push);
  }

  /** Until this actor ends. */
  private void follow() {
    if (!follows) {
      follows = true;
      context
          .getSystem()
          .eventStream()
          .tell(new EventStream.Subscribe<>(ServicesChanged.class, context.getSelf().narrow()));
    }
  }

  private void push(OpenSession session) {
    var told = session.memory().toldServices();
    if (told == null) {
      return;
    }
    var list = ToldList.read(told);
    var changes = list.since(known, front.bareJid(), front.clock().instant());
    if (changes.isEmpty()) {
      return;
    }
    pushes.push(
        front.bareJid().domainJid(), List.of(session), ExternalServices.push(list.type(), changes));
    session.remember(
        session.memory().withToldServices(list.now(known, front.bareJid().domain()).text()));
  }
}

package im.balcony.actors.user.front;

import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.externalservices.KnownServices;
import im.balcony.actors.feature.externalservices.ToldList;
import im.balcony.actors.user.ServicesChanged;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.xep.externalservices.ExternalServices;
import im.balcony.protocol.xml.XmlElement;

/**
 * Tells clients that have asked for STUN and TURN servers what has changed (XEP-0215 section 3.2):
 * while they are here, and when their account comes to a node that knows another list.
 */
final class ServicePushes {
  private static final String ID = "services";

  private final ActorContext<UserCommand> context;
  private final Front front;
  private final KnownServices known;
  private boolean follows;
  private long count;

  ServicePushes(ActorContext<UserCommand> context, Front front, KnownServices known) {
    this.context = context;
    this.front = front;
    this.known = known;
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
    var domain = front.bareJid().domain();
    session.send(
        XmlElement.named("iq", Front.NAMESPACE)
            .attribute("from", domain)
            .attribute("to", session.fullJid().toString())
            .attribute("id", ID + ++count)
            .attribute("type", "set")
            .child(ExternalServices.push(list.type(), changes))
            .build(),
        false);
    session.remember(session.memory().withToldServices(list.now(known, domain).text()));
  }
}

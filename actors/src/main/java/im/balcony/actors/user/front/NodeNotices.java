package im.balcony.actors.user.front;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.pubsub.ItemElements;
import im.balcony.actors.feature.pubsub.NodeAccess;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.pubsub.Item;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.PubsubEvents;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xep.pubsub.SendLastItem;
import im.balcony.protocol.xml.XmlElement;
import java.util.Collection;

/**
 * Who hears of the account's nodes (XEP-0163 section 4.3). A contact's User is told once and knows
 * which of its clients want to hear; so a notice costs one command a contact, whatever it has.
 */
final class NodeNotices {
  private final Front front;

  NodeNotices(Front front) {
    this.front = front;
  }

  /** Something happened to a node. */
  void tell(Consequence.NotifyNode about) {
    for (var session : Interests.inNode(front.sessions(), about.name())) {
      send(session, about.event());
    }
    for (var item : front.decided().roster().all()) {
      var contact = item.contact();
      if (item.from()
          && front.router().isLocal(contact.domain())
          && maySee(about.node(), contact)) {
        toContact(contact, contact, about.name(), notice(contact, about.event()));
      }
    }
    about.node().subscribers().stream()
        .filter(jid -> !front.isOwn(jid) && !front.decided().sharesPresenceWith(jid))
        .filter(jid -> maySee(about.node(), jid))
        .forEach(jid -> tell(jid, about.event()));
  }

  /** One address that asked for it, whether it shares presence or not. */
  void tell(Jid subscriber, XmlElement event) {
    front.route(notice(subscriber, event));
  }

  private boolean maySee(Node node, Jid address) {
    return !front.isBlocked(address)
        && NodeAccess.maySee(front.decided(), front.bareJid(), node, address);
  }

  private void send(OpenSession session, XmlElement event) {
    session.send(notice(session.fullJid(), event), false);
  }

  private XmlElement notice(Jid to, XmlElement event) {
    return PersonalEventing.notice(front.bareJid(), to, event);
  }

  private void toContact(Jid contact, Jid to, String node, XmlElement message) {
    front.router().tell(contact, new UserCommand.NodeNotice(front.bareJid(), to, node, message));
  }

  /** A client of the account's own has come, or wants more than before. */
  void sendOwnLastItems(OpenSession session, Collection<String> nodes) {
    lastItems(session.fullJid(), nodes, (node, message) -> sendLastItem(session, message));
  }

  /** At most so many for a presence: many contacts with many nodes are no flood. */
  void sendLastItem(OpenSession session, XmlElement message) {
    if (session.interest().lastItems() < front.settings().lastItemsMax()) {
      session.wants(session.interest().withLastItem());
      session.send(message, false);
    }
  }

  /** A contact's client has come: what it may see is sent, as it was published. */
  void onAskLastItems(UserCommand.AskLastItems ask) {
    var subscriber = ask.subscriber();
    if (front.decided().sharesPresenceWith(subscriber) && !front.isBlocked(subscriber)) {
      lastItems(
          subscriber,
          ask.nodes(),
          (node, message) -> toContact(subscriber.bare(), subscriber, node, message));
    }
  }

  /** Gets the name of a node and the notice of its last item. */
  private interface LastItemConsumer {
    void accept(String node, XmlElement message);
  }

  private void lastItems(Jid to, Collection<String> names, LastItemConsumer then) {
    var nodes = front.account().committed().nodes();
    for (var name : names) {
      nodes
          .node(name)
          .filter(node -> node.config().sendLastItem() == SendLastItem.ON_SUB_AND_PRESENCE)
          .filter(node -> node.config().deliversNotifications())
          .filter(node -> NodeAccess.maySee(front.decided(), front.bareJid(), node, to))
          .ifPresent(
              node ->
                  node.lastItem()
                      .ifPresent(item -> then.accept(name, lastItem(to, name, node, item))));
    }
  }

  /** Section 4.3.4: with the time of its publication. */
  private XmlElement lastItem(Jid to, String name, Node node, Item item) {
    var shown =
        node.config().deliversPayloads() ? ItemElements.of(item) : PubsubItem.named(item.id());
    return notice(to, PubsubEvents.item(name, shown))
        .withChild(new Delay(item.at(), front.bareJid(), "").toElement());
  }
}

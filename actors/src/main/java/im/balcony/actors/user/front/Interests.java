package im.balcony.actors.user.front;

import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.caps.CapsCache;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xml.XmlElement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the account's clients want to hear of nodes, learned from their presence (XEP-0163 section
 * 4.3.2): of a hash that is not known one client is asked, once (XEP-0115 section 6.2).
 */
final class Interests {
  private static final String QUESTION_ID = "caps";

  private final Front front;
  private final CapsCache cache;
  private final NodeNotices notices;
  private long questions;
  private Consumer<OpenSession> takesChannels = session -> {};

  Interests(Front front, CapsCache cache, NodeNotices notices) {
    this.front = front;
    this.cache = cache;
    this.notices = notices;
  }

  /** Is told of a client that has turned out to know MIX after it had come. */
  void whenTakesChannels(Consumer<OpenSession> told) {
    takesChannels = told;
  }

  /** The client broadcast this presence; last items go to it for what it did not want before. */
  void available(OpenSession session, Presence presence) {
    var claim = Caps.in(presence.element());
    if (claim.isEmpty()) {
      session.wants(session.interest().in(Set.of()).claimed(null));
    } else if (!claim.get().equals(session.interest().caps())) {
      claimed(session, claim.get(), true);
    }
  }

  /** The client is unavailable: the next presence is an initial one. */
  void unavailable(OpenSession session) {
    session.wants(Interest.NONE);
  }

  /** The session came with its memory to a new incarnation: it got its last items before. */
  void restored(OpenSession session) {
    var presence = session.presence();
    if (presence != null) {
      Caps.in(presence.element()).ifPresent(claim -> claimed(session, claim, false));
    }
  }

  private void claimed(OpenSession session, Caps claim, boolean sendsLastItems) {
    session.wants(session.interest().claimed(claim));
    var known = cache.interest(claim);
    if (known.isPresent()) {
      learned(session, known.get(), sendsLastItems);
    } else {
      ask(session, claim, sendsLastItems);
    }
  }

  private void ask(OpenSession session, Caps claim, boolean sendsLastItems) {
    var id = QUESTION_ID + ++questions;
    session.wants(session.interest().asked(new Interest.Question(id, claim, sendsLastItems)));
    session.send(
        XmlElement.named("iq", Front.NAMESPACE)
            .attribute("from", front.bareJid().toString())
            .attribute("to", session.fullJid().toString())
            .attribute("id", id)
            .attribute("type", "get")
            .child(DiscoInfo.question(claim.discoNode()))
            .build(),
        true);
  }

  /** A client answers a request of the server: perhaps that question. */
  void answered(OpenSession session, Iq answer) {
    var question = session.interest().question();
    if (question == null || !question.id().equals(answer.id())) {
      return;
    }
    var info = answer.payload().flatMap(DiscoInfo::read);
    var took = session.interest().takesChannels();
    learned(
        session,
        answer.isError() || info.isEmpty() ? Set.of() : cache.learn(question.claim(), info.get()),
        question.sendsLastItems());
    if (!took && question.sendsLastItems() && session.interest().takesChannels()) {
      takesChannels.accept(session);
    }
  }

  private void learned(OpenSession session, Set<String> nodes, boolean sendsLastItems) {
    var before = session.interest().noticed();
    session.wants(session.interest().in(nodes));
    var more = new HashSet<>(session.interest().noticed());
    more.removeAll(before);
    if (sendsLastItems && !more.isEmpty()) {
      notices.sendOwnLastItems(session, more);
      for (var item : front.decided().roster().all()) {
        if (item.to()) {
          askContact(session, item.contact(), more);
        }
      }
    }
  }

  /** The account sees this contact from now on: what it published last is wanted. */
  void subscribedTo(Jid contact) {
    for (var session : front.sessions().available()) {
      if (!session.interest().noticed().isEmpty()) {
        askContact(session, contact, session.interest().noticed());
      }
    }
  }

  /** Contacts of other servers are told by their own. */
  private void askContact(OpenSession session, Jid contact, Set<String> nodes) {
    if (front.router().isLocal(contact.domain()) && !front.isBlocked(contact)) {
      front
          .router()
          .tell(
              contact,
              new UserCommand.AskLastItems(
                  contact, session.fullJid(), nodes.stream().sorted().toList()));
    }
  }

  /** The sessions that want to hear of this node. */
  static List<OpenSession> inNode(Sessions sessions, String node) {
    return sessions.where(
        session -> session.isAvailable() && session.interest().nodes().contains(node));
  }
}

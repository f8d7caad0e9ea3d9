package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.TestInbox;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMemory;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of RFC 6121 section 8.5.4, where an account exists; nobody is written as a dash. */
class DeliveryRulesTest {
  private static final Jid JULIET = Jid.parse("juliet@localhost");

  @ParameterizedTest
  @CsvSource({
    // no active resources
    "'', juliet@localhost, -, -, -, -",
    "'', juliet@localhost/gone, -, -, -, -",
    "connected, juliet@localhost, -, -, -, -",
    // one or more negative resources but zero non-negative resources
    "-1, juliet@localhost, -, -, -, -",
    "-1, juliet@localhost/r0, r0, r0, r0, r0",
    "-1, juliet@localhost/gone, -, -, -, -",
    "connected, juliet@localhost/r0, r0, r0, r0, r0",
    // one non-negative resource
    "0, juliet@localhost, r0, r0, -, r0",
    "0, juliet@localhost/r0, r0, r0, r0, r0",
    "0, juliet@localhost/gone, -, r0, -, -",
    // more than one non-negative resource
    "0 0, juliet@localhost, r0 r1, r0 r1, -, r0 r1",
    "1 5, juliet@localhost, r0 r1, r1, -, r0 r1",
    "1 5, juliet@localhost/r0, r0, r0, r0, r0",
    "1 5, juliet@localhost/gone, -, r1, -, -",
    // some of each
    "-1 3, juliet@localhost, r1, r1, -, r1",
    "-1 3, juliet@localhost/r0, r0, r0, r0, r0",
  })
  void aMessageGoesTo(
      String priorities, String to, String normal, String chat, String groupchat, String headline) {
    var sessions = sessions(priorities);
    assertEquals(normal, recipients(sessions, Message.Type.NORMAL, to), "normal");
    assertEquals(chat, recipients(sessions, Message.Type.CHAT, to), "chat");
    assertEquals(groupchat, recipients(sessions, Message.Type.GROUPCHAT, to), "groupchat");
    assertEquals(headline, recipients(sessions, Message.Type.HEADLINE, to), "headline");
  }

  private static String recipients(Sessions sessions, Message.Type type, String to) {
    var names =
        DeliveryRules.recipients(sessions, type, Jid.parse(to)).stream()
            .map(session -> String.valueOf(session.fullJid().resource()))
            .collect(Collectors.joining(" "));
    return names.isEmpty() ? "-" : names;
  }

  private static Sessions sessions(String priorities) {
    var sessions = new Sessions();
    var number = 0;
    for (var priority : priorities.split(" ", -1)) {
      if (!priority.isEmpty()) {
        sessions.add(session("r" + number++, priority));
      }
    }
    return sessions;
  }

  private static OpenSession session(String resource, String priority) {
    var memory = SessionMemory.NONE;
    var jid = JULIET.withResource(resource);
    if (!priority.equals("connected")) {
      var element =
          XmlElement.named("presence", "jabber:client")
              .child(XmlElement.named("priority", "jabber:client").text(priority).build())
              .build();
      memory =
          memory.withAvailablePresence(
              new Presence(element, Presence.Type.AVAILABLE, jid, null, null));
    }
    return new OpenSession(
        SessionId.random(),
        jid,
        TestInbox.<SessionCommand>create().getRef(),
        SessionOrigin.PLAIN,
        1,
        memory);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "-128, -128", "127, 127", "128, 0", "-129, 0", "high, 0", "' 3 ', 3"})
  void aPriorityIsAnIntegerOfItsRangeOrZero(String text, int priority) {
    assertEquals(priority, session("r", text.toLowerCase(Locale.ROOT)).priority());
  }
}

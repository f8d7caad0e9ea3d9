package im.balcony.edge.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.push.GatewayFiles;
import im.balcony.edge.push.LogScan;
import im.balcony.edge.push.MockHttps;
import im.balcony.edge.push.Subscriber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a message to a browser that sleeps: from its sender by the archive, the account
 * and the push service of the deployment to a push service of RFC 8030, which looks at our name,
 * and to the page, which decrypts. Nothing of it, nor of a login at a relay, is in the log.
 */
class PushGatewayNodeTest {
  private static final String SAY =
      "romeo/phone sends: <message to='juliet@b.example' type='chat' id='%1$s'><body>%1$s</body></message>\n";

  @TempDir Path folder;

  @Test
  void aMessageReachesABrowserThatSleepsUntilItsSubscriptionEnds() throws Exception {
    var files = new GatewayFiles(folder.resolve("keys"));
    try (var service = new MockHttps(files.server());
        var node = WholeNode.start(folder.resolve("data"), settings(files, service.port()));
        var log = LogScan.begin()) {
      var page = new Subscriber(service.port(), "secret-of-the-page");
      var other = new Subscriber(service.port(), "secret-of-the-other");
      try (var runner =
          new ScriptRunner(Script.parse(script(page, other)), node.c2s(), node.c2sTls(), 1)) {
        node.createAccounts(runner.accounts(), ScriptRunner.PASSWORD);
        runner.play();
        assertEquals(1, page.toldBy(service).path("unread").asLong());
        assertEquals(1, other.toldBy(service).path("unread").asLong());

        service.answersAt(page.path(), 410);
        runner.play(Script.parse("# x\naccounts: romeo@a.example\n" + SAY.formatted("two")));
        assertEquals(2, page.toldBy(service).path("unread").asLong());
        assertEquals(2, other.toldBy(service).path("unread").asLong());

        runner.play(Script.parse("# x\naccounts: romeo@a.example\n" + SAY.formatted("three")));
        assertEquals(3, other.toldBy(service).path("unread").asLong(), "the page is gone");
        assertTrue(service.isQuiet());
      }
      log.requireNone(
          List.of(
              "secret-of-the-page",
              page.auth(),
              page.publicKey(),
              "vapid t=",
              "PRIVATE KEY",
              WholeNode.TURN_SECRET,
              "password='"));
    }
  }

  private static List<String> settings(GatewayFiles files, int port) {
    var sets = new ArrayList<>(List.of("balcony.push.pause=1ms"));
    files
        .webPush(port)
        .forEach(
            (key, value) ->
                sets.add(
                    "balcony.push.gateway.%s=%s"
                        .formatted(
                            key,
                            value instanceof List<?> all ? "[\"" + all.get(0) + "\"]" : value)));
    return sets;
  }

  private static String script(Subscriber page, Subscriber other) {
    return """
        # a browser registers, enables, and goes
        accounts: romeo@a.example juliet@b.example

        juliet/page comes online
        juliet/page sends: <iq type='get' id='t' to='b.example'><services xmlns='urn:xmpp:extdisco:2'/></iq>
        juliet/page receives: <iq type='result' id='t'><services xmlns='urn:xmpp:extdisco:2'><service type='turn' password='{any}'/></services></iq>
        """
        + registered("page", page)
        + registered("other", other)
        + "juliet/page closes\nromeo/phone comes online\n"
        + SAY.formatted("one");
  }

  private static String registered(String name, Subscriber page) {
    return """
        juliet/page sends: <iq type='set' id='r-%1$s' to='push.b.example'><command xmlns='http://jabber.org/protocol/commands' node='register-device'><x xmlns='jabber:x:data' type='submit'><field var='provider'><value>webpush</value></field><field var='endpoint'><value>%2$s</value></field><field var='p256dh'><value>%3$s</value></field><field var='auth'><value>%4$s</value></field></x></command></iq>
        juliet/page receives: <iq type='result' id='r-%1$s'><command xmlns='http://jabber.org/protocol/commands' status='completed'><x xmlns='jabber:x:data' type='result'><field var='node'><value>{%1$s}</value></field></x></command></iq>
        juliet/page sends: <iq type='set' id='e-%1$s'><enable xmlns='urn:xmpp:push:0' jid='push.b.example' node='{%1$s}'/></iq>
        juliet/page receives: <iq type='result' id='e-%1$s'/>
        """
        .formatted(name, page.endpoint(), page.publicKey(), page.auth());
  }
}

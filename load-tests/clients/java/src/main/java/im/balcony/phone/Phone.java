package im.balcony.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jivesoftware.smack.packet.StandardExtensionElement.builder;
import static org.jivesoftware.smack.util.stringencoder.Base64.encodeToString;

import im.balcony.phone.Step.Failure;
import im.balcony.phone.Step.Success;
import im.balcony.phone.Store.Conversation;
import java.nio.file.Path;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jivesoftware.smack.SmackException.SmackSaslException;
import org.jivesoftware.smack.XMPPException.FailedNonzaException;
import org.jivesoftware.smack.filter.StanzaExtensionFilter;
import org.jivesoftware.smack.filter.StanzaIdFilter;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.util.ByteUtils;
import org.jxmpp.jid.impl.JidCreate;

/**
 * A reference client: logs in the fast way and takes exactly what changed since its last run.
 *
 * <pre>PASSWORD=... phone HOST PORT JID STORE.json</pre>
 *
 * At the end of a run one line of JSON says what was taken. PORT takes STARTTLS.
 */
public final class Phone extends XMPPTCPConnection {
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String REPLAY = "urn:balcony:replay:0";
  private static final String RSM = "http://jabber.org/protocol/rsm";
  private static final int ROWS_MAX = 100;
  private static final String USE_TOKEN = "<fast xmlns='urn:xmpp:fast:0'/>";
  private static final String REQUEST_TOKEN =
      "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/>";
  private static final String AUTHENTICATE =
      """
      <authenticate xmlns='urn:xmpp:sasl:2' mechanism='%s'>\
      <initial-response>%s</initial-response>\
      <user-agent id='%s'><software>Balcony reference client</software></user-agent>\
      %s\
      <bind xmlns='urn:xmpp:bind:0'><tag>phone</tag><enable xmlns='urn:xmpp:carbons:2'/>\
      <first-stanzas xmlns='urn:balcony:first-stanzas:0'>%s</first-stanzas></bind>\
      </authenticate>""";

  private final Store store;
  private String login = "";
  private boolean firstStanzas;
  private int rows;
  private int events;

  private Phone(XMPPTCPConnectionConfiguration configuration, Store store) {
    super(configuration);
    this.store = store;
  }

  public static void main(String[] arguments) throws Exception {
    Step.register();
    var jid = JidCreate.entityBareFrom(arguments[2]);
    var server = XMPPTCPConnectionConfiguration.builder().setXmppDomain(jid.asDomainBareJid());
    server.setHost(arguments[0]).setPort(Integer.parseInt(arguments[1]));
    var phone = new Phone(server.build(), Store.open(Path.of(arguments[3])));
    phone.connect();
    try {
      phone.takeRows(phone.firstRows(jid.getLocalpart().toString(), System.getenv("PASSWORD")));
    } finally {
      phone.disconnect();
    }
    System.out.printf(
        "{\"login\":\"%s\",\"firstStanzas\":%b,\"rows\":%d,\"events\":%d}%n",
        phone.login, phone.firstStanzas, phone.rows, phone.events);
  }

  /** The login and, along with it (docs/protocol/first-stanzas.md), what to know first. */
  private StandardExtensionElement firstRows(String name, String password) throws Exception {
    var question = rowsQuestion("");
    try (var answers = createStanzaCollector(new StanzaIdFilter(question))) {
      accept(logIn(name, password, question.toXML()));
      if (!firstStanzas) {
        sendStanza(question);
      }
      return Payload.of(answers.nextResultOrThrow());
    }
  }

  /** XEP-0388 with everything in it, by a token (XEP-0484) or to get one. */
  private StandardExtensionElement logIn(String name, String password, CharSequence first)
      throws Exception {
    if (store.token.isEmpty()) {
      login = "password";
      return authenticate("PLAIN", bytes("\0" + name + "\0" + password), REQUEST_TOKEN, first);
    }
    login = "token";
    var message = ByteUtils.concat(bytes(name + "\0"), hmac("Initiator"));
    try {
      var success = authenticate("HT-SHA-256-NONE", message, USE_TOKEN, first);
      var proof = success.getFirstElement("additional-data").getText();
      if (!proof.equals(encodeToString(hmac("Responder")))) {
        throw new SmackSaslException("the server does not know the token");
      }
      return success;
    } catch (FailedNonzaException refused) {
      store.token = ""; // revoked, or too old: the password makes a new one
      return logIn(name, password, first);
    }
  }

  private StandardExtensionElement authenticate(
      String mechanism, byte[] initial, String fast, CharSequence first) throws Exception {
    var response = encodeToString(initial);
    var xml = AUTHENTICATE.formatted(mechanism, response, store.userAgentId, fast, first);
    var tree = Payload.tree(xml);
    Step request = () -> tree;
    return sendAndWaitForResponse(request, Success.class, Failure.class).tree();
  }

  private byte[] hmac(String role) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes(store.token), mac.getAlgorithm()));
    return mac.doFinal(bytes(role));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void accept(StandardExtensionElement success) throws Exception {
    user = JidCreate.entityFullFrom(success.getFirstElement("authorization-identifier").getText());
    var bound = success.getFirstElement("bound", "urn:xmpp:bind:0");
    firstStanzas = bound.getFirstElement("first-stanzas", "urn:balcony:first-stanzas:0") != null;
    var token = success.getFirstElement("token", "urn:xmpp:fast:0");
    if (token != null) {
      store.token = token.getAttributeValue("token");
      store.save();
    }
    afterSuccessfulLogin(false);
  }

  /** Page by page. What moves meanwhile is in the next difference: the first page's stamp counts. */
  private void takeRows(StandardExtensionElement first) throws Exception {
    var changed = new TreeSet<String>();
    for (var page = first; page != null; page = nextRows(page)) {
      for (var row : Payload.children(page, "conversation")) {
        store.fold(row);
        rows++;
        if (!"deleted".equals(row.getAttributeValue("status"))) {
          changed.add(row.getAttributeValue("jid"));
        }
      }
    }
    for (var jid : changed) {
      replay(jid);
    }
    store.stamp = first.getAttributeValue("stamp");
    store.save();
  }

  /** The page behind a page of the list; null behind the last. */
  private StandardExtensionElement nextRows(StandardExtensionElement page) throws Exception {
    if (Payload.children(page, "conversation").size() < ROWS_MAX) {
      return null;
    }
    var last = page.getFirstElement("set", RSM).getFirstElement("last").getText();
    return Payload.of(sendIqRequestAndWaitForResponse(rowsQuestion(last)));
  }

  private IQ rowsQuestion(String after) {
    var page = builder("set", RSM).addElement("max", Integer.toString(ROWS_MAX));
    if (!after.isEmpty()) {
      page.addElement("after", after);
    }
    var query = builder("query", SYNC).addAttribute("stamp", store.stamp);
    return Payload.question(query.addElement(page.build()).build());
  }

  /** Everything since our version, oldest first, page by page. */
  private void replay(String jid) throws Exception {
    for (var complete = false; !complete; ) {
      var known = store.conversations.computeIfAbsent(jid, any -> new Conversation());
      var query = builder("replay", REPLAY).addAttribute("with", jid);
      if (known.version > 0) {
        query.addAttribute("life", known.life);
        query.addAttribute("since", Long.toString(known.version));
      }
      var end = takeEvents(known, Payload.question(query.build()));
      if ("true".equals(end.getAttributeValue("reset"))) {
        store.conversations.remove(jid);
        continue;
      }
      known.life = end.getAttributeValue("life");
      known.version = Math.max(known.version, Long.parseLong(end.getAttributeValue("last")));
      complete = "true".equals(end.getAttributeValue("complete"));
    }
  }

  /** The events come before the result, so all of them are there when it is. */
  private StandardExtensionElement takeEvents(Conversation known, IQ question) throws Exception {
    try (var come = createStanzaCollector(new StanzaExtensionFilter("event", REPLAY))) {
      var end = Payload.of(sendIqRequestAndWaitForResponse(question));
      for (Message next = come.pollResult(); next != null; next = come.pollResult()) {
        known.fold((StandardExtensionElement) next.getExtensionElement("event", REPLAY));
        events++;
      }
      return end;
    }
  }
}

package im.balcony.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.sasl.HtMechanism;
import im.balcony.protocol.xml.XmlElement;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Everything in the first flight: stream, login (XEP-0388, XEP-0484), session (XEP-0386, with
 * XEP-0198, XEP-0280 and XEP-0352) and what changed in the list of conversations
 * (docs/protocol/first-stanzas.md). The features are those of the last time; presence follows when
 * somebody looks at the phone.
 */
final class FastReturn implements PhoneLine.Errand {
  private static final String SASL = "urn:xmpp:sasl:2";
  private static final String BIND = "urn:xmpp:bind:0";
  private static final String FAST = "urn:xmpp:fast:0";
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String CONVERSATIONS = "s1";
  private static final HtMechanism HT = HtMechanism.HT_SHA_256_NONE;
  private static final byte[] NO_BINDING = {};

  /** The way to a first token asks for one row: only the stamp is wanted. */
  private static final String ONE_ROW =
      "<set xmlns='http://jabber.org/protocol/rsm'><max>1</max></set>";

  private final ClientSettings settings;
  private final PhoneMemory memory;
  private final @Nullable ScramLogin scram;
  private String token = "";
  private String archiveEnd = "";

  private FastReturn(ClientSettings settings, PhoneMemory memory, @Nullable ScramLogin scram) {
    this.settings = settings;
    this.memory = memory;
    this.scram = scram;
  }

  static FastReturn byPassword(ClientSettings settings, PhoneMemory memory, ScramLogin scram) {
    return new FastReturn(settings, memory, scram);
  }

  static FastReturn byToken(ClientSettings settings, PhoneMemory memory) {
    return new FastReturn(settings, memory, null);
  }

  @Override
  public void begin(PhoneLine line) {
    var account = memory.account();
    line.write(
        ("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='%s' from='%s'"
                + " to='%s' version='1.0'>")
            .formatted(Login.STREAM, account.bareJid(settings.domain()), settings.domain()));
    line.write(scram == null ? authenticateByToken() : authenticateByPassword(scram));
  }

  private String authenticateByToken() {
    var message = new ByteArrayOutputStream();
    message.writeBytes((memory.account().name() + "\0").getBytes(UTF_8));
    message.writeBytes(HtMechanism.initiatorHash(memory.token().getBytes(UTF_8), NO_BINDING));
    return authenticate(
        HT.saslName(), message.toByteArray(), "<fast xmlns='" + FAST + "'/>", memory.stamp(), "");
  }

  private String authenticateByPassword(ScramLogin exchange) {
    var request = "<request-token xmlns='%s' mechanism='%s'/>".formatted(FAST, HT.saslName());
    return authenticate(
        settings.mechanism().saslName(), exchange.first().getBytes(UTF_8), request, "0", ONE_ROW);
  }

  private String authenticate(
      String mechanism, byte[] initial, String inline, String stamp, String page) {
    return """
    <authenticate xmlns='%s' mechanism='%s'><initial-response>%s</initial-response>\
    <user-agent id='%s'/>%s<bind xmlns='%s'><tag>load</tag><enable xmlns='%s' resume='true'/>\
    <enable xmlns='urn:xmpp:carbons:2'/><inactive xmlns='urn:xmpp:csi:0'/>\
    <first-stanzas xmlns='urn:balcony:first-stanzas:0'>\
    <iq xmlns='jabber:client' type='get' id='%s'><query xmlns='%s' stamp='%s'>%s</query></iq>\
    </first-stanzas></bind></authenticate>\
    """
        .formatted(
            SASL,
            mechanism,
            Base64.getEncoder().encodeToString(initial),
            memory.userAgentId(),
            inline,
            BIND,
            LoadClient.SM,
            CONVERSATIONS,
            SYNC,
            stamp,
            page);
  }

  @Override
  public void element(PhoneLine line, XmlElement element) {
    if (element.is("challenge", SASL) && scram != null) {
      answer(line, scram, element);
    } else if (element.is("success", SASL)) {
      success(element);
    } else if (element.is("iq", "jabber:client") && CONVERSATIONS.equals(element.attribute("id"))) {
      conversations(line, element);
    } else if (element.is("failure", SASL) || element.is("error", Login.STREAM)) {
      line.closed("refused: " + element.toXml());
    }
  }

  private static void answer(PhoneLine line, ScramLogin exchange, XmlElement challenge) {
    try {
      var answer = exchange.answer(Login.decode(challenge.text()));
      line.write("<response xmlns='" + SASL + "'>" + Login.encode(answer) + "</response>");
    } catch (GeneralSecurityException | NumberFormatException e) {
      line.closed("challenge not understood: " + e.getMessage());
    }
  }

  private void success(XmlElement success) {
    token = attribute(success, "token", FAST, "token");
    archiveEnd =
        success
            .child("bound", BIND)
            .flatMap(bound -> bound.child("metadata", MAM))
            .map(metadata -> attribute(metadata, "end", MAM, "id"))
            .orElse("");
  }

  private void conversations(PhoneLine line, XmlElement answer) {
    var query = answer.child("query", SYNC);
    if (query.isEmpty()) {
      line.closed("no conversations: " + answer.toXml());
      return;
    }
    if (scram != null) {
      memory.learn(token, String.valueOf(query.get().attribute("stamp")), archiveEnd);
    }
    line.done(query.get().children("conversation", SYNC).size());
  }

  private static String attribute(
      XmlElement parent, String name, String namespace, String attribute) {
    return parent.child(name, namespace).map(child -> child.attribute(attribute)).orElse("");
  }
}

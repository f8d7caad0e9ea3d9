package im.balcony.protocol.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xml.XmlElement;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StanzaErrorTest {

  private static Stanza stanza(String xml) {
    return ((StanzaReader.Read) StanzaReader.read(StanzaReaderTest.element(xml))).stanza();
  }

  /** RFC 6120 section 8.3.3. */
  @ParameterizedTest
  @CsvSource({
    "bad-request, modify",
    "conflict, cancel",
    "feature-not-implemented, cancel",
    "forbidden, auth",
    "gone, cancel",
    "internal-server-error, cancel",
    "item-not-found, cancel",
    "jid-malformed, modify",
    "not-acceptable, modify",
    "not-allowed, cancel",
    "not-authorized, auth",
    "policy-violation, modify",
    "recipient-unavailable, wait",
    "redirect, modify",
    "registration-required, auth",
    "remote-server-not-found, cancel",
    "remote-server-timeout, wait",
    "resource-constraint, wait",
    "service-unavailable, cancel",
    "subscription-required, auth",
    "undefined-condition, cancel",
    "unexpected-request, wait"
  })
  void everyConditionHasItsNameAndItsUsualType(String name, String type) {
    StanzaError.Condition condition =
        Arrays.stream(StanzaError.Condition.values())
            .filter(known -> known.elementName().equals(name))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "<error type='"
            + type
            + "'><"
            + name
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
        StanzaError.of(condition).toElement("jabber:client").toXml("jabber:client"));
  }

  @Test
  void everyConditionHasAFactoryOfItsName() throws ReflectiveOperationException {
    assertEquals(22, StanzaError.Condition.values().length);
    for (StanzaError.Condition condition : StanzaError.Condition.values()) {
      String[] words = condition.elementName().split("-", -1);
      StringBuilder name = new StringBuilder(words[0]);
      for (String word : List.of(words).subList(1, words.length)) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
      var factory = StanzaError.class.getMethod(name.toString());
      assertTrue(Modifier.isStatic(factory.getModifiers()));
      assertEquals(StanzaError.of(condition), factory.invoke(null));
    }
  }

  @Test
  void theReplySwapsAddressesAndKeepsTheId() {
    Stanza request = stanza("<iq from='a@x/1' to='b@x' id='7' type='set'><q xmlns='u'/></iq>");
    assertEquals(
        "<iq type='error' id='7' from='b@x' to='a@x/1'><error type='cancel'>"
            + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        StanzaError.serviceUnavailable().replyTo(request).toXml("jabber:client"));
  }

  @Test
  void aMessageWithoutAnIdIsAnsweredWithoutOne() {
    XmlElement reply = StanzaError.gone().replyTo(stanza("<message from='a@x' to='b@x'/>"));
    assertEquals(List.of("type", "from", "to"), List.copyOf(reply.attributes().keySet()));
  }

  /** RFC 6120 section 8.3.1 rule 8: two servers would go on for ever. */
  @ParameterizedTest
  @CsvSource({
    "<message type='error'/>",
    "<presence type='error'/>",
    "<iq type='error' id='1'/>",
    "<iq type='result' id='1'/>"
  })
  void whatMustNotBeAnsweredIsNot(String xml) {
    assertEquals(Optional.empty(), StanzaError.conflict().bounce(stanza(xml)));
    assertThrows(IllegalArgumentException.class, () -> StanzaError.conflict().replyTo(stanza(xml)));
  }

  @Test
  void textAndAnApplicationsConditionFollowTheDefinedOne() {
    XmlElement blocked = XmlElement.named("blocked", "urn:xmpp:blocking:errors").build();
    StanzaError error =
        StanzaError.policyViolation()
            .withText("not <now>")
            .withType(StanzaError.Type.WAIT)
            .withApplication(blocked);
    assertEquals(
        "<error type='wait'><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='en'>not &lt;now&gt;</text>"
            + "<blocked xmlns='urn:xmpp:blocking:errors'/></error>",
        error.toElement("jabber:client").toXml("jabber:client"));
  }

  @ParameterizedTest
  @EnumSource(StanzaError.Condition.class)
  void anErrorIsReadAsItWasWritten(StanzaError.Condition condition) {
    StanzaError error =
        StanzaError.of(condition)
            .withText("why")
            .withApplication(XmlElement.named("x", "urn:x").build());
    assertEquals(Optional.of(error), StanzaError.read(reply(error)));
  }

  @Test
  void anUnknownConditionIsUndefined() {
    Stanza strange =
        stanza(
            "<message type='error'><error type='odd'><new xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    assertEquals(Optional.of(StanzaError.undefinedCondition()), StanzaError.read(strange));
    assertEquals(Optional.empty(), StanzaError.read(stanza("<message/>")));
  }

  private static Stanza reply(StanzaError error) {
    XmlElement reply = error.replyTo(stanza("<message to='a@x' from='b@x'/>"));
    return ((StanzaReader.Read) StanzaReader.read(reply)).stanza();
  }
}

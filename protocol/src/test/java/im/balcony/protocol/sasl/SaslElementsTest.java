package im.balcony.protocol.sasl;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.sasl.SaslFailure.Condition;
import im.balcony.protocol.sasl.SaslRequest.Auth;
import im.balcony.protocol.sasl.SaslRequest.Refused;
import im.balcony.protocol.sasl.SaslRequest.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SaslElementsTest {
  private static final String NS = " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

  @Test
  void aFirstMessageIsAbsentEmptyOrThere() {
    assertFalse(auth("<auth mechanism='PLAIN'" + NS + "/>").hasInitialResponse());
    var empty = auth("<auth mechanism='PLAIN'" + NS + ">=</auth>");
    assertTrue(empty.hasInitialResponse());
    assertEquals(0, empty.initialResponse().length);
    var there = auth("<auth mechanism='PLAIN'" + NS + "> aGk= </auth>");
    assertArrayEquals("hi".getBytes(UTF_8), there.initialResponse());
  }

  @Test
  void aResponseHasItsData() {
    var response =
        assertInstanceOf(
            Response.class, SaslRequest.read(xml("<response" + NS + ">aGk=</response>")));
    assertArrayEquals("hi".getBytes(UTF_8), response.data());
    assertEquals(new SaslRequest.Abort(), SaslRequest.read(xml("<abort" + NS + "/>")));
  }

  @ParameterizedTest
  @CsvSource({
    "INCORRECT_ENCODING, <response{ns}>!</response>",
    "INCORRECT_ENCODING, <auth mechanism='PLAIN'{ns}>a b</auth>",
    "INVALID_MECHANISM,  <auth{ns}>aGk=</auth>",
    "MALFORMED_REQUEST,  <challenge{ns}/>",
    "MALFORMED_REQUEST,  <auth mechanism='PLAIN'/>"
  })
  void anythingElseIsAnsweredWithItsFailure(Condition condition, String xml) {
    var request = xml(xml.replace("{ns}", NS));
    var refused = assertInstanceOf(Refused.class, SaslRequest.read(request));
    assertEquals(condition, refused.failure().condition());
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void aFailureNamesItsCondition(Condition condition) {
    var failure = reparsed(SaslElements.failure(SaslFailure.of(condition, "because")));
    assertEquals(condition.elementName(), failure.elements().get(0).name());
    assertEquals("because", failure.child("text", SaslElements.NAMESPACE).orElseThrow().text());
  }

  @Test
  void theFeaturesSayWhatIsOffered() {
    assertEquals(
        xml(
            "<mechanisms"
                + NS
                + "><mechanism>SCRAM-SHA-1-PLUS</mechanism><mechanism>PLAIN</mechanism></mechanisms>"),
        SaslElements.mechanisms(List.of(SaslMechanism.SCRAM_SHA_1_PLUS, SaslMechanism.PLAIN)));
    assertEquals(
        List.of("tls-exporter", "tls-server-end-point"),
        ChannelBindingList.names(
            reparsed(ChannelBindingList.of(ScramLogin.WITH_PLUS.channelBindingTypes()))));
  }

  @Test
  void dataIsInBase64() {
    assertEquals("aGk=", SaslElements.challenge("hi").text());
    assertEquals("aGk=", SaslElements.success(new byte[] {'h', 'i'}).text());
    assertEquals("", SaslElements.success(new byte[0]).text());
    assertEquals("", SaslElements.emptyChallenge().text());
  }

  private static Auth auth(String xml) {
    return assertInstanceOf(Auth.class, SaslRequest.read(xml(xml)));
  }
}

package im.balcony.protocol.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamErrorTest {

  /** RFC 6120 sections 4.9.3.1 to 4.9.3.25, in their order. */
  @Test
  void allConditionsOfTheRfcAreThere() {
    assertEquals(
        List.of(
            "bad-format",
            "bad-namespace-prefix",
            "conflict",
            "connection-timeout",
            "host-gone",
            "host-unknown",
            "improper-addressing",
            "internal-server-error",
            "invalid-from",
            "invalid-namespace",
            "invalid-xml",
            "not-authorized",
            "not-well-formed",
            "policy-violation",
            "remote-connection-failed",
            "reset",
            "resource-constraint",
            "restricted-xml",
            "see-other-host",
            "system-shutdown",
            "undefined-condition",
            "unsupported-encoding",
            "unsupported-feature",
            "unsupported-stanza-type",
            "unsupported-version"),
        Arrays.stream(StreamErrorCondition.values())
            .map(StreamErrorCondition::elementName)
            .toList());
  }

  @Test
  void itIsWrittenAsTheRfcShowsIt() {
    assertEquals(
        "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
            + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='en'>who?</text></stream:error>",
        new StreamError(StreamErrorCondition.HOST_UNKNOWN, "who?")
            .toElement()
            .toXml("jabber:client"));
    assertEquals(
        "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>"
            + "[2001:db8::1]:5222</see-other-host></stream:error>",
        StreamError.seeOtherHost("[2001:db8::1]:5222").toElement().toXml("jabber:client"));
  }

  @ParameterizedTest
  @EnumSource(StreamErrorCondition.class)
  void itIsReadAsItWasWritten(StreamErrorCondition condition) {
    StreamError bare = new StreamError(condition);
    StreamError full = new StreamError(condition, "text", "data");
    assertEquals(Optional.of(bare), StreamError.read(bare.toElement()));
    assertEquals(Optional.of(full), StreamError.read(full.toElement()));
  }

  @Test
  void anUnknownConditionIsUndefined() {
    XmlElement strange =
        XmlElement.named("error", "http://etherx.jabber.org/streams")
            .child(XmlElement.named("new", StreamError.NAMESPACE).build())
            .build();
    assertEquals(
        Optional.of(new StreamError(StreamErrorCondition.UNDEFINED_CONDITION)),
        StreamError.read(strange));
    assertEquals(Optional.empty(), StreamError.read(XmlElement.named("error", "u").build()));
  }

  @ParameterizedTest
  @EnumSource(XmlFault.class)
  void everyFaultHasItsCondition(XmlFault fault) {
    assertEquals(fault.name(), StreamErrorCondition.of(fault).name());
  }
}

package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 4.7 and 4.9.3. */
class StreamOpeningTest {
  private static final List<String> DOMAINS = List.of("a.example", "b.example");
  private static final Jid ROMEO = Jid.parse("romeo@b.example");

  @Test
  void aServedDomainIsTaken() {
    var opening = check("B.Example", null, "1.0", "jabber:client");

    assertNull(opening.fault());
    assertEquals("b.example", opening.domain());
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.example", "romeo@a.example", "", "a.example/x"})
  void otherNamesAreUnknownHosts(String to) {
    assertEquals(
        StreamErrorCondition.HOST_UNKNOWN, check(to, null, "1.0", "jabber:client").fault());
  }

  @Test
  void aHeaderWithoutAddressOrVersionOrOfAServerIsRefused() {
    assertEquals(
        StreamErrorCondition.IMPROPER_ADDRESSING,
        StreamOpening.check(open(null, null, "1.0", "jabber:client"), DOMAINS, null).fault());
    assertEquals(
        StreamErrorCondition.UNSUPPORTED_VERSION,
        StreamOpening.check(open("a.example", null, null, "jabber:client"), DOMAINS, null).fault());
    assertEquals(
        StreamErrorCondition.UNSUPPORTED_VERSION,
        check("a.example", null, "0.9", "jabber:client").fault());
    assertEquals(
        StreamErrorCondition.INVALID_NAMESPACE,
        check("a.example", null, "1.0", "jabber:server").fault());
  }

  @Test
  void aHigherVersionIsAnsweredWithOurs() {
    var open = open("a.example", "romeo@a.example", "2.1", "jabber:client");

    var answer = StreamOpening.check(open, DOMAINS, null).answer(open);

    assertEquals("1.0", answer.version());
    assertEquals("romeo@a.example", answer.to());
    assertEquals("a.example", answer.from());
    assertNotEquals(answer.id(), StreamOpening.check(open, DOMAINS, null).answer(open).id());
  }

  @Test
  void afterLoginTheStreamStaysWithTheAccount() {
    var of = open("b.example", "romeo@b.example", "1.0", "jabber:client");
    assertNull(StreamOpening.check(of, DOMAINS, ROMEO).fault());
    for (var other :
        new StreamFrame.Open[] {
          open("a.example", null, "1.0", "jabber:client"),
          open("b.example", "juliet@b.example", "1.0", "jabber:client"),
          open("b.example", "@@", "1.0", "jabber:client")
        }) {
      assertEquals(
          StreamErrorCondition.INVALID_FROM, StreamOpening.check(other, DOMAINS, ROMEO).fault());
    }
  }

  private static StreamOpening check(
      @Nullable String to, @Nullable String from, String version, String namespace) {
    return StreamOpening.check(open(to, from, version, namespace), DOMAINS, null);
  }

  private static StreamFrame.Open open(
      @Nullable String to, @Nullable String from, @Nullable String version, String namespace) {
    return new StreamFrame.Open(to, from, version, null, namespace);
  }
}

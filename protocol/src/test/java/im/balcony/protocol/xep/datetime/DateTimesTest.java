package im.balcony.protocol.xep.datetime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.Payloads;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {
  @Test
  void theExamplesOfXep0082AreTheSameMoment() {
    var firstSteps = Instant.parse("1969-07-21T02:56:15Z");
    assertEquals(Optional.of(firstSteps), DateTimes.parse("1969-07-21T02:56:15Z"));
    assertEquals(Optional.of(firstSteps), DateTimes.parse("1969-07-20T21:56:15-05:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-07-01",
        "2026-07-01T10:00:00",
        "2026-13-01T10:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "2026-07-01T10:00:00.00000000000000000000000000000000000Z"
      })
  void anythingElseIsNoMoment(String text) {
    assertEquals(Optional.empty(), DateTimes.parse(text));
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("moments") Instant moment) {
    assertEquals(Optional.of(moment), DateTimes.parse(DateTimes.format(moment)));
  }

  @Property
  void anyTextIsAnsweredWithAValue(@ForAll String text) {
    assertEquals(Optional.empty(), DateTimes.parse(text + "!"));
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Payloads.instant();
  }
}

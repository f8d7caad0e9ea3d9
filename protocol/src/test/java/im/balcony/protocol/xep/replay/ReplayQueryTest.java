package im.balcony.protocol.xep.replay;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions for a conversation's events and the end of a page of them. */
class ReplayQueryTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");

  private static Optional<ReplayQuery> read(String attributes) {
    return ReplayQuery.read(
        xml("<replay xmlns='%s' %s/>".formatted(ReplayQuery.NAMESPACE, attributes)));
  }

  @Test
  void whoKnowsNothingNamesTheOtherSideAlone() {
    var everything = new ReplayQuery(ROMEO, null, 0, 0, false, ReplayQuery.ITEMS_MAX);
    assertEquals(Optional.of(everything), read("with='romeo@a.example'"));
    assertEquals(Optional.of(everything), read("with='romeo@a.example/phone'"));
    assertEquals(Optional.of(everything), read("with='romeo@a.example' order='oldest-first'"));
  }

  @Property
  void whatIsAskedIsRead(
      @ForAll @LongRange(min = 0) long since,
      @ForAll @LongRange(min = 0) long before,
      @ForAll boolean newestFirst,
      @ForAll @IntRange(min = 1) int max) {
    var element =
        XmlElement.named(ReplayQuery.NAME, ReplayQuery.NAMESPACE)
            .attribute("with", "romeo@a.example")
            .attribute("life", "5f'<&")
            .attribute("since", Long.toString(since))
            .attribute("before", Long.toString(before))
            .attribute("order", newestFirst ? "newest-first" : "oldest-first")
            .attribute("max", Integer.toString(max))
            .build();
    assertEquals(
        Optional.of(
            new ReplayQuery(
                ROMEO, "5f'<&", since, before, newestFirst, Math.min(max, ReplayQuery.ITEMS_MAX))),
        ReplayQuery.read(reparsed(element)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "with='@'",
        "with='romeo@a.example' since='-1'",
        "with='romeo@a.example' since='x'",
        "with='romeo@a.example' since='9223372036854775808'",
        "with='romeo@a.example' before='-1'",
        "with='romeo@a.example' before=''",
        "with='romeo@a.example' order='random'",
        "with='romeo@a.example' max='0'",
        "with='romeo@a.example' max='-1'",
        "with='romeo@a.example' max='all'"
      })
  void whatCannotBeReadIsNoQuestion(String attributes) {
    assertTrue(read(attributes).isEmpty());
  }

  @Test
  void anEndSaysWhatThePageLookedAtOrThatAllBeginsAnew() {
    var end = new ReplayEnd("5f3a", 19, 18, 19, true);
    assertEquals(
        xml(
            "<replay xmlns='%s' life='5f3a' version='19' first='18' last='19' complete='true'/>"
                .formatted(ReplayQuery.NAMESPACE)),
        reparsed(end.toElement()));
    var reset = reparsed(end.toReset());
    assertEquals("true", reset.attribute("reset"));
    assertEquals("19", reset.attribute("version"));
    assertNull(reset.attribute("complete"));
  }
}

package im.balcony.protocol.xep.rsm;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.Payloads;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @Property
  void aRequestIsReadBack(@ForAll("requests") PageRequest request) {
    assertEquals(Optional.of(request), PageRequest.read(reparsed(request.toElement())));
  }

  @Property
  void aResultIsReadBack(@ForAll("results") PageResult result) {
    assertEquals(Optional.of(result), PageResult.read(reparsed(result.toElement())));
  }

  @Test
  void anEmptyBeforeAsksForTheLastPage() {
    var request =
        PageRequest.read(
                xml("<set xmlns='http://jabber.org/protocol/rsm'><max>10</max><before/></set>"))
            .orElseThrow();
    assertTrue(request.isBackwards());
    assertEquals(10, request.itemsUpTo(50));
    assertEquals(5, request.itemsUpTo(5));
  }

  @Test
  void withoutASetTheFirstPageIsMeant() {
    assertEquals(Optional.of(PageRequest.FIRST), PageRequest.in(xml("<query/>")));
    assertEquals(50, PageRequest.FIRST.itemsUpTo(50));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<max/>",
        "<max>-1</max>",
        "<max>many</max>",
        "<max>99999999999999999999</max>",
        "<index>first</index>",
        "<after/>"
      })
  void whatIsNoRequestIsRefused(String content) {
    var query = "<query><set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set></query>";
    assertEquals(Optional.empty(), PageRequest.in(xml(query)));
  }

  @Test
  void anIdWithoutEndIsRefused() {
    var id = "1".repeat(PageRequest.ID_CHARS_MAX + 1);
    var set = "<set xmlns='http://jabber.org/protocol/rsm'><after>" + id + "</after></set>";
    assertEquals(Optional.empty(), PageRequest.read(xml(set)));
  }

  @Provide
  Arbitrary<PageRequest> requests() {
    return Combinators.combine(
            Payloads.count().injectNull(0.3),
            Payloads.id().injectNull(0.5),
            Payloads.text().injectNull(0.5),
            Payloads.count().injectNull(0.5))
        .as(PageRequest::new);
  }

  @Provide
  Arbitrary<PageResult> results() {
    return Combinators.combine(
            Payloads.text(),
            Payloads.text(),
            Payloads.count().injectNull(0.5),
            Payloads.count().injectNull(0.5))
        .as(PageResult::new)
        .injectNull(0.1)
        .map(page -> page == null ? PageResult.empty(3) : page);
  }
}

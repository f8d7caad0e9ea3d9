package im.balcony.protocol.xep.mam;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError.Condition;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MamQueryTest {
  @Property
  void whatIsWrittenIsReadBack(@ForAll("queries") MamQuery query) {
    assertEquals(new MamQuery.Read(query), MamQuery.read(reparsed(query.toElement())));
  }

  @Test
  void aQueryWithoutAnythingAsksForTheFirstPageOfAll() {
    assertEquals(
        new MamQuery.Read(new MamQuery(null, null, MamFilter.ALL, PageRequest.FIRST, false)),
        MamQuery.read(xml("<query xmlns='urn:xmpp:mam:2'/>")));
  }

  @Test
  void theFieldsOfAFormAreRead() {
    var query =
        query(
            field("with", "Juliet@b.example")
                + field("start", "2010-06-07T00:00:00Z")
                + field("end", "2010-07-07T15:23:54+02:00")
                + "<field var='ids'><value>1</value><value>2</value></field>"
                + field("include-groupchat", "0"));
    var filter = assertInstanceOf(MamQuery.Read.class, query).query().filter();
    assertEquals(
        new MamFilter(
            Jid.parse("juliet@b.example"),
            Instant.parse("2010-06-07T00:00:00Z"),
            Instant.parse("2010-07-07T13:23:54Z"),
            null,
            null,
            List.of("1", "2"),
            false),
        filter);
  }

  @ParameterizedTest
  @CsvSource({
    "with, @, BAD_REQUEST",
    "start, yesterday, BAD_REQUEST",
    "end, 2010, BAD_REQUEST",
    "include-groupchat, maybe, BAD_REQUEST",
    "{urn:x}text, love, FEATURE_NOT_IMPLEMENTED"
  })
  void aFieldThatIsNotUnderstoodIsNotPassedOver(String var, String value, Condition condition) {
    var refused = assertInstanceOf(MamQuery.Refused.class, query(field(var, value)));
    assertEquals(condition, refused.error().condition());
  }

  @Test
  void aFormOfAnotherKindIsRefused() {
    var form =
        "<query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'>"
            + field("FORM_TYPE", "urn:xmpp:mam:1")
            + "</x></query>";
    assertInstanceOf(MamQuery.Refused.class, MamQuery.read(xml(form)));
  }

  @Test
  void idsAreBounded() {
    var ids = "<value>1</value>".repeat(MamQuery.IDS_MAX + 1);
    var refused =
        assertInstanceOf(MamQuery.Refused.class, query("<field var='ids'>" + ids + "</field>"));
    assertEquals(Condition.POLICY_VIOLATION, refused.error().condition());
  }

  @Test
  void allFieldsAreTold() {
    var form = Mam.supportedFields();
    assertEquals(
        List.of(
            "FORM_TYPE",
            "with",
            "start",
            "end",
            "before-id",
            "after-id",
            "include-groupchat",
            "ids"),
        form.elements().get(0).elements().stream().map(field -> field.attribute("var")).toList());
  }

  private static MamQuery.Result query(String fields) {
    return MamQuery.read(
        xml(
            "<query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'>"
                + field("FORM_TYPE", "urn:xmpp:mam:2")
                + fields
                + "</x></query>"));
  }

  private static String field(String var, String value) {
    return "<field var='" + var + "'><value>" + value + "</value></field>";
  }

  @Provide
  Arbitrary<MamQuery> queries() {
    var id = Payloads.id();
    var filters =
        Combinators.combine(
                Payloads.jid().injectNull(0.5),
                Payloads.instant().injectNull(0.5),
                Payloads.instant().injectNull(0.5),
                id.injectNull(0.5),
                id.injectNull(0.5),
                id.list().ofMaxSize(3),
                Arbitraries.of(true, false).injectNull(0.5))
            .as(MamFilter::new);
    var pages =
        Combinators.combine(Payloads.count().injectNull(0.3), id.injectNull(0.5))
            .as((max, after) -> new PageRequest(max, after, null, null));
    return Combinators.combine(
            id.injectNull(0.5), id.injectNull(0.8), filters, pages, Arbitraries.of(true, false))
        .as(MamQuery::new);
  }
}

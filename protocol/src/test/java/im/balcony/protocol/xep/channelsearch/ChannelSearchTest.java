package im.balcony.protocol.xep.channelsearch;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaError.Condition;
import im.balcony.protocol.xep.dataforms.DataForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChannelSearchTest {
  private static final FoundChannel OPERATORS =
      new FoundChannel(
          Jid.parse("operators@muc.xmpp.example"),
          "XMPP Service Operators",
          "Discussion venue for operators",
          43,
          true,
          false);

  private static ChannelSearch read(String inside) {
    return ChannelSearch.read(
        xml("<search xmlns='" + ChannelSearch.NAMESPACE + "'>" + inside + "</search>"));
  }

  private static String form(String... fieldsAndValues) {
    var fields = new StringBuilder();
    for (var n = 0; n < fieldsAndValues.length; n += 2) {
      fields.append(
          "<field var='%s'><value>%s</value></field>"
              .formatted(fieldsAndValues[n], fieldsAndValues[n + 1]));
    }
    return "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
        + "<value>urn:xmpp:channel-search:0:search-params</value></field>"
        + fields
        + "</x>";
  }

  private static SearchTerms terms(String... fieldsAndValues) {
    return assertInstanceOf(ChannelSearch.Search.class, read(form(fieldsAndValues))).terms();
  }

  private static StanzaError refused(String inside) {
    return assertInstanceOf(ChannelSearch.Refused.class, read(inside)).error();
  }

  private static void assertRefused(
      Condition condition, StanzaError.Type type, String application, String inside) {
    var error = refused(inside);
    assertEquals(condition, error.condition());
    assertEquals(type, error.type());
    var element = error.application();
    assertTrue(
        element != null && element.is(application, "urn:xmpp:channel-search:0:error"),
        () -> String.valueOf(element));
  }

  /** Section 4.2.1: all fields, with their defaults. */
  @Test
  void whoAsksForItGetsTheForm() {
    assertInstanceOf(ChannelSearch.GetForm.class, read(""));
    var form = DataForm.in(ChannelSearch.form()).orElseThrow();
    assertEquals(Optional.of("true"), form.value("sinname"));
    assertEquals(Optional.of("{urn:xmpp:channel-search:0:order}nusers"), form.value("key"));
    assertEquals(
        List.of(
            "FORM_TYPE",
            "q",
            "all",
            "sinname",
            "sindescription",
            "sinaddress",
            "min_users",
            "types",
            "key"),
        form.fields().stream().map(each -> each.var()).toList());
  }

  @Test
  void wordsStandInAnyOfTheFieldsThatAreSearchedAllOfThem() {
    assertTrue(terms("q", "  OPERATORS venue ").fits(OPERATORS));
    assertTrue(terms("q", "muc.xmpp").fits(OPERATORS));
    assertFalse(terms("q", "operators dogs").fits(OPERATORS));
    assertFalse(terms("q", "muc.xmpp", "sinaddress", "false").fits(OPERATORS));
    assertFalse(terms("q", "muc.xmpp", "sinaddr", "0").fits(OPERATORS));
    assertFalse(terms("q", "venue", "sindescription", "0").fits(OPERATORS));
    assertFalse(terms("q", "service", "sinname", "0").fits(OPERATORS));
  }

  @Test
  void howManyAreInAndOfWhatKindTheyAreCounts() {
    assertTrue(terms("all", "1", "min_users", "43").fits(OPERATORS));
    assertFalse(terms("all", "1", "min_users", "44").fits(OPERATORS));
    assertTrue(terms("all", "true", "types", "xep-0369").fits(OPERATORS));
    assertFalse(terms("all", "true", "types", "urn:example:other").fits(OPERATORS));
    assertEquals(SearchForm.MUC, terms("all", "true").serviceType());
    assertEquals(SearchForm.MIX, terms("all", "true", "types", "xep-0369").serviceType());
  }

  /** Sections 4.2.2.2 to 4.2.2.7. */
  @Test
  void whatCannotBeAnsweredIsRefusedWithItsOwnCondition() {
    var modify = StanzaError.Type.MODIFY;
    assertRefused(
        Condition.FEATURE_NOT_IMPLEMENTED,
        modify,
        "invalid-sort-key",
        form("q", "a", "key", "size"));
    assertRefused(Condition.BAD_REQUEST, modify, "invalid-search-terms", form("q", "  "));
    assertRefused(
        Condition.BAD_REQUEST,
        modify,
        "invalid-search-terms",
        form("q", "x".repeat(SearchForm.QUERY_CHARS_MAX + 1)));
    assertRefused(
        Condition.BAD_REQUEST, modify, "conflicting-fields", form("q", "a", "all", "true"));
    var cancel = StanzaError.Type.CANCEL;
    assertRefused(Condition.BAD_REQUEST, cancel, "no-search-conditions", form("min_users", "1"));
    assertRefused(
        Condition.BAD_REQUEST,
        cancel,
        "no-search-conditions",
        "<x xmlns='jabber:x:data' type='submit'/>");
    assertEquals(
        Condition.FEATURE_NOT_IMPLEMENTED,
        refused("<set xmlns='http://jabber.org/protocol/rsm'><index>3</index></set>").condition());
    assertEquals(
        Condition.BAD_REQUEST,
        refused("<set xmlns='http://jabber.org/protocol/rsm'><max>x</max></set>").condition());
  }

  /** Section 4.2.2.1. */
  @Test
  void aRoomIsToldAsItWasAskedFor() {
    var result = ChannelSearch.result(terms("q", "a"), List.of(OPERATORS), 7).toXml();
    for (var part :
        List.of(
            "address=\"operators@muc.xmpp.example\"",
            "<name>XMPP Service Operators</name>",
            "<nusers>43</nusers>",
            "<service-type>xep-0045</service-type>",
            "<is-open",
            "<anonymity-mode>muc_semianonymous</anonymity-mode>",
            "<count>7</count>")) {
      assertTrue(result.replace('\'', '"').contains(part), () -> part + " in " + result);
    }
    var unknown =
        new FoundChannel(OPERATORS.address(), "", "", 0, null, null).toElement("xep-0369").toXml();
    assertFalse(unknown.contains("is-open") || unknown.contains("anonymity"), unknown);
  }

  @Test
  void aPlaceIsReadAsItWasWritten() {
    assertEquals(Optional.of(OPERATORS.place()), SearchPlace.read(OPERATORS.place().toId()));
    Stream.of("", " ", "a@b", "x a@b", "-1 a@b")
        .forEach(wrong -> assertEquals(Optional.empty(), SearchPlace.read(wrong), wrong));
  }
}

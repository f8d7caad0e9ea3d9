package im.balcony.protocol.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlParserTest {
  private static final XmlLimits LIMITS = new XmlLimits(1000, 4, 4, 10, 20, 3, 12);

  private static XmlElement parse(String xml) throws XmlException {
    return XmlParser.parse(xml, LIMITS);
  }

  private static XmlElement parse(String xml, int valueCharsMax) throws XmlException {
    return XmlParser.parse(xml, new XmlLimits(1000, 4, 4, 10, valueCharsMax, 3, 12));
  }

  private static XmlFault fault(String xml) {
    return assertThrows(XmlException.class, () -> parse(xml), xml).fault();
  }

  /** XML 1.0 sections 2.11 (ends of lines) and 3.3.3 (values of attributes). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a> x </a> | ' x '",
        "<a>1{CR}{LF}2{CR}3{LF}4</a> | 1{LF}2{LF}3{LF}4",
        "<a><![CDATA[1{CR}{LF}2{CR}3]]></a> | 1{LF}2{LF}3",
        "<a>&#13;&#x41;&#x1F600;</a> | {CR}A\uD83D\uDE00",
        "<a>&lt;&gt;&amp;&apos;&quot;</a> | <>&'\"",
        "<a>x<![CDATA[<y>&amp;]]>z</a> | x<y>&amp;z",
        "<a><![CDATA[]]]]><![CDATA[>]]></a> | ]]>",
        "<a>]] > ]</a> | ]] > ]",
        "<a>x'\"></a> | x'\">",
        "<a></a> | ''"
      })
  void textIsReadAsXmlSaysIt(String xml, String text) throws XmlException {
    assertEquals(lines(text), parse(lines(xml)).text());
  }

  @Test
  void valuesOfAttributesAreNormalised() throws XmlException {
    XmlElement a = parse("<a b='1\r\n2\t3\n4' c=\"'\" d='&#10;&#9;&amp;&quot;' ><e/></a >");
    assertEquals("1 2 3 4", a.attribute("b"));
    assertEquals("'", a.attribute("c"));
    assertEquals("\n\t&\"", a.attribute("d"));
  }

  @Test
  void prefixesAreOnlyAnotherWayToWriteANamespace() throws XmlException {
    assertEquals(
        parse("<a xmlns='u'><b xmlns='v'/></a>"), parse("<p:a xmlns:p='u' xmlns='v'><b/></p:a>"));
    assertEquals(
        XmlContext.XML, parse("<xml:a xmlns:xml='" + XmlContext.XML + "'/>", 40).namespace());
  }

  @Test
  void anElementStandsInTheNamespaceAroundIt() throws XmlException {
    byte[] xml = "<message><stream:x/></message>".getBytes(UTF_8);
    XmlElement message = XmlParser.parse(xml, "jabber:client", LIMITS);
    assertEquals("jabber:client", message.namespace());
    assertEquals(XmlContext.STREAMS, message.elements().get(0).namespace());
    assertEquals("jabber:server", XmlParser.parse(xml, "jabber:server", LIMITS).namespace());
    assertEquals(XmlFault.NOT_WELL_FORMED, fault("<message><stream:x/></message>"));
  }

  @Test
  void aDocumentIsOneElementAndSpaceAroundIt() throws XmlException {
    assertEquals(parse("<a/>"), parse(" \r\n<a/>\t"));
    assertEquals(XmlFault.NOT_WELL_FORMED, fault(""));
    assertEquals(XmlFault.NOT_WELL_FORMED, fault("x"));
    assertEquals(XmlFault.NOT_WELL_FORMED, fault("<a/>x"));
    assertEquals(XmlFault.NOT_WELL_FORMED, fault("<a/><b/>"));
    assertEquals(XmlFault.NOT_WELL_FORMED, fault("<a>"));
    assertEquals(XmlFault.RESTRICTED_XML, fault("<?xml version='1.0'?><a/>"));
    assertEquals(XmlFault.RESTRICTED_XML, fault("<!DOCTYPE a><a/>"));
    String nested = "<a><s:stream xmlns:s='" + XmlContext.STREAMS + "'/></a>";
    XmlException refused = assertThrows(XmlException.class, () -> parse(nested, 40));
    assertEquals(XmlFault.BAD_FORMAT, refused.fault());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a><a><a><a/></a></a></a> | <a><a><a><a><a/></a></a></a></a>",
        "<a b='' c='' d='' e=''/> | <a b='' c='' d='' e='' f=''/>",
        "<abcdefghij/> | <abcdefghijk/>",
        "<a abcdefghij=''/> | <a abcdefghijk=''/>",
        "<a b='12345678901234567890'/> | <a b='123456789012345678901'/>",
        "<a b='&lt;2345678901234567890'/> | <a b='&lt;23456789012345678901'/>",
        "<a xmlns:b='u' xmlns:c='u' xmlns:d='u'/> | <a xmlns:b='u' xmlns:c='u' xmlns:d='u' xmlns:e='u'/>",
        "<a><b xmlns:b='u' xmlns:c='u'/><b xmlns:b='u' xmlns:c='u'/></a> | <a xmlns:a='u'><b xmlns:b='u' xmlns:c='u' xmlns:d='u'/></a>",
        "<a>x<b/>x<b/>x<b/>x<b/>x<b/>x</a> | <a>x<b/>x<b/>x<b/>x<b/>x<b/>x<b/></a>"
      })
  void eachLimitLetsPassWhatItSaysAndNoMore(String allowed, String tooMuch) throws XmlException {
    parse(allowed);
    assertEquals(XmlFault.POLICY_VIOLATION, fault(tooMuch));
  }

  @Test
  void bytesAreLimitedToo() throws XmlException {
    parse("<a>" + "x".repeat(993) + "</a>");
    assertEquals(XmlFault.POLICY_VIOLATION, fault("<a>" + "x".repeat(994) + "</a>"));
    assertEquals(5000, large("<a>" + "x".repeat(5000) + "</a>").text().length());
  }

  private static XmlElement large(String xml) throws XmlException {
    return XmlParser.parse(xml, LIMITS.withStanzaBytesMax(10_000));
  }

  @Test
  void theFirstElementIsFoundWhateverFollows() {
    byte[] two = "<a/><b>".getBytes(UTF_8);
    XmlParser.First first = XmlParser.first(two, 0, two.length, XmlContext.CLIENT, LIMITS);
    assertNotNull(first);
    assertEquals(4, first.end());
    assertNull(XmlParser.first(two, 4, two.length, XmlContext.CLIENT, LIMITS));
  }

  @Test
  void limitsThatLimitNothingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new XmlLimits(0, 1, 1, 1, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new XmlLimits(1, 1, 1, 1, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new XmlLimits(1, 5000, 1, 1, 1, 1, 1));
  }

  private static String lines(String text) {
    return text.replace("{CR}", "\r").replace("{LF}", "\n");
  }
}

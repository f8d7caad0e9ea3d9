package im.balcony.protocol.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {
  private static final String CLIENT = "jabber:client";

  private static XmlElement body(String text) {
    return XmlElement.named("body", CLIENT).text(text).build();
  }

  @Test
  void anElementTellsWhatItHolds() {
    XmlElement request = XmlElement.named("request", "urn:xmpp:receipts").build();
    XmlElement message =
        XmlElement.named("message", CLIENT)
            .attribute("to", "a@b")
            .attribute("id", null)
            .text("x")
            .child(body("one"))
            .text("y")
            .children(List.of(body("two"), request))
            .build();
    assertEquals("a@b", message.attribute("to"));
    assertNull(message.attribute("id"));
    assertEquals(Map.of("to", "a@b"), message.attributes());
    assertEquals(List.of(body("one"), body("two"), request), message.elements());
    assertEquals(Optional.of(body("one")), message.child("body", CLIENT));
    assertEquals(List.of(body("one"), body("two")), message.children("body", CLIENT));
    assertEquals(Optional.empty(), message.child("request", CLIENT));
    assertEquals("xy", message.text());
    assertEquals("", request.text());
    assertTrue(message.is("message", CLIENT));
  }

  @Test
  void changesMakeAnotherElement() {
    XmlElement empty = XmlElement.named("message", CLIENT).build();
    XmlElement full = empty.withAttribute("to", "a").withAttribute("id", "1").withChild(body("x"));
    assertEquals("<message xmlns='jabber:client'/>", empty.toXml());
    assertEquals("<message to='a' id='1'><body>x</body></message>", full.toXml(CLIENT));
    assertEquals(
        "<message id='2'><body>x</body></message>",
        full.withAttribute("to", null).withAttribute("id", "2").toXml(CLIENT));
    assertEquals(
        "<message to='a' id='1'/>",
        full.withoutChildren(child -> child.is("body", CLIENT)).toXml(CLIENT));
    assertSame(full, full.withoutChildren(child -> false));
    assertEquals(full, full.withAttribute("absent", null));
  }

  @Test
  void aChildIsReplacedWhereItStandsAndNoOtherLikeIt() {
    XmlElement one = body("a");
    XmlElement like = body("a");
    XmlElement message =
        XmlElement.named("message", CLIENT).text(" ").child(like).text("x").child(one).build();
    assertEquals(
        "<message> <body>a</body>x<text id='1'>a</text></message>",
        message.withReplaced(one, one.withName("text").withAttribute("id", "1")).toXml(CLIENT));
    assertThrows(IllegalArgumentException.class, () -> one.withName("a b"));
  }

  @Test
  void aBuilderUsedOnDoesNotReachBackIntoWhatItBuilt() {
    XmlElement.Builder builder = body("a").toBuilder();
    XmlElement before = builder.attribute("x", "1").build();
    builder.attribute("x", "2").text("b").child(body("c"));
    assertEquals("<body x='1'>a</body>", before.toXml(CLIENT));
    assertEquals("<body x='2'>ab<body>c</body></body>", builder.build().toXml(CLIENT));
  }

  @Test
  void equalityIsThatOfXml() {
    XmlElement one = XmlElement.named("a", "u").attribute("x", "1").attribute("y", "2").build();
    XmlElement two = XmlElement.named("a", "u").attribute("y", "2").attribute("x", "1").build();
    assertEquals(one, two);
    assertEquals(one.hashCode(), two.hashCode());
    assertNotEquals(one, two.withAttribute("z", "3"));
    assertNotEquals(
        one, XmlElement.named("a", "v").attribute("x", "1").attribute("y", "2").build());
    assertNotEquals(body("x").withChild(body("y")), body("x").withChild(body("z")));
    XmlElement runs = XmlElement.named("body", CLIENT).text("a").text("").text("b").build();
    assertEquals(body("ab"), runs);
  }

  @Test
  void namespacesAreDeclaredWhereTheyChangeAndNowhereElse() {
    XmlElement message =
        XmlElement.named("message", CLIENT)
            .child(
                XmlElement.named("sent", "urn:xmpp:carbons:2")
                    .child(
                        XmlElement.named("forwarded", "urn:xmpp:forward:0")
                            .child(body("x"))
                            .build())
                    .build())
            .child(body("y"))
            .child(XmlElement.named("bare", "").build())
            .build();
    String inside =
        "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<body xmlns='jabber:client'>x</body></forwarded></sent><body>y</body><bare xmlns=''/></message>";
    assertEquals("<message>" + inside, message.toXml(CLIENT));
    assertEquals("<message xmlns='jabber:client'>" + inside, message.toXml());
    assertEquals("<bare/>", XmlElement.named("bare", "").build().toXml());
  }

  @Test
  void elementsOfTheStreamHaveTheirPrefixAsTheFirstLevelOnly() {
    XmlElement features =
        XmlElement.named("features", XmlContext.STREAMS)
            .child(XmlElement.named("bind", "urn:ietf:params:xml:ns:xmpp-bind").build())
            .child(XmlElement.named("x", CLIENT).build())
            .build();
    String bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
    assertEquals("<stream:features>" + bind + "<x/></stream:features>", features.toXml(CLIENT));
    assertEquals(
        "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>"
            + bind
            + "<x xmlns='jabber:client'/></stream:features>",
        features.toXml());
    assertEquals(
        "<message><features xmlns='http://etherx.jabber.org/streams'/></message>",
        XmlElement.named("message", CLIENT)
            .child(XmlElement.named("features", XmlContext.STREAMS).build())
            .build()
            .toXml(CLIENT));
  }

  @Test
  void attributesWithAPrefixKeepTheirNamespace() throws XmlException {
    XmlElement element =
        XmlParser.parse(
            "<a xmlns='u' xmlns:p='v' p:x='1' xml:lang='en' x='2'/>", XmlLimits.DEFAULT);
    assertEquals("1", element.attribute("{v}x"));
    assertEquals("2", element.attribute("x"));
    assertEquals("en", element.attribute("xml:lang"));
    assertEquals("<a xmlns:ns0='v' ns0:x='1' xml:lang='en' x='2'/>", element.toXml("u"));
  }

  @Test
  void everyCharacterThatMeansSomethingIsEscaped() {
    assertEquals(
        "<a b='&lt;&gt;&amp;&apos;\"&#x9;&#xA;&#xD;'>&lt;]]&gt;&amp;'\"\t\n&#xD;</a>",
        XmlElement.named("a", "")
            .attribute("b", "<>&'\"\t\n\r")
            .text("<]]>&'\"\t\n\r")
            .build()
            .toXml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "\u000B", "\u001F", "\uFFFE", "\uFFFF", "\uD800", "x\uDC00", "\uD83Dx"})
  void whatXmlCannotCarryIsNotBuilt(String text) {
    XmlElement.Builder builder = XmlElement.named("a", "");
    assertThrows(IllegalArgumentException.class, () -> builder.text(text));
    assertThrows(IllegalArgumentException.class, () -> builder.attribute("b", text));
    assertThrows(IllegalArgumentException.class, () -> builder.attribute("{" + text + "}b", ""));
    assertThrows(IllegalArgumentException.class, () -> XmlElement.named("a", text));
    assertThrows(IllegalArgumentException.class, () -> XmlElement.named("a" + text, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "-a",
        "a b",
        "a:b",
        "a>",
        "a=",
        "a'",
        "\u00B7",
        "\uD83D\uDE00",
        "{u}",
        "{}a",
        "xmlns",
        "xmlns:a",
        "xml:"
      })
  void whatIsNoNameIsNotBuilt(String name) {
    assertThrows(
        IllegalArgumentException.class, () -> XmlElement.named("a", "").attribute(name, "x"));
    if (!name.equals("xmlns")) {
      assertThrows(IllegalArgumentException.class, () -> XmlElement.named(name, ""));
    }
  }
}

package im.balcony.protocol.xml;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Random trees of everything that XMPP may carry. */
public final class XmlTrees {
  private static final String[] NAMESPACES = {
    "jabber:client",
    "jabber:server",
    "urn:xmpp:sid:0",
    "urn:x:'<&>\"",
    "http://etherx.jabber.org/streams"
  };

  private XmlTrees() {}

  public static Arbitrary<XmlElement> elements() {
    return elements(3);
  }

  private static Arbitrary<XmlElement> elements(int depth) {
    Arbitrary<Object> node =
        depth == 0
            ? texts().map(text -> (Object) text)
            : Arbitraries.frequencyOf(
                Tuple.of(3, texts().map(text -> (Object) text)),
                Tuple.of(2, Arbitraries.lazy(() -> elements(depth - 1)).map(e -> (Object) e)));
    return Combinators.combine(
            Arbitraries.of("message", "body", "a", "_x-1.2", "iq", "stre\u00E4m", "\u540D"),
            Arbitraries.of(NAMESPACES),
            attributes().list().ofMaxSize(3),
            node.list().ofMaxSize(3))
        .as(XmlTrees::element);
  }

  private static XmlElement element(
      String name, String namespace, List<Tuple2<String, String>> attributes, List<Object> nodes) {
    XmlElement.Builder element = XmlElement.named(name, namespace);
    attributes.forEach(attribute -> element.attribute(attribute.get1(), attribute.get2()));
    for (Object node : nodes) {
      if (node instanceof XmlElement child) {
        element.child(child);
      } else {
        element.text((String) node);
      }
    }
    return element.build();
  }

  private static Arbitrary<Tuple2<String, String>> attributes() {
    Arbitrary<String> names =
        Arbitraries.of(
            "to", "id", "xml:lang", "xml:space", "{urn:y}b", "{urn:'&}b", "{urn:y}c", "\u00E9");
    return Combinators.combine(names, texts()).as(Tuple::of);
  }

  /** Also what has to be escaped, normalised away if it is not, or takes four bytes. */
  static Arbitrary<String> texts() {
    Arbitrary<String> special =
        Arbitraries.of(
            "",
            " ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "]]>",
            "]]",
            "&amp;",
            "<!--",
            "-->",
            "<",
            ">",
            "'",
            "\"",
            "&",
            "\u00E9",
            "\uFEFF",
            "\uFFFD",
            "\uE000",
            "\uD7FF",
            "\uD83D\uDE00",
            "\uDBFF\uDFFF",
            "\u0085",
            "\u2028",
            "x");
    return Arbitraries.oneOf(
        special.list().ofMaxSize(4).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(12).map(text -> XmlChars.isText(text) ? text : ""));
  }
}

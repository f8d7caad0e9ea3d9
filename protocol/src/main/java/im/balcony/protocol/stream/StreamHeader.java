package im.balcony.protocol.stream;

import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may open a stream: an XML declaration and the header (RFC 6120 sections 4.8 and 11.5). */
final class StreamHeader {
  private static final Set<String> CONTENT_NAMESPACES =
      Set.of("jabber:client", "jabber:server", "jabber:component:accept");
  private static final List<String> DECLARED = List.of("version", "encoding", "standalone");

  /** A header, and the namespaces in force inside the stream. */
  record Opened(StreamFrame frame, XmlContext context) {}

  private StreamHeader() {}

  /** Reads a complete start tag. */
  static Opened read(byte[] in, int from, int to, XmlLimits limits) throws XmlException {
    XmlParser.StartTag tag = XmlParser.parseStartTag(in, from, to, limits);
    XmlElement header = tag.element();
    String content = tag.inside().defaultNamespace();
    if (!header.name().equals("stream")) {
      return refused(StreamErrorCondition.BAD_FORMAT, "not a stream header", tag);
    }
    if (!header.namespace().equals(XmlContext.STREAMS)) {
      return refused(StreamErrorCondition.INVALID_NAMESPACE, "not the stream namespace", tag);
    }
    if (!tag.prefix().equals("stream")) {
      return refused(StreamErrorCondition.BAD_NAMESPACE_PREFIX, "prefix must be stream", tag);
    }
    if (!CONTENT_NAMESPACES.contains(content)) {
      return refused(StreamErrorCondition.INVALID_NAMESPACE, "content namespace", tag);
    }
    // One object for all the streams that declare the usual two.
    XmlContext context = tag.inside().equals(XmlContext.CLIENT) ? XmlContext.CLIENT : tag.inside();
    return new Opened(
        new StreamFrame.Open(
            header.attribute("to"),
            header.attribute("from"),
            header.attribute("version"),
            header.attribute("xml:lang"),
            content,
            header.attribute("id")),
        context);
  }

  /** Why {@code <?...?>} before the header is refused; null if it is a good XML declaration. */
  static StreamFrame.@Nullable Malformed declarationFault(
      byte[] in, int from, int to, XmlLimits limits) {
    if (to - from < 7
        || in[from + 2] != 'x'
        || in[from + 3] != 'm'
        || in[from + 4] != 'l'
        || in[from + 5] > ' ') {
      return new StreamFrame.Malformed(
          StreamErrorCondition.RESTRICTED_XML, "processing instruction");
    }
    XmlElement declaration;
    try {
      // Between its marks it has the form of a tag.
      byte[] tag = new byte[to - from - 2];
      tag[0] = '<';
      System.arraycopy(in, from + 2, tag, 1, tag.length - 2);
      tag[tag.length - 1] = '>';
      declaration = XmlParser.parseStartTag(tag, 0, tag.length, limits).element();
    } catch (XmlException e) {
      return new StreamFrame.Malformed(StreamErrorCondition.of(e.fault()), e.detail());
    }
    List<String> names = List.copyOf(declaration.attributes().keySet());
    boolean ordered =
        DECLARED.stream().filter(names::contains).toList().equals(names)
            && "1.0".equals(declaration.attribute("version"));
    String encoding = declaration.attribute("encoding");
    if (!ordered) {
      return new StreamFrame.Malformed(StreamErrorCondition.NOT_WELL_FORMED, "XML declaration");
    }
    return encoding == null || encoding.equalsIgnoreCase("UTF-8")
        ? null
        : new StreamFrame.Malformed(StreamErrorCondition.UNSUPPORTED_ENCODING, "not UTF-8");
  }

  private static Opened refused(
      StreamErrorCondition condition, String detail, XmlParser.StartTag tag) {
    return new Opened(new StreamFrame.Malformed(condition, detail), tag.inside());
  }
}

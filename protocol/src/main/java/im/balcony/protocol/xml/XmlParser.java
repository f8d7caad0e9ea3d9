package im.balcony.protocol.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one whole element, as it stands in the journal or in a WebSocket message. */
public final class XmlParser {
  private XmlParser() {}

  /** A document of its own. */
  public static XmlElement parse(byte[] bytes, XmlLimits limits) throws XmlException {
    return parse(bytes, 0, bytes.length, XmlContext.NONE, limits);
  }

  public static XmlElement parse(String xml, XmlLimits limits) throws XmlException {
    return parse(xml.getBytes(StandardCharsets.UTF_8), limits);
  }

  /** An element that was written for this default namespace around it. */
  public static XmlElement parse(byte[] bytes, String contextNamespace, XmlLimits limits)
      throws XmlException {
    XmlContext context =
        contextNamespace.equals(XmlContext.CLIENT.defaultNamespace())
            ? XmlContext.CLIENT
            : new XmlContext(contextNamespace, XmlContext.CLIENT.prefixes());
    return parse(bytes, 0, bytes.length, context, limits);
  }

  /** An element inside a stream that has declared the context's namespaces. */
  public static XmlElement parse(
      byte[] bytes, int from, int to, XmlContext context, XmlLimits limits) throws XmlException {
    if (to - from > limits.stanzaBytesMax()) {
      throw new XmlException(XmlFault.POLICY_VIOLATION, "too many bytes");
    }
    return new XmlTreeReader(bytes, from, to, context, limits).whole(context.defaultNamespace());
  }

  /**
   * The element that begins at the first byte, if these bytes hold all of it and nothing is wrong
   * with it; else null: whether it is wrong or only incomplete is not for this method to say.
   */
  public static @Nullable First first(
      byte[] bytes, int from, int to, XmlContext context, XmlLimits limits) {
    int end = Math.min(to, Math.addExact(from, limits.stanzaBytesMax()));
    try {
      return new XmlTreeReader(bytes, from, end, context, limits).first(context.defaultNamespace());
    } catch (XmlException e) {
      return null;
    }
  }

  /** The start tag of an element that stays open. */
  public static StartTag parseStartTag(byte[] bytes, int from, int to, XmlLimits limits)
      throws XmlException {
    return new XmlTreeReader(bytes, from, to, XmlContext.NONE, limits).startTag();
  }

  /** An element and where the bytes after it begin. */
  public record First(XmlElement element, int end) {}

  /**
   * An element without its content, and what is in force inside it.
   *
   * @param prefix of the element's own name, empty without one
   */
  public record StartTag(XmlElement element, String prefix, XmlContext inside) {}
}

package im.balcony.protocol.xml;

import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as XML without prefixes on elements: what a reader of bytes sees is what the tree
 * says.
 */
final class XmlWriter {
  private static final @Nullable String[] TEXT_ESCAPES = new String[128];
  private static final @Nullable String[] VALUE_ESCAPES = new String[128];

  static {
    TEXT_ESCAPES['&'] = "&amp;";
    TEXT_ESCAPES['<'] = "&lt;";
    TEXT_ESCAPES['>'] = "&gt;";
    TEXT_ESCAPES['\r'] = "&#xD;";
    System.arraycopy(TEXT_ESCAPES, 0, VALUE_ESCAPES, 0, TEXT_ESCAPES.length);
    VALUE_ESCAPES['\''] = "&apos;";
    VALUE_ESCAPES['\t'] = "&#x9;";
    VALUE_ESCAPES['\n'] = "&#xA;";
  }

  private final StringBuilder out = new StringBuilder(512);

  /** The context is null for a document of its own. */
  String write(XmlElement element, @Nullable String context) {
    String prefix = prefixOf(element.namespace());
    if (prefix != null) {
      // Peers know these by their prefix, which the stream header declares.
      String name = prefix + ":" + element.name();
      out.append('<').append(name);
      if (context == null) {
        declare(":" + prefix, element.namespace());
      }
      attributes(element);
      content(element, name, context == null ? "" : context);
    } else {
      element(element, context == null ? "" : context);
    }
    return out.toString();
  }

  /** RFC 6120 4.8.5, XEP-0220 2. */
  private static @Nullable String prefixOf(String namespace) {
    return switch (namespace) {
      case XmlContext.STREAMS -> "stream";
      case XmlContext.DIALBACK -> "db";
      default -> null;
    };
  }

  private void element(XmlElement element, String context) {
    out.append('<').append(element.name());
    if (!element.namespace().equals(context)) {
      declare("", element.namespace());
    }
    attributes(element);
    content(element, element.name(), element.namespace());
  }

  private void attributes(XmlElement element) {
    String[] attributes = element.rawAttributes();
    for (int i = 0; i < attributes.length; i += 2) {
      String name = attributes[i];
      if (name.charAt(0) == '{') {
        int close = name.indexOf('}');
        declare(":ns" + i, name.substring(1, close));
        name = "ns" + i + ":" + name.substring(close + 1);
      }
      out.append(' ').append(name).append("='");
      escape(attributes[i + 1], VALUE_ESCAPES);
      out.append('\'');
    }
  }

  private void content(XmlElement element, String tag, String context) {
    Object[] content = element.rawContent();
    if (content.length == 0) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (Object node : content) {
      if (node instanceof String run) {
        escape(run, TEXT_ESCAPES);
      } else {
        element((XmlElement) node, context);
      }
    }
    out.append("</").append(tag).append('>');
  }

  private void declare(String prefix, String namespace) {
    out.append(" xmlns").append(prefix).append("='");
    escape(namespace, VALUE_ESCAPES);
    out.append('\'');
  }

  private void escape(String text, @Nullable String[] escapes) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String escape = c < 128 ? escapes[c] : null;
      if (escape != null) {
        out.append(text, done, i).append(escape);
        done = i + 1;
      }
    }
    if (done == 0) {
      // Copied as a block; a part of a text goes character by character.
      out.append(text);
    } else {
      out.append(text, done, text.length());
    }
  }
}

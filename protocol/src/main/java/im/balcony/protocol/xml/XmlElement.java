package im.balcony.protocol.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable element: name, namespace, attributes and content.
 *
 * <p>An attribute without a prefix is called by its name, one of the xml namespace as {@code
 * xml:lang}, any other prefixed one as <code>{namespace}name</code>: prefixes mean nothing.
 */
public final class XmlElement {
  static final String[] NO_ATTRIBUTES = {};
  static final Object[] NO_CONTENT = {};

  private final String name;
  private final String namespace;
  // Names and values in turn: two arrays and a map fewer for each element of each stanza.
  private final String[] attributes;
  private final Object[] content;

  /** Trusts its caller, who keeps no hold of the arrays. */
  XmlElement(String name, String namespace, String[] attributes, Object[] content) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
    this.content = content;
  }

  public static Builder named(String name, String namespace) {
    return new Builder(name, namespace);
  }

  public String name() {
    return name;
  }

  /** Empty if the element has none. */
  public String namespace() {
    return namespace;
  }

  public @Nullable String attribute(String attribute) {
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals(attribute)) {
        return attributes[i + 1];
      }
    }
    return null;
  }

  public Map<String, String> attributes() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      map.put(attributes[i], attributes[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  public List<XmlElement> elements() {
    List<XmlElement> elements = new ArrayList<>(content.length);
    for (Object node : content) {
      if (node instanceof XmlElement element) {
        elements.add(element);
      }
    }
    return Collections.unmodifiableList(elements);
  }

  /** The first child of this name. */
  public Optional<XmlElement> child(String childName, String childNamespace) {
    for (Object node : content) {
      if (node instanceof XmlElement element && element.is(childName, childNamespace)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  public List<XmlElement> children(String childName, String childNamespace) {
    List<XmlElement> found = new ArrayList<>();
    for (Object node : content) {
      if (node instanceof XmlElement element && element.is(childName, childNamespace)) {
        found.add(element);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /** Its own text, without that of its children. */
  public String text() {
    if (content.length == 1 && content[0] instanceof String only) {
      return only;
    }
    StringBuilder text = new StringBuilder();
    for (Object node : content) {
      if (node instanceof String run) {
        text.append(run);
      }
    }
    return text.toString();
  }

  public boolean is(String otherName, String otherNamespace) {
    return name.equals(otherName) && namespace.equals(otherNamespace);
  }

  /** The same element with this attribute set, or removed if the value is null. */
  public XmlElement withAttribute(String attribute, @Nullable String value) {
    return toBuilder().attribute(attribute, value).build();
  }

  /** The same element with one more child at its end. */
  public XmlElement withChild(XmlElement child) {
    Object[] longer = Arrays.copyOf(content, content.length + 1);
    longer[content.length] = child;
    return new XmlElement(name, namespace, attributes, longer);
  }

  /** The same element with {@code now} in the place of this very child. */
  public XmlElement withReplaced(XmlElement child, XmlElement now) {
    Object[] same = content.clone();
    for (int i = 0; i < same.length; i++) {
      if (same[i] == child) {
        same[i] = now;
      }
    }
    return new XmlElement(name, namespace, attributes, same);
  }

  public XmlElement withoutChildren(Predicate<XmlElement> unwanted) {
    Builder kept = new Builder(this, NO_CONTENT);
    for (Object node : content) {
      if (node instanceof String run) {
        kept.add(run);
      } else if (!unwanted.test((XmlElement) node)) {
        kept.add(node);
      }
    }
    return kept.size == content.length ? this : kept.build();
  }

  /** The same element with one namespace in place of another, inside as well. */
  public XmlElement withNamespace(String before, String now) {
    var same = new Object[content.length];
    for (int i = 0; i < content.length; i++) {
      same[i] =
          content[i] instanceof XmlElement element
              ? element.withNamespace(before, now)
              : content[i];
    }
    return new XmlElement(name, namespace.equals(before) ? now : namespace, attributes, same);
  }

  /**
   * A stanza as it stands in a stream of another content namespace (RFC 6120 4.8.3). What lies
   * inside of an element of any other namespace stays as it is, as a forwarded message does.
   */
  public XmlElement withContentNamespace(String before, String now) {
    if (!namespace.equals(before)) {
      return this;
    }
    var same = new Object[content.length];
    for (int i = 0; i < content.length; i++) {
      same[i] =
          content[i] instanceof XmlElement element
              ? element.withContentNamespace(before, now)
              : content[i];
    }
    return new XmlElement(name, now, attributes, same);
  }

  /** The same element under another name. */
  public XmlElement withName(String now) {
    if (!XmlChars.isName(now)) {
      throw new IllegalArgumentException("not an XML name: " + now);
    }
    return new XmlElement(now, namespace, attributes, content);
  }

  public Builder toBuilder() {
    return new Builder(this, content);
  }

  /** As a document of its own. */
  public String toXml() {
    return new XmlWriter().write(this, null);
  }

  /** As it stands inside an element or stream of this default namespace. */
  public String toXml(String contextNamespace) {
    return new XmlWriter().write(this, contextNamespace);
  }

  public byte[] toBytes() {
    return toXml().getBytes(StandardCharsets.UTF_8);
  }

  public byte[] toBytes(String contextNamespace) {
    return toXml(contextNamespace).getBytes(StandardCharsets.UTF_8);
  }

  String[] rawAttributes() {
    return attributes;
  }

  Object[] rawContent() {
    return content;
  }

  /** The order of attributes does not matter, that of the content does. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof XmlElement element
        && element.is(name, namespace)
        && element.attributes.length == attributes.length
        && (Arrays.equals(element.attributes, attributes)
            || element.attributes().equals(attributes()))
        && Arrays.equals(element.content, content);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + attributes().hashCode()) + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return toXml();
  }

  /** Puts an element together; refuses what XML cannot carry. */
  public static final class Builder {
    private final String name;
    private final String namespace;
    private String[] attributes;
    private Object[] content;
    private int size;
    // Whether an element holds the content array too.
    private boolean shared = true;

    private Builder(String name, String namespace) {
      if (!XmlChars.isName(name) || !XmlChars.isText(namespace)) {
        throw new IllegalArgumentException("not an XML name: " + name);
      }
      this.name = name;
      this.namespace = namespace;
      this.attributes = NO_ATTRIBUTES;
      this.content = NO_CONTENT;
    }

    private Builder(XmlElement like, Object[] content) {
      this.name = like.name;
      this.namespace = like.namespace;
      this.attributes = like.attributes;
      this.content = content;
      this.size = content.length;
    }

    /** Sets the attribute, or removes it if the value is null. */
    public Builder attribute(String attribute, @Nullable String value) {
      int at = 0;
      while (at < attributes.length && !attributes[at].equals(attribute)) {
        at += 2;
      }
      if (value == null) {
        if (at < attributes.length) {
          String[] fewer = new String[attributes.length - 2];
          System.arraycopy(attributes, 0, fewer, 0, at);
          System.arraycopy(attributes, at + 2, fewer, at, fewer.length - at);
          attributes = fewer;
        }
        return this;
      }
      if (!isAttributeName(attribute) || !XmlChars.isText(value)) {
        throw new IllegalArgumentException("not an XML attribute: " + attribute);
      }
      attributes = Arrays.copyOf(attributes, Math.max(attributes.length, at + 2));
      attributes[at] = attribute;
      attributes[at + 1] = value;
      return this;
    }

    public Builder child(XmlElement child) {
      add(child);
      return this;
    }

    public Builder children(Iterable<XmlElement> children) {
      children.forEach(this::add);
      return this;
    }

    public Builder text(String text) {
      if (!XmlChars.isText(text)) {
        throw new IllegalArgumentException("text has characters that XML cannot carry");
      }
      add(text);
      return this;
    }

    public XmlElement build() {
      return new XmlElement(name, namespace, attributes, Arrays.copyOf(content, size));
    }

    private void add(Object node) {
      if (node instanceof String run) {
        if (run.isEmpty()) {
          return;
        }
        // One run for one text, or what is written would not be equal when read.
        if (size > 0 && content[size - 1] instanceof String before) {
          content = shared ? content.clone() : content;
          shared = false;
          content[size - 1] = before + run;
          return;
        }
      }
      if (shared || size == content.length) {
        content = Arrays.copyOf(content, 2 * size + 2);
        shared = false;
      }
      content[size++] = node;
    }

    private static boolean isAttributeName(String attribute) {
      if (attribute.startsWith("{")) {
        int close = attribute.indexOf('}');
        return close > 1
            && XmlChars.isText(attribute)
            && XmlChars.isName(attribute.substring(close + 1));
      }
      String plain = attribute.startsWith("xml:") ? attribute.substring(4) : attribute;
      return XmlChars.isName(plain) && !plain.equals("xmlns");
    }
  }
}

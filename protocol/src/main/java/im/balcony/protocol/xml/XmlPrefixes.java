package im.balcony.protocol.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The prefixes in force while an element is read: those around it and those it declares
 * (XML-NAMES).
 */
final class XmlPrefixes {
  private static final String XML_PREFIX = "xml";
  private static final String XMLNS_PREFIX = "xmlns";

  private final List<XmlContext.Prefix> outer;
  private final int declaredMax;
  // Prefixes and namespaces in turn, the innermost last.
  private String[] declared = XmlElement.NO_ATTRIBUTES;
  private int size;

  XmlPrefixes(List<XmlContext.Prefix> outer, int declaredMax) {
    this.outer = outer;
    this.declaredMax = declaredMax;
  }

  /** Where an element's own declarations begin. */
  int mark() {
    return size;
  }

  /** An element has ended: what it declared since then is no longer in force. */
  void release(int mark) {
    size = mark;
  }

  void declare(String prefix, String namespace, int mark) throws XmlException {
    boolean xml = prefix.equals(XML_PREFIX);
    if (xml != namespace.equals(XmlContext.XML)
        || prefix.equals(XMLNS_PREFIX)
        || namespace.isEmpty()
        || namespace.equals(XmlContext.XMLNS)) {
      throw XmlText.notWellFormed("reserved prefix or namespace declared");
    }
    for (int i = mark; i < size; i += 2) {
      if (declared[i].equals(prefix)) {
        throw XmlText.notWellFormed("prefix declared twice");
      }
    }
    if (size >= 2 * declaredMax) {
      throw new XmlException(XmlFault.POLICY_VIOLATION, "too many namespaces");
    }
    if (size == declared.length) {
      declared = Arrays.copyOf(declared, 2 * size + 8);
    }
    declared[size++] = prefix;
    declared[size++] = namespace;
  }

  String namespaceOf(String prefix) throws XmlException {
    for (int i = size - 2; i >= 0; i -= 2) {
      if (declared[i].equals(prefix)) {
        return declared[i + 1];
      }
    }
    for (XmlContext.Prefix around : outer) {
      if (around.name().equals(prefix)) {
        return around.namespace();
      }
    }
    if (prefix.equals(XML_PREFIX)) {
      return XmlContext.XML;
    }
    throw XmlText.notWellFormed("prefix without a namespace");
  }

  /** All that is declared and in force, for what stands inside. */
  List<XmlContext.Prefix> all() {
    List<XmlContext.Prefix> all = new ArrayList<>(outer);
    for (int i = 0; i < size; i += 2) {
      all.add(new XmlContext.Prefix(declared[i], declared[i + 1]));
    }
    return all;
  }
}

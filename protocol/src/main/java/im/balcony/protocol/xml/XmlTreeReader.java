package im.balcony.protocol.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one element in one pass over its bytes; counts before it builds.
 *
 * <p>Neither a DTD nor a comment nor a processing instruction has a rule here, so that there is
 * nothing in it that could be tricked into reading one (RFC 6120 section 11.1).
 */
final class XmlTreeReader {
  private static final String XMLNS_PREFIX = "xmlns";

  private final byte[] in;
  private final int end;
  private final XmlLimits limits;
  private final XmlText text;
  private final XmlPrefixes prefixes;

  private int at;
  private int colon;
  private @Nullable String declaredDefault;
  private int nodes;

  // Stacks that all open elements share: each element copies its own part when it is complete.
  private String[] attributes = new String[16];
  private int attributesSize;
  private Object[] content = new Object[8];
  private int contentSize;

  XmlTreeReader(byte[] in, int from, int to, XmlContext context, XmlLimits limits) {
    this.in = in;
    this.at = from;
    this.end = to;
    this.limits = limits;
    this.text = new XmlText(in, from, to);
    this.prefixes = new XmlPrefixes(context.prefixes(), limits.namespacesMax());
  }

  /** The one element that the bytes hold, all of them. */
  XmlElement whole(String defaultNamespace) throws XmlException {
    skipSpace();
    XmlElement element = first(defaultNamespace).element();
    skipSpace();
    if (at != end) {
      throw notWellFormed("more than one element");
    }
    return element;
  }

  /** The element at the beginning, whatever follows it. */
  XmlParser.First first(String defaultNamespace) throws XmlException {
    if (at >= end || in[at] != '<') {
      throw notWellFormed("no element");
    }
    at++;
    refuseMarkup();
    XmlElement element = element(defaultNamespace, 1);
    return new XmlParser.First(element, at);
  }

  /** A start tag alone: of an element that stays open, as a stream does. */
  XmlParser.StartTag startTag() throws XmlException {
    at++;
    String qualified = name();
    int prefixEnd = colon;
    String inner = tag("");
    String namespace = namespaceOf(qualified, prefixEnd, inner);
    String name = local(qualified, prefixEnd);
    return new XmlParser.StartTag(
        new XmlElement(name, namespace, ownAttributes(0), XmlElement.NO_CONTENT),
        prefixEnd < 0 ? "" : qualified.substring(0, qualified.indexOf(':')),
        new XmlContext(inner, prefixes.all()));
  }

  private XmlElement element(String outerNamespace, int depth) throws XmlException {
    if (depth > limits.depthMax()) {
      throw tooMuch("elements too deep");
    }
    count();
    int nameFrom = at;
    String qualified = name();
    int nameTo = at;
    int prefixEnd = colon;
    int attributesFrom = attributesSize;
    int mark = prefixes.mark();
    String inner = tag(outerNamespace);
    String namespace = namespaceOf(qualified, prefixEnd, inner);
    String name = local(qualified, prefixEnd);
    if (name.equals("stream") && namespace.equals(XmlContext.STREAMS)) {
      throw new XmlException(XmlFault.BAD_FORMAT, "stream inside a stream");
    }
    String[] own = ownAttributes(attributesFrom);
    Object[] children = XmlElement.NO_CONTENT;
    if (in[at - 2] != '/') {
      int contentFrom = contentSize;
      content(inner, depth);
      endTag(nameFrom, nameTo);
      children = Arrays.copyOfRange(content, contentFrom, contentSize);
      contentSize = contentFrom;
    }
    prefixes.release(mark);
    return new XmlElement(name, namespace, own, children);
  }

  /** Everything up to the end tag, whose first two bytes are read. */
  private void content(String namespace, int depth) throws XmlException {
    int first = contentSize;
    while (true) {
      if (at >= end) {
        throw notWellFormed("element without an end");
      }
      if (in[at] != '<') {
        text.at = at;
        addText(text.characters(), first);
        at = text.at;
      } else if (at + 1 < end && in[at + 1] == '/') {
        at += 2;
        settleText();
        return;
      } else if (startsSection()) {
        text.at = at + 9;
        addText(text.section(), first);
        at = text.at;
      } else {
        at++;
        refuseMarkup();
        settleText();
        add(element(namespace, depth + 1));
      }
    }
  }

  private boolean startsSection() {
    return at + 8 < end
        && in[at + 1] == '!'
        && in[at + 2] == '['
        && in[at + 3] == 'C'
        && in[at + 4] == 'D'
        && in[at + 5] == 'A'
        && in[at + 6] == 'T'
        && in[at + 7] == 'A'
        && in[at + 8] == '[';
  }

  private void refuseMarkup() throws XmlException {
    if (at < end && (in[at] == '!' || in[at] == '?')) {
      throw new XmlException(XmlFault.RESTRICTED_XML, "comment, DTD or processing instruction");
    }
  }

  private void endTag(int nameFrom, int nameTo) throws XmlException {
    int length = nameTo - nameFrom;
    if (at + length >= end || !Arrays.equals(in, nameFrom, nameTo, in, at, at + length)) {
      throw notWellFormed("end tag of another element");
    }
    at += length;
    skipSpace();
    if (at >= end || in[at] != '>') {
      throw notWellFormed("end tag without an end");
    }
    at++;
  }

  /** The attributes of a start tag to its end; returns the default namespace inside it. */
  private String tag(String outerNamespace) throws XmlException {
    int attributesFrom = attributesSize;
    int mark = prefixes.mark();
    declaredDefault = null;
    boolean prefixed = false;
    for (int count = 0; !tagEnds(); count++) {
      if (count >= limits.attributesMax()) {
        throw tooMuch("too many attributes");
      }
      prefixed |= attribute(mark);
    }
    if (prefixed) {
      resolveAttributes(attributesFrom);
    }
    refuseDoubles(attributesFrom);
    return declaredDefault == null ? outerNamespace : declaredDefault;
  }

  /** Reads the end of a tag, or the space before the next attribute. */
  private boolean tagEnds() throws XmlException {
    int before = at;
    skipSpace();
    if (at < end && in[at] == '>') {
      at++;
      return true;
    }
    if (at + 1 < end && in[at] == '/' && in[at + 1] == '>') {
      at += 2;
      return true;
    }
    if (at == before || at >= end) {
      throw notWellFormed("tag without an end");
    }
    return false;
  }

  /** Reads an attribute or a declaration; true if it is an attribute with a prefix. */
  private boolean attribute(int mark) throws XmlException {
    count();
    int nameFrom = at;
    String name = name();
    int prefixEnd = colon;
    skipSpace();
    if (at >= end || in[at] != '=') {
      throw notWellFormed("attribute without a value");
    }
    at++;
    skipSpace();
    text.at = at;
    boolean declaration = name.startsWith(XMLNS_PREFIX);
    String value = text.value(limits.attributeValueCharsMax(), declaration);
    at = text.at;
    if (declaration && name.length() == XMLNS_PREFIX.length()) {
      if (declaredDefault != null
          || value.equals(XmlContext.XML)
          || value.equals(XmlContext.XMLNS)) {
        throw notWellFormed("default namespace declared twice or reserved");
      }
      declaredDefault = value;
      return false;
    }
    if (declaration && prefixEnd - nameFrom == XMLNS_PREFIX.length()) {
      prefixes.declare(name.substring(XMLNS_PREFIX.length() + 1), value, mark);
      return false;
    }
    addAttribute(name, value);
    return prefixEnd >= 0;
  }

  private void resolveAttributes(int from) throws XmlException {
    for (int i = from; i < attributesSize; i += 2) {
      String name = attributes[i];
      int colonAt = name.indexOf(':');
      if (colonAt >= 0 && !name.startsWith("xml:")) {
        attributes[i] =
            "{"
                + prefixes.namespaceOf(name.substring(0, colonAt))
                + "}"
                + name.substring(colonAt + 1);
      }
    }
  }

  private void refuseDoubles(int from) throws XmlException {
    for (int i = from + 2; i < attributesSize; i += 2) {
      for (int j = from; j < i; j += 2) {
        if (attributes[i].equals(attributes[j])) {
          throw notWellFormed("attribute twice");
        }
      }
    }
  }

  private String namespaceOf(String qualified, int prefixEnd, String inner) throws XmlException {
    return prefixEnd < 0
        ? inner
        : prefixes.namespaceOf(qualified.substring(0, qualified.indexOf(':')));
  }

  private static String local(String qualified, int prefixEnd) {
    return prefixEnd < 0 ? qualified : qualified.substring(qualified.indexOf(':') + 1);
  }

  /** A name with at most one colon, whose place is kept in {@link #colon}, else -1. */
  private String name() throws XmlException {
    int from = at;
    colon = -1;
    boolean ascii = true;
    while (true) {
      at = XmlChars.skipName(in, at, end);
      if (at - from > 4 * limits.nameCharsMax()) {
        throw tooMuch("name too long");
      }
      if (at >= end) {
        break;
      }
      byte b = in[at];
      if (b == ':') {
        if (colon >= 0 || at == from) {
          throw notWellFormed("name with a stray colon");
        }
        colon = at++;
      } else if (b < 0) {
        ascii = false;
        text.at = at;
        if (!XmlChars.isNamePart(text.multibyte())) {
          throw notWellFormed("character that a name cannot have");
        }
        at = text.at;
      } else {
        break;
      }
    }
    String name = ascii ? NameCache.ascii(in, from, at) : new String(in, from, at - from, UTF_8);
    if (name.length() > limits.nameCharsMax()) {
      throw tooMuch("name too long");
    }
    if (at == from
        || colon == at - 1
        || !XmlChars.isNameStart(name.codePointAt(0))
        || (colon >= 0 && !XmlChars.isNameStart(name.codePointAt(name.indexOf(':') + 1)))) {
      throw notWellFormed("not a name");
    }
    return name;
  }

  private void addAttribute(String name, String value) {
    if (attributesSize == attributes.length) {
      attributes = Arrays.copyOf(attributes, 2 * attributesSize);
    }
    attributes[attributesSize++] = name;
    attributes[attributesSize++] = value;
  }

  private String[] ownAttributes(int from) {
    if (from == attributesSize) {
      return XmlElement.NO_ATTRIBUTES;
    }
    String[] own = Arrays.copyOfRange(attributes, from, attributesSize);
    attributesSize = from;
    return own;
  }

  /** Text and CDATA sections side by side are one run. */
  private void addText(String run, int first) throws XmlException {
    if (run.isEmpty()) {
      return;
    }
    Object last = contentSize > first ? content[contentSize - 1] : null;
    if (last instanceof StringBuilder growing) {
      growing.append(run);
    } else if (last instanceof String before) {
      // Thousands of sections would be copied thousands of times if each made a new text.
      StringBuilder begun = new StringBuilder(before.length() + run.length() + 64);
      begun.append(before);
      begun.append(run);
      content[contentSize - 1] = begun;
    } else {
      count();
      add(run);
    }
  }

  /** The run that was growing has come to its end. */
  private void settleText() {
    if (contentSize > 0 && content[contentSize - 1] instanceof StringBuilder grown) {
      content[contentSize - 1] = grown.toString();
    }
  }

  private void add(Object node) {
    if (contentSize == content.length) {
      content = Arrays.copyOf(content, 2 * contentSize);
    }
    content[contentSize++] = node;
  }

  private void count() throws XmlException {
    if (++nodes > limits.nodesMax()) {
      throw tooMuch("too many elements and attributes");
    }
  }

  private void skipSpace() {
    while (at < end && XmlChars.isSpace(in[at])) {
      at++;
    }
  }

  private static XmlException tooMuch(String detail) {
    return new XmlException(XmlFault.POLICY_VIOLATION, detail);
  }

  private static XmlException notWellFormed(String detail) {
    return XmlText.notWellFormed(detail);
  }
}

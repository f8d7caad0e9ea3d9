package im.balcony.edge.script;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a received element must look like. Attributes and children that the template names must be
 * there; others may be. Values: {@code {any}} any value, {@code {none}} the attribute is absent,
 * {@code {name}} captures on first use and must be equal later, also as a part of a value. Text
 * {@code {only}} in an element forbids child elements that the template does not name; {@code
 * {any}} as text says nothing; other text must be equal.
 */
final class StanzaTemplate {
  private static final String ANY = "{any}";
  private static final String NONE = "{none}";
  private static final String ONLY = "{only}";
  private static final Pattern NAME = Pattern.compile("\\{\\w+\\}");

  private final XmlElement expected;

  StanzaTemplate(XmlElement expected) {
    this.expected = expected;
  }

  /**
   * Why the element does not match; empty when it does. Captures are added to the map only on a
   * match.
   */
  Optional<String> mismatch(XmlElement actual, Map<String, String> captures) {
    var attempt = new java.util.HashMap<>(captures);
    var reason = compare(expected, actual, attempt);
    if (reason.isEmpty()) {
      captures.putAll(attempt);
    }
    return reason;
  }

  private static Optional<String> compare(
      XmlElement expected, XmlElement actual, Map<String, String> captures) {
    if (!actual.is(expected.name(), expected.namespace())) {
      return Optional.of(
          "expected <%s xmlns='%s'> but got <%s xmlns='%s'>"
              .formatted(expected.name(), expected.namespace(), actual.name(), actual.namespace()));
    }
    for (var attribute : expected.attributes().entrySet()) {
      var value = actual.attribute(attribute.getKey());
      if (!valueMatches(attribute.getValue(), value, captures)) {
        return Optional.of(
            "attribute %s of <%s>: expected '%s' but got '%s'"
                .formatted(attribute.getKey(), expected.name(), attribute.getValue(), value));
      }
    }
    var text = expected.text().strip();
    var only = text.contains(ONLY);
    var wanted = text.replace(ONLY, "").strip();
    if (!wanted.isEmpty() && !valueMatches(wanted, actual.text().strip(), captures)) {
      return Optional.of(
          "text of <%s>: expected '%s' but got '%s'"
              .formatted(expected.name(), wanted, actual.text()));
    }
    return compareChildren(expected, actual, only, captures);
  }

  private static Optional<String> compareChildren(
      XmlElement expected, XmlElement actual, boolean only, Map<String, String> captures) {
    List<XmlElement> left = new ArrayList<>(actual.elements());
    for (var child : expected.elements()) {
      var reason = "no <%s xmlns='%s'>".formatted(child.name(), child.namespace());
      XmlElement found = null;
      for (var candidate : left) {
        var attempt = new java.util.HashMap<>(captures);
        var mismatch = compare(child, candidate, attempt);
        if (mismatch.isEmpty()) {
          captures.putAll(attempt);
          found = candidate;
          break;
        }
        if (candidate.is(child.name(), child.namespace())) {
          reason = mismatch.get();
        }
      }
      if (found == null) {
        return Optional.of("in <%s>: %s".formatted(expected.name(), reason));
      }
      left.remove(found);
    }
    if (only && !left.isEmpty()) {
      return Optional.of("in <%s>: not expected: %s".formatted(expected.name(), left));
    }
    return Optional.empty();
  }

  private static boolean valueMatches(
      String expected,
      @org.jspecify.annotations.Nullable String actual,
      Map<String, String> captures) {
    if (expected.equals(NONE)) {
      return actual == null;
    }
    if (actual == null) {
      return false;
    }
    if (expected.equals(ANY)) {
      return true;
    }
    if (expected.startsWith("{") && expected.indexOf('}') == expected.length() - 1) {
      var known = captures.putIfAbsent(expected, actual);
      return known == null || known.equals(actual);
    }
    return partsMatch(expected, actual, captures);
  }

  /** Names are parts of a longer value: what is between them must be equal. */
  private static boolean partsMatch(String expected, String actual, Map<String, String> captures) {
    var pattern = new StringBuilder();
    var names = new ArrayList<String>();
    var name = NAME.matcher(expected);
    var from = 0;
    while (name.find()) {
      pattern.append(Pattern.quote(expected.substring(from, name.start()))).append("(.+?)");
      names.add(name.group());
      from = name.end();
    }
    pattern.append(Pattern.quote(expected.substring(from)));
    var parts = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
    if (!parts.matches()) {
      return false;
    }
    for (var at = 0; at < names.size(); at++) {
      var part = parts.group(at + 1);
      if (!names.get(at).equals(ANY)
          && !part.equals(captures.computeIfAbsent(names.get(at), key -> part))) {
        return false;
      }
    }
    return true;
  }
}

package im.balcony.protocol.stream;

import im.balcony.protocol.xml.XmlFault;
import im.balcony.protocol.xml.XmlLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a first-level element ends, byte for byte, without building anything.
 *
 * <p>It refuses what needs no whole element to be refused. Everything else is left to the parser,
 * which takes exactly the bytes found here or none: a trick that made this scanner see another end
 * than the parser would make the element not well-formed, never two elements out of one.
 */
final class FrameScanner {
  /** What the bytes of a complete frame are. */
  enum Kind {
    DECLARATION,
    HEADER,
    ELEMENT,
    END
  }

  private enum State {
    BETWEEN,
    LESS_THAN,
    DECLARATION,
    NAME,
    TAG,
    SLASH,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    END_NAME,
    END_TAG,
    TEXT,
    BANG,
    SECTION
  }

  private static final int[] NO_NAMES = {};
  private static final String SECTION_START = "[CDATA[";

  private XmlLimits limits;
  private State state = State.BETWEEN;
  private boolean open;
  private int depth;
  private int attributes;
  // A hash of the name of each element that is open, so that a wrong end tag is refused where it
  // stands; should two names share one, the parser refuses the element at its end.
  private int[] names = NO_NAMES;
  private int name;
  // How far a fixed sequence has matched: CDATA's start or end, or the end of a declaration.
  private int matched;

  private @Nullable Kind kind;
  private @Nullable XmlFault fault;
  private String detail = "";

  FrameScanner(XmlLimits limits) {
    this.limits = limits;
  }

  void limitTo(XmlLimits next) {
    limits = next;
  }

  /** The frame that ended where {@link #scan} stopped, or null if it is not complete. */
  @Nullable Kind kind() {
    return kind;
  }

  /** What is wrong with the bytes before the place where {@link #scan} stopped, or null. */
  @Nullable XmlFault fault() {
    return fault;
  }

  String detail() {
    return detail;
  }

  /** Scans on; stops behind a complete frame, behind a fault, or at the end of the bytes. */
  int scan(byte[] in, int from, int to) {
    kind = null;
    int at = from;
    while (at < to && kind == null && fault == null) {
      int skipped = skip(in, at, to);
      if (skipped > at) {
        at = skipped;
      } else {
        step(in[at++]);
      }
    }
    return at;
  }

  /** Passes over the bytes that mean nothing in this state: nearly all of them. */
  private int skip(byte[] in, int from, int to) {
    int at = from;
    switch (state) {
      case TEXT -> {
        while (at < to && in[at] != '<') {
          at++;
        }
      }
      case SINGLE_QUOTED, DOUBLE_QUOTED -> {
        byte quote = (byte) (state == State.SINGLE_QUOTED ? '\'' : '"');
        while (at < to && in[at] != quote && in[at] != '<') {
          at++;
        }
      }
      case TAG -> {
        // Letters are above all bytes that end a run of them.
        while (at < to && (in[at] > '>' || (in[at] != '>' && !isMark(in[at])))) {
          at++;
        }
      }
      default -> {}
    }
    return at;
  }

  private static boolean isMark(byte b) {
    return b == '\'' || b == '"' || b == '<' || b == '/';
  }

  private void step(byte b) {
    switch (state) {
      case BETWEEN -> {
        state = State.LESS_THAN;
        if (b != '<') {
          fail(open ? XmlFault.BAD_FORMAT : XmlFault.NOT_WELL_FORMED, "text between elements");
        }
      }
      case TEXT -> state = State.LESS_THAN;
      case LESS_THAN -> lessThan(b);
      case DECLARATION -> declaration(b);
      case NAME -> name(b);
      case TAG -> tag(b);
      case SLASH -> slash(b);
      case SINGLE_QUOTED -> quoted(b, '\'');
      case DOUBLE_QUOTED -> quoted(b, '"');
      case END_NAME -> endName(b);
      case END_TAG -> endTag(b);
      case BANG -> bang(b);
      case SECTION -> section(b);
    }
  }

  private void lessThan(byte b) {
    matched = 0;
    if (b == '/') {
      state = State.END_NAME;
      name = 0;
      if (!open) {
        fail(XmlFault.NOT_WELL_FORMED, "end tag before the stream header");
      }
    } else if (b == '!') {
      state = State.BANG;
    } else if (b == '?') {
      state = State.DECLARATION;
      if (open) {
        fail(XmlFault.RESTRICTED_XML, "processing instruction");
      }
    } else {
      state = State.NAME;
      name = b;
      attributes = 0;
      if (open && ++depth > limits.depthMax()) {
        fail(XmlFault.POLICY_VIOLATION, "elements too deep");
      }
      if (b == '>' || b == '<') {
        fail(XmlFault.NOT_WELL_FORMED, "tag without a name");
      }
    }
  }

  private void declaration(byte b) {
    if (b == '>' && matched == 1) {
      complete(Kind.DECLARATION);
    }
    matched = b == '?' ? 1 : 0;
  }

  private void name(byte b) {
    if (endsName(b)) {
      enter();
      state = State.TAG;
      tag(b);
    } else if (isMark(b)) {
      fail(XmlFault.NOT_WELL_FORMED, "no name of a tag");
    } else {
      name = 31 * name + b;
    }
  }

  /** A slash or the end of the tag, or space; no quote and no other tag. */
  private static boolean endsName(byte b) {
    return b == '>' || b == '/' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private void enter() {
    if (open) {
      if (depth > names.length) {
        names = Arrays.copyOf(names, Math.min(limits.depthMax(), depth + 7));
      }
      names[depth - 1] = name;
    }
  }

  private void tag(byte b) {
    switch (b) {
      case '>' -> {
        if (open) {
          state = State.TEXT;
        } else {
          header();
        }
      }
      case '/' -> state = State.SLASH;
      case '\'', '"' -> {
        state = b == '"' ? State.DOUBLE_QUOTED : State.SINGLE_QUOTED;
        if (++attributes > limits.attributesMax()) {
          fail(XmlFault.POLICY_VIOLATION, "too many attributes");
        }
      }
      case '<' -> fail(XmlFault.NOT_WELL_FORMED, "< in a tag");
      default -> {}
    }
  }

  private void slash(byte b) {
    if (b != '>') {
      fail(XmlFault.NOT_WELL_FORMED, "slash inside a tag");
    } else if (open) {
      leave();
    } else {
      header();
    }
  }

  private void header() {
    open = true;
    complete(Kind.HEADER);
  }

  private void quoted(byte b, char quote) {
    if (b == quote) {
      state = State.TAG;
    } else if (b == '<') {
      fail(XmlFault.NOT_WELL_FORMED, "< in an attribute value");
    }
  }

  private void endName(byte b) {
    if (!endsName(b) && b != '<') {
      name = 31 * name + b;
    } else if (depth > 0 && names[depth - 1] != name) {
      fail(XmlFault.NOT_WELL_FORMED, "end tag of another element");
    } else {
      state = State.END_TAG;
      endTag(b);
    }
  }

  private void endTag(byte b) {
    if (b == '>') {
      if (depth == 0) {
        complete(Kind.END);
      } else {
        leave();
      }
    } else if (b == '<') {
      fail(XmlFault.NOT_WELL_FORMED, "< in a tag");
    }
  }

  /** Only a CDATA section begins so; comments and declarations of types are told by one byte. */
  private void bang(byte b) {
    if (b != SECTION_START.charAt(matched)) {
      fail(XmlFault.RESTRICTED_XML, "comment or DTD");
    } else if (depth == 0) {
      fail(XmlFault.NOT_WELL_FORMED, "text between elements");
    } else if (++matched == SECTION_START.length()) {
      state = State.SECTION;
      matched = 0;
    }
  }

  private void section(byte b) {
    if (b == ']') {
      matched = Math.min(2, matched + 1);
    } else if (b == '>' && matched == 2) {
      state = State.TEXT;
    } else {
      matched = 0;
    }
  }

  private void leave() {
    depth--;
    if (depth == 0) {
      complete(Kind.ELEMENT);
    } else {
      state = State.TEXT;
    }
  }

  private void complete(Kind what) {
    kind = what;
    state = State.BETWEEN;
    names = NO_NAMES;
  }

  private void fail(XmlFault what, String why) {
    fault = what;
    detail = why;
  }
}

package im.balcony.protocol.xep.dialback;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that is sent or asked about, or what became of it (XEP-0220 section 2).
 *
 * @param from the domain that says so, in its normal form
 * @param to the domain it is said to, in its normal form
 * @param id of the stream that the key is for; null in {@code <db:result/>}
 * @param key empty in an answer
 * @param error why there is no verdict, when it is {@link Verdict#ERROR}
 */
@Xep(number = 220, name = "Server Dialback", version = "1.1.1")
public record Dialback(
    Step step,
    String from,
    String to,
    @Nullable String id,
    Verdict verdict,
    String key,
    @Nullable StanzaError error) {
  public static final String NAMESPACE = "jabber:server:dialback";

  /** The stream feature's namespace (section 2.3). */
  public static final String FEATURE = "urn:xmpp:features:dialback";

  /** Longest key that is looked at; XEP-0185 makes keys of 64 characters. */
  public static final int KEY_CHARS_MAX = 1024;

  private static final int ID_CHARS_MAX = 1024;
  private static final String SERVER = "jabber:server";

  /** Which of the two exchanges this belongs to. */
  public enum Step {
    /** Between the initiating and the receiving server. */
    RESULT,
    /** Between the receiving and the authoritative server. */
    VERIFY;

    private final String elementName = name().toLowerCase(Locale.ROOT);
  }

  /** What is said of the key. */
  public enum Verdict {
    /** It is a request. */
    ASKED,
    VALID,
    INVALID,
    /** Nothing is known of the key (section 2.4). */
    ERROR;

    private static Optional<Verdict> of(@Nullable String type) {
      if (type == null) {
        return Optional.of(ASKED);
      }
      return switch (type) {
        case "valid" -> Optional.of(VALID);
        case "invalid" -> Optional.of(INVALID);
        case "error" -> Optional.of(ERROR);
        default -> Optional.empty();
      };
    }
  }

  /** Step 1: a stream's key from the initiating server. */
  public static Dialback result(String from, String to, String key) {
    return new Dialback(Step.RESULT, from, to, null, Verdict.ASKED, key, null);
  }

  /** Step 2: the receiving server's question about a stream's key. */
  public static Dialback verify(String from, String to, String streamId, String key) {
    return new Dialback(Step.VERIFY, from, to, streamId, Verdict.ASKED, key, null);
  }

  /** The feature of who understands errors as answers (sections 2.3 and 2.4). */
  public static XmlElement feature() {
    return XmlElement.named("dialback", FEATURE)
        .child(XmlElement.named("errors", FEATURE).build())
        .build();
  }

  /** The answer to this request: addresses swapped, the same id. */
  public Dialback answer(boolean valid) {
    return new Dialback(step, to, from, id, valid ? Verdict.VALID : Verdict.INVALID, "", null);
  }

  /** No answer can be given, and why (section 2.4.2). */
  public Dialback refusal(StanzaError why) {
    return new Dialback(step, to, from, id, Verdict.ERROR, "", why);
  }

  /** Whether this answers that request: the same step, addresses and id (section 3.1). */
  public boolean answers(Dialback request) {
    return verdict != Verdict.ASKED
        && step == request.step
        && from.equals(request.to)
        && to.equals(request.from)
        && (id == null ? request.id == null : id.equals(request.id));
  }

  /** Empty for an element of the namespace that is not as the document says. */
  public static Optional<Dialback> read(XmlElement element) {
    var step =
        element.is("result", NAMESPACE)
            ? Step.RESULT
            : element.is("verify", NAMESPACE) ? Step.VERIFY : null;
    var from = domain(element.attribute("from"));
    var to = domain(element.attribute("to"));
    var id = element.attribute("id");
    var verdict = Verdict.of(element.attribute("type"));
    var key = element.text().strip();
    boolean wantsId = step == Step.VERIFY;
    if (step == null
        || from.isEmpty()
        || to.isEmpty()
        || verdict.isEmpty()
        || (wantsId && (id == null || id.isEmpty() || id.length() > ID_CHARS_MAX))
        || (verdict.get() == Verdict.ASKED && (key.isEmpty() || key.length() > KEY_CHARS_MAX))) {
      return Optional.empty();
    }
    var error =
        verdict.get() == Verdict.ERROR
            ? element
                .child("error", SERVER)
                .map(StanzaError::read)
                .orElse(StanzaError.undefinedCondition())
            : null;
    return Optional.of(
        new Dialback(
            step,
            from.get(),
            to.get(),
            wantsId ? id : null,
            verdict.get(),
            verdict.get() == Verdict.ASKED ? key : "",
            error));
  }

  private static Optional<String> domain(@Nullable String address) {
    return Jid.tryParse(address).filter(Jid::isDomain).map(Jid::domain);
  }

  public XmlElement toElement() {
    var element =
        XmlElement.named(step.elementName, NAMESPACE)
            .attribute("from", from)
            .attribute("to", to)
            .attribute("id", id)
            .attribute(
                "type", verdict == Verdict.ASKED ? null : verdict.name().toLowerCase(Locale.ROOT))
            .text(key);
    if (error != null) {
      element.child(error.toElement(SERVER));
    }
    return element.build();
  }

  /** Without the key, which is nobody's to read in a log. */
  @Override
  public String toString() {
    return "%s %s -> %s (%s)".formatted(step, from, to, verdict);
  }
}

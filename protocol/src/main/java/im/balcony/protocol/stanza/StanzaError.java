package im.balcony.protocol.stanza;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a stanza is refused (RFC 6120 section 8.3); "no" is a value here.
 *
 * @param text for a developer's eyes
 * @param application an element that says more (8.3.4)
 */
public record StanzaError(
    Type type, Condition condition, @Nullable String text, @Nullable XmlElement application) {
  public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-stanzas";

  /** What the sender can do about it (RFC 6120 section 8.3.2). */
  public enum Type {
    AUTH,
    CANCEL,
    CONTINUE,
    MODIFY,
    WAIT;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** As it stands in the attribute. */
    public String value() {
      return value;
    }
  }

  /** The defined conditions with the types they usually have (RFC 6120 section 8.3.3). */
  public enum Condition {
    BAD_REQUEST(Type.MODIFY),
    CONFLICT(Type.CANCEL),
    FEATURE_NOT_IMPLEMENTED(Type.CANCEL),
    FORBIDDEN(Type.AUTH),
    GONE(Type.CANCEL),
    INTERNAL_SERVER_ERROR(Type.CANCEL),
    ITEM_NOT_FOUND(Type.CANCEL),
    JID_MALFORMED(Type.MODIFY),
    NOT_ACCEPTABLE(Type.MODIFY),
    NOT_ALLOWED(Type.CANCEL),
    NOT_AUTHORIZED(Type.AUTH),
    POLICY_VIOLATION(Type.MODIFY),
    RECIPIENT_UNAVAILABLE(Type.WAIT),
    REDIRECT(Type.MODIFY),
    REGISTRATION_REQUIRED(Type.AUTH),
    REMOTE_SERVER_NOT_FOUND(Type.CANCEL),
    REMOTE_SERVER_TIMEOUT(Type.WAIT),
    RESOURCE_CONSTRAINT(Type.WAIT),
    SERVICE_UNAVAILABLE(Type.CANCEL),
    SUBSCRIPTION_REQUIRED(Type.AUTH),
    UNDEFINED_CONDITION(Type.CANCEL),
    UNEXPECTED_REQUEST(Type.WAIT);

    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Type usualType;

    Condition(Type usualType) {
      this.usualType = usualType;
    }

    public String elementName() {
      return elementName;
    }

    public Type usualType() {
      return usualType;
    }
  }

  /** The condition with its usual type. */
  public static StanzaError of(Condition condition) {
    return new StanzaError(condition.usualType(), condition, null, null);
  }

  public static StanzaError badRequest() {
    return of(Condition.BAD_REQUEST);
  }

  public static StanzaError conflict() {
    return of(Condition.CONFLICT);
  }

  public static StanzaError featureNotImplemented() {
    return of(Condition.FEATURE_NOT_IMPLEMENTED);
  }

  public static StanzaError forbidden() {
    return of(Condition.FORBIDDEN);
  }

  public static StanzaError gone() {
    return of(Condition.GONE);
  }

  public static StanzaError internalServerError() {
    return of(Condition.INTERNAL_SERVER_ERROR);
  }

  public static StanzaError itemNotFound() {
    return of(Condition.ITEM_NOT_FOUND);
  }

  public static StanzaError jidMalformed() {
    return of(Condition.JID_MALFORMED);
  }

  public static StanzaError notAcceptable() {
    return of(Condition.NOT_ACCEPTABLE);
  }

  public static StanzaError notAllowed() {
    return of(Condition.NOT_ALLOWED);
  }

  public static StanzaError notAuthorized() {
    return of(Condition.NOT_AUTHORIZED);
  }

  public static StanzaError policyViolation() {
    return of(Condition.POLICY_VIOLATION);
  }

  public static StanzaError recipientUnavailable() {
    return of(Condition.RECIPIENT_UNAVAILABLE);
  }

  public static StanzaError redirect() {
    return of(Condition.REDIRECT);
  }

  public static StanzaError registrationRequired() {
    return of(Condition.REGISTRATION_REQUIRED);
  }

  public static StanzaError remoteServerNotFound() {
    return of(Condition.REMOTE_SERVER_NOT_FOUND);
  }

  public static StanzaError remoteServerTimeout() {
    return of(Condition.REMOTE_SERVER_TIMEOUT);
  }

  public static StanzaError resourceConstraint() {
    return of(Condition.RESOURCE_CONSTRAINT);
  }

  public static StanzaError serviceUnavailable() {
    return of(Condition.SERVICE_UNAVAILABLE);
  }

  public static StanzaError subscriptionRequired() {
    return of(Condition.SUBSCRIPTION_REQUIRED);
  }

  public static StanzaError undefinedCondition() {
    return of(Condition.UNDEFINED_CONDITION);
  }

  public static StanzaError unexpectedRequest() {
    return of(Condition.UNEXPECTED_REQUEST);
  }

  public StanzaError withText(String words) {
    return new StanzaError(type, condition, words, application);
  }

  public StanzaError withType(Type other) {
    return new StanzaError(other, condition, text, application);
  }

  /** With an element of the application's own namespace. */
  public StanzaError withApplication(XmlElement element) {
    return new StanzaError(type, condition, text, element);
  }

  /**
   * What a stanza of type error says; an unknown condition counts as undefined-condition (8.3.2).
   */
  public static Optional<StanzaError> read(Stanza stanza) {
    if (!stanza.isError()) {
      return Optional.empty();
    }
    XmlElement whole = stanza.element();
    return Optional.of(
        whole
            .child("error", whole.namespace())
            .map(StanzaError::read)
            .orElse(of(Condition.UNDEFINED_CONDITION)));
  }

  /** What an {@code <error/>} says, wherever it stands. */
  public static StanzaError read(XmlElement error) {
    StanzaError read = of(Condition.UNDEFINED_CONDITION);
    for (XmlElement child : error.elements()) {
      if (child.is("text", NAMESPACE)) {
        read = read.withText(child.text());
      } else if (!child.namespace().equals(NAMESPACE)) {
        read = read.withApplication(child);
      } else {
        for (Condition known : Condition.values()) {
          if (known.elementName().equals(child.name())) {
            read = new StanzaError(known.usualType(), known, read.text, read.application);
          }
        }
      }
    }
    for (Type known : Type.values()) {
      if (known.value().equals(error.attribute("type"))) {
        read = read.withType(known);
      }
    }
    return read;
  }

  /** The error child in the namespace of its stanza. */
  public XmlElement toElement(String stanzaNamespace) {
    XmlElement.Builder error =
        XmlElement.named("error", stanzaNamespace)
            .attribute("type", type.value())
            .child(XmlElement.named(condition.elementName(), NAMESPACE).build());
    if (text != null) {
      error.child(
          XmlElement.named("text", NAMESPACE).attribute("xml:lang", "en").text(text).build());
    }
    if (application != null) {
      error.child(application);
    }
    return error.build();
  }

  /**
   * The answer to a request: addresses swapped, the same id, type error.
   *
   * @throws IllegalArgumentException if the stanza is one that nobody may answer: ask {@link
   *     #bounce} for what is not known to be a request
   */
  public XmlElement replyTo(Stanza stanza) {
    return bounce(stanza)
        .orElseThrow(() -> new IllegalArgumentException("an error or a result has no answer"));
  }

  /** As {@link #replyTo}, but nothing for an error or a result (RFC 6120 8.3.1 rule 8). */
  public Optional<XmlElement> bounce(Stanza stanza) {
    return bounce(stanza.element());
  }

  /**
   * The answer to a stanza that could not be read. An address that is malformed is left out of it
   * (RFC 6120 8.3.1 rule 2), an id that was not given is empty (rule 3).
   */
  Optional<XmlElement> bounce(XmlElement stanza) {
    String given = stanza.attribute("type");
    boolean iq = stanza.name().equals("iq");
    if ("error".equals(given) || (iq && "result".equals(given))) {
      return Optional.empty();
    }
    String id = stanza.attribute("id");
    return Optional.of(
        XmlElement.named(stanza.name(), stanza.namespace())
            .attribute("type", "error")
            .attribute("id", id == null && iq ? "" : id)
            .attribute("from", wellFormed(stanza.attribute("to")))
            .attribute("to", wellFormed(stanza.attribute("from")))
            .child(toElement(stanza.namespace()))
            .build());
  }

  private static @Nullable String wellFormed(@Nullable String address) {
    return Jid.tryParse(address).isPresent() ? address : null;
  }
}

package im.balcony.protocol.xep.sm;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An element of stream management: no stanza, never counted, never routed. */
@Xep(number = 198, name = "Stream Management", version = "1.6.3")
public sealed interface StreamManagement {
  String NAMESPACE = "urn:xmpp:sm:3";

  /** Longest id of a session to resume that is looked at. */
  int PREVIOUS_ID_CHARS_MAX = 4000;

  XmlElement toElement();

  /** Asks for counting, and with {@code resume} for a session that outlives its connection. */
  record Enable(boolean resume, @Nullable Integer maxSeconds) implements StreamManagement {
    @Override
    public XmlElement toElement() {
      return named("enable")
          .attribute("resume", resume ? "true" : null)
          .attribute("max", maxSeconds == null ? null : maxSeconds.toString())
          .build();
    }
  }

  /** Counting has begun; {@code id} is null when the session cannot be resumed. */
  record Enabled(@Nullable String id, @Nullable Integer maxSeconds, @Nullable String location)
      implements StreamManagement {
    @Override
    public XmlElement toElement() {
      return named("enabled")
          .attribute("resume", id == null ? null : "true")
          .attribute("id", id)
          .attribute("max", maxSeconds == null ? null : maxSeconds.toString())
          .attribute("location", location)
          .build();
    }
  }

  /** {@code <r/>}: how far are you? */
  record Request() implements StreamManagement {
    @Override
    public XmlElement toElement() {
      return named("r").build();
    }
  }

  /** {@code <a/>}: {@code handled} stanzas of yours were taken over, modulo 2^32. */
  record Answer(long handled) implements StreamManagement {
    @Override
    public XmlElement toElement() {
      return named("a").attribute("h", Long.toString(handled)).build();
    }
  }

  /** Asks to go on with an earlier session. */
  record Resume(String previousId, long handled) implements StreamManagement {
    @Override
    public XmlElement toElement() {
      return named("resume")
          .attribute("previd", previousId)
          .attribute("h", Long.toString(handled))
          .build();
    }
  }

  /** The earlier session goes on. */
  record Resumed(String previousId, long handled) implements StreamManagement {
    @Override
    public XmlElement toElement() {
      return named("resumed")
          .attribute("previd", previousId)
          .attribute("h", Long.toString(handled))
          .build();
    }
  }

  /**
   * No counting, or no resumption.
   *
   * @param condition a stanza error condition, e.g. {@code item-not-found}
   * @param handled how far a session that cannot be resumed got, when that is still known
   */
  record Failed(String condition, @Nullable Long handled) implements StreamManagement {
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    @Override
    public XmlElement toElement() {
      return named("failed")
          .attribute("h", handled == null ? null : handled.toString())
          .child(XmlElement.named(condition, STANZAS).build())
          .build();
    }
  }

  /** The stream feature. */
  static XmlElement feature() {
    return named("sm").build();
  }

  /**
   * Goes into the stream error for a client that acknowledges what it was never sent (section 4).
   */
  static XmlElement handledCountTooHigh(long handled, long sent) {
    return named("handled-count-too-high")
        .attribute("h", Long.toString(handled))
        .attribute("send-count", Long.toString(sent))
        .build();
  }

  /** Empty when it is of another namespace, unknown, or lacks what it must have. */
  static Optional<StreamManagement> read(XmlElement element) {
    if (!element.namespace().equals(NAMESPACE)) {
      return Optional.empty();
    }
    var handled = SchemaValues.unsignedIntOf(element.attribute("h"));
    return switch (element.name()) {
      case "r" -> Optional.of(new Request());
      case "enable" -> Optional.of(new Enable(resumes(element), maxSeconds(element)));
      case "enabled" -> Optional.of(enabled(element));
      case "failed" -> Optional.of(failed(element, handled));
      case "a" ->
          handled.isPresent() ? Optional.of(new Answer(handled.getAsLong())) : Optional.empty();
      case "resume" -> previousId(element, handled).map(id -> new Resume(id, handled.getAsLong()));
      case "resumed" ->
          previousId(element, handled).map(id -> new Resumed(id, handled.getAsLong()));
      default -> Optional.empty();
    };
  }

  private static boolean resumes(XmlElement element) {
    return SchemaValues.booleanOf(element.attribute("resume")).orElse(false);
  }

  private static @Nullable Integer maxSeconds(XmlElement element) {
    var max = SchemaValues.countOf(element.attribute("max"));
    return max.isPresent() ? max.getAsInt() : null;
  }

  private static Enabled enabled(XmlElement element) {
    var id = resumes(element) ? element.attribute("id") : null;
    return new Enabled(id, maxSeconds(element), element.attribute("location"));
  }

  private static Failed failed(XmlElement element, OptionalLong handled) {
    var condition =
        element.elements().stream()
            .filter(child -> child.namespace().equals(Failed.STANZAS))
            .map(XmlElement::name)
            .findFirst();
    return new Failed(
        condition.orElse("undefined-condition"), handled.isPresent() ? handled.getAsLong() : null);
  }

  private static Optional<String> previousId(XmlElement element, OptionalLong handled) {
    return Optional.ofNullable(element.attribute("previd"))
        .filter(id -> handled.isPresent() && id.length() <= PREVIOUS_ID_CHARS_MAX);
  }

  private static XmlElement.Builder named(String name) {
    return XmlElement.named(name, NAMESPACE);
  }
}

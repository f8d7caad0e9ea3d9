package im.balcony.protocol.stream;

import im.balcony.protocol.xml.XmlFault;
import java.util.Locale;

/** The conditions that end a stream (RFC 6120 section 4.9.3). */
public enum StreamErrorCondition {
  BAD_FORMAT,
  BAD_NAMESPACE_PREFIX,
  CONFLICT,
  CONNECTION_TIMEOUT,
  HOST_GONE,
  HOST_UNKNOWN,
  IMPROPER_ADDRESSING,
  INTERNAL_SERVER_ERROR,
  INVALID_FROM,
  INVALID_NAMESPACE,
  INVALID_XML,
  NOT_AUTHORIZED,
  NOT_WELL_FORMED,
  POLICY_VIOLATION,
  REMOTE_CONNECTION_FAILED,
  RESET,
  RESOURCE_CONSTRAINT,
  RESTRICTED_XML,
  SEE_OTHER_HOST,
  SYSTEM_SHUTDOWN,
  UNDEFINED_CONDITION,
  UNSUPPORTED_ENCODING,
  UNSUPPORTED_FEATURE,
  UNSUPPORTED_STANZA_TYPE,
  UNSUPPORTED_VERSION;

  private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The element that stands for it in {@code <stream:error/>}. */
  public String elementName() {
    return elementName;
  }

  /** How a stream ends over bytes that have this fault. */
  public static StreamErrorCondition of(XmlFault fault) {
    return valueOf(fault.name());
  }
}

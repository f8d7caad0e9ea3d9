package im.balcony.protocol.xml;

/**
 * Why bytes are refused. Each has the stream error condition of the same name (RFC 6120 section
 * 4.9.3).
 */
public enum XmlFault {
  BAD_FORMAT,
  BAD_NAMESPACE_PREFIX,
  INVALID_NAMESPACE,
  NOT_WELL_FORMED,
  POLICY_VIOLATION,
  RESTRICTED_XML,
  UNSUPPORTED_ENCODING
}

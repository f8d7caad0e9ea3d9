package im.balcony.protocol.xml;

/** Bytes that are not the restricted XML of RFC 6120 section 11. */
public final class XmlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final XmlFault fault;

  /** Without a stack trace: hostile input must not be dear. */
  XmlException(XmlFault fault, String detail) {
    super(detail, null, false, false);
    this.fault = fault;
  }

  public XmlFault fault() {
    return fault;
  }

  /** What was wrong, in words that hold nothing of the input. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

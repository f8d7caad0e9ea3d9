package im.balcony.protocol.jid;

/** The text is no XMPP address by RFC 7622. */
public final class InvalidJidException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidJidException(String reason) {
    super(reason);
  }
}

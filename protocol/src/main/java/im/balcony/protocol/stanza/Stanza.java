package im.balcony.protocol.stanza;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** A message, a presence or an IQ, its common attributes checked (RFC 6120 section 8.1). */
public sealed interface Stanza permits Message, Presence, Iq {
  /** The whole stanza; what is typed beside it says the same. */
  XmlElement element();

  @Nullable Jid from();

  @Nullable Jid to();

  @Nullable String id();

  Enum<?> type();

  /** Whether it is of type error, which nobody answers (RFC 6120 section 8.3.1). */
  boolean isError();

  Stanza withFrom(Jid from);

  /** The same stanza to somebody else, or to nobody. */
  Stanza withTo(@Nullable Jid to);

  /** The same stanza with other content; its name and common attributes must be the same. */
  Stanza withElement(XmlElement element);
}

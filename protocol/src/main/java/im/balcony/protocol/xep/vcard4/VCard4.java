package im.balcony.protocol.xep.vcard4;

import im.balcony.protocol.xep.Xep;

/** A card of the fourth version: kept as its owner wrote it, at a node that everybody may read. */
@Xep(number = 292, name = "vCard4 Over XMPP", version = "0.12.0")
public final class VCard4 {
  /** The namespace of the card, and the feature of accounts that may have one. */
  public static final String NAMESPACE = "urn:ietf:params:xml:ns:vcard-4.0";

  /** The node whose one item holds the card (section 4.1). */
  public static final String NODE = "urn:xmpp:vcard4";

  private VCard4() {}
}

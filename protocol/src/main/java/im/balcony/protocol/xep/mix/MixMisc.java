package im.balcony.protocol.xep.mix;

import im.balcony.protocol.xep.Xep;

/** What channels do beside the core: messages are taken back, people invited. */
@Xep(
    number = 407,
    name = "Mediated Information eXchange (MIX): Miscellaneous Capabilities",
    version = "0.1.2")
public final class MixMisc {
  public static final String NAMESPACE = "urn:xmpp:mix:misc:0";

  private MixMisc() {}
}

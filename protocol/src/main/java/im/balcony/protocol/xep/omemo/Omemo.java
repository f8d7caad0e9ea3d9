package im.balcony.protocol.xep.omemo;

import im.balcony.protocol.xep.Xep;

/** The nodes of devices and of their keys, which everybody must be able to read (section 5.3). */
@Xep(number = 384, name = "OMEMO Encryption", version = "0.9.1")
public final class Omemo {
  /** Which devices an account has. */
  public static final String DEVICES = "urn:xmpp:omemo:2:devices";

  /** Their keys, one item a device. */
  public static final String BUNDLES = "urn:xmpp:omemo:2:bundles";

  /** The same in the form of before 2020, with a node for the keys of each device. */
  public static final String OLD_DEVICES = "eu.siacs.conversations.axolotl.devicelist";

  private static final String OLD_BUNDLES_PREFIX = "eu.siacs.conversations.axolotl.bundles:";

  private Omemo() {}

  /** Whether everybody must be able to read the node. */
  public static boolean isPublic(String node) {
    return node.equals(DEVICES)
        || node.equals(BUNDLES)
        || node.equals(OLD_DEVICES)
        || node.startsWith(OLD_BUNDLES_PREFIX);
  }
}

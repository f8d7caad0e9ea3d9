package im.balcony.protocol.xml;

/**
 * How much one element may cost its reader.
 *
 * @param stanzaBytesMax bytes of one first-level element or stream header
 * @param depthMax elements inside each other, the first level included
 * @param attributesMax attributes of one element, namespace declarations included
 * @param nameCharsMax of an element's or attribute's name, prefix included
 * @param attributeValueCharsMax of one attribute
 * @param namespacesMax declarations of a prefix in force at the same time
 * @param nodesMax elements, attributes and runs of text together: what a tree costs beyond its
 *     bytes
 */
public record XmlLimits(
    int stanzaBytesMax,
    int depthMax,
    int attributesMax,
    int nameCharsMax,
    int attributeValueCharsMax,
    int namespacesMax,
    int nodesMax) {
  private static final int NESTING_MAX = 1000;

  /** For a peer that has logged in. */
  public static final XmlLimits DEFAULT = new XmlLimits(262_144, 64, 64, 128, 8192, 32, 8192);

  /** For a peer nobody knows yet. */
  public static final XmlLimits UNAUTHENTICATED = new XmlLimits(10_000, 16, 32, 64, 4096, 8, 256);

  public XmlLimits {
    if (depthMax > NESTING_MAX) {
      throw new IllegalArgumentException("depthMax may be " + NESTING_MAX + " at most");
    }
    if (Math.min(stanzaBytesMax, depthMax) < 1
        || Math.min(attributesMax, nameCharsMax) < 1
        || Math.min(attributeValueCharsMax, namespacesMax) < 1
        || nodesMax < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /** The same limits for a larger or smaller stanza. */
  public XmlLimits withStanzaBytesMax(int bytes) {
    return new XmlLimits(
        bytes,
        depthMax,
        attributesMax,
        nameCharsMax,
        attributeValueCharsMax,
        namespacesMax,
        nodesMax);
  }
}

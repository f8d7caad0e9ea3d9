package im.balcony.protocol.xep.replay;

import im.balcony.protocol.xml.XmlElement;

/**
 * Ends a page.
 *
 * @param life which life of the conversation this is
 * @param version the newest one: who has folded everything up to it is up to date
 * @param first the lowest version that the page looked at, 0 for an empty page, as the next
 * @param last the highest one
 * @param complete whether nothing lies beyond the page in its direction
 */
public record ReplayEnd(String life, long version, long first, long last, boolean complete) {

  public XmlElement toElement() {
    return element()
        .attribute("first", Long.toString(first))
        .attribute("last", Long.toString(last))
        .attribute("complete", Boolean.toString(complete))
        .build();
  }

  /** The asked version is not of this life, or above it: the client takes the full state. */
  public XmlElement toReset() {
    return element().attribute("reset", "true").build();
  }

  private XmlElement.Builder element() {
    return XmlElement.named(ReplayQuery.NAME, ReplayQuery.NAMESPACE)
        .attribute("life", life)
        .attribute("version", Long.toString(version));
  }
}

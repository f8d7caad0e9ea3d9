package im.balcony.protocol.xep.sync;

import im.balcony.protocol.xml.XmlElement;

/** Names of Client Synchronization. */
public final class Synchronization {
  public static final String NAMESPACE = "https://xabber.com/protocol/synchronization";

  /** A conversation that is muted for so long is muted for ever: about a hundred years. */
  public static final long MUTE_SECONDS_MAX = 3_170_980_000L;

  static final String CONVERSATION = "conversation";

  private Synchronization() {}

  /** What stands in the stream features: clients look there, not in service discovery. */
  public static XmlElement streamFeature() {
    return XmlElement.named("synchronization", NAMESPACE).build();
  }

  /**
   * A result or a push.
   *
   * @param stamp the account's current one
   */
  public static XmlElement query(long stamp, Iterable<XmlElement> children) {
    return XmlElement.named("query", NAMESPACE)
        .attribute("stamp", Long.toString(stamp))
        .children(children)
        .build();
  }
}

package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The namespaces of publish-subscribe and what a service answers in them. */
@Xep(number = 60, name = "Publish-Subscribe", version = "1.30.0")
public final class Pubsub {
  public static final String NAMESPACE = "http://jabber.org/protocol/pubsub";
  public static final String OWNER = NAMESPACE + "#owner";
  public static final String EVENT = NAMESPACE + "#event";
  public static final String ERRORS = NAMESPACE + "#errors";
  public static final String NODE_CONFIG = NAMESPACE + "#node_config";
  public static final String PUBLISH_OPTIONS = NAMESPACE + "#publish-options";
  public static final String META_DATA = NAMESPACE + "#meta-data";

  /** The element around every request and answer. */
  public static final String NAME = "pubsub";

  /** Longer names of nodes and items are refused (as long as a part of an address may be). */
  public static final int NAME_CHARS_MAX = 1023;

  private static final String NODE = "node";

  private Pubsub() {}

  /** What was published, under which ids (section 7.1.2). */
  public static XmlElement published(String node, List<String> itemIds) {
    var publish = XmlElement.named("publish", NAMESPACE).attribute(NODE, node);
    itemIds.forEach(id -> publish.child(PubsubItem.named(id).toElement(NAMESPACE)));
    return wrapped(NAMESPACE, publish.build());
  }

  /** What a node holds (section 6.5). */
  public static XmlElement items(String node, Collection<PubsubItem> items) {
    var list = XmlElement.named("items", NAMESPACE).attribute(NODE, node);
    items.forEach(item -> list.child(item.toElement(NAMESPACE)));
    return wrapped(NAMESPACE, list.build());
  }

  /** The name that the service gave to a new node (section 8.1.1). */
  public static XmlElement created(String node) {
    return wrapped(NAMESPACE, XmlElement.named("create", NAMESPACE).attribute(NODE, node).build());
  }

  /** A node's configuration to fill out (section 8.2.2). */
  public static XmlElement configuration(String node, XmlElement form) {
    return wrapped(
        OWNER, XmlElement.named("configure", OWNER).attribute(NODE, node).child(form).build());
  }

  /** What a node is configured with unless somebody says otherwise (section 8.3.2). */
  public static XmlElement defaultConfiguration(XmlElement form) {
    return wrapped(OWNER, XmlElement.named("default", OWNER).child(form).build());
  }

  /**
   * Elements of a list about one node or about all, each with its attributes in place.
   *
   * @param name affiliations or subscriptions
   * @param node null when the list is about all nodes
   */
  public static XmlElement list(
      String namespace, String name, @Nullable String node, Iterable<XmlElement> entries) {
    return wrapped(
        namespace,
        XmlElement.named(name, namespace).attribute(NODE, node).children(entries).build());
  }

  /** One entry of {@link #list}, or what a request for a subscription is answered with. */
  public static XmlElement wrapped(String namespace, XmlElement content) {
    return XmlElement.named(NAME, namespace).child(content).build();
  }
}

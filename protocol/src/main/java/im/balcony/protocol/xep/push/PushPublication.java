package im.balcony.protocol.xep.push;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notification on its way to a node of a push service (XEP-0357 section 7): the payload of an IQ.
 *
 * @param node empty where the service needs none
 * @param options what the client wants to be published along; null for nothing
 */
public record PushPublication(
    String node, PushNotification notification, @Nullable XmlElement options) {
  private static final String PUBLISH = "publish";
  private static final String ITEM = "item";
  private static final String OPTIONS = "publish-options";

  /** Empty for another request, one with a name that is too long, or without a notification. */
  public static Optional<PushPublication> read(XmlElement payload) {
    if (!payload.is(Pubsub.NAME, Pubsub.NAMESPACE)) {
      return Optional.empty();
    }
    var publish = payload.child(PUBLISH, Pubsub.NAMESPACE);
    var node = publish.map(element -> element.attribute("node")).orElse("");
    var options =
        payload
            .child(OPTIONS, Pubsub.NAMESPACE)
            .flatMap(element -> element.child("x", DataForm.NAMESPACE))
            .orElse(null);
    return publish
        .filter(element -> node.length() <= PushRequest.NODE_CHARS_MAX)
        .flatMap(element -> element.child(ITEM, Pubsub.NAMESPACE))
        .flatMap(item -> item.elements().stream().findFirst())
        .flatMap(PushNotification::read)
        .map(notification -> new PushPublication(node, notification, options));
  }

  /** What the options say of this field, such as {@code secret}. */
  public Optional<String> option(String field) {
    return options == null
        ? Optional.empty()
        : DataForm.read(options).flatMap(form -> form.value(field));
  }

  public XmlElement toElement() {
    var item = XmlElement.named(ITEM, Pubsub.NAMESPACE).child(notification.toElement()).build();
    var pubsub =
        XmlElement.named(Pubsub.NAME, Pubsub.NAMESPACE)
            .child(
                XmlElement.named(PUBLISH, Pubsub.NAMESPACE)
                    .attribute("node", node.isEmpty() ? null : node)
                    .child(item)
                    .build());
    if (options != null) {
      pubsub.child(XmlElement.named(OPTIONS, Pubsub.NAMESPACE).child(options).build());
    }
    return pubsub.build();
  }

  /** Without the options: they hold the secret of the registration. */
  @Override
  public String toString() {
    return "PushPublication[" + node + ", " + notification + "]";
  }
}

package im.balcony.protocol.xep.push;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push service is told (XEP-0357 section 7): numbers alone, nobody's name and no word of
 * anybody.
 *
 * @param messages that wait to be read
 * @param subscriptions requests that wait for an answer
 */
public record PushNotification(long messages, long subscriptions) {
  /** The FORM_TYPE of the summary. */
  public static final String SUMMARY = "urn:xmpp:push:summary";

  /**
   * The payload of the IQ that publishes it.
   *
   * @param node empty where the service needs none
   * @param options what the client wants to be published along; null for nothing
   */
  public XmlElement published(String node, @Nullable XmlElement options) {
    var summary =
        DataForm.of(
            DataForm.Type.SUBMIT,
            SUMMARY,
            List.of(
                FormField.of("message-count", Long.toString(messages)),
                FormField.of("pending-subscription-count", Long.toString(subscriptions))));
    var notification =
        XmlElement.named("notification", PushRequest.NAMESPACE).child(summary.toElement()).build();
    var pubsub =
        XmlElement.named(Pubsub.NAME, Pubsub.NAMESPACE)
            .child(
                XmlElement.named("publish", Pubsub.NAMESPACE)
                    .attribute("node", node.isEmpty() ? null : node)
                    .child(XmlElement.named("item", Pubsub.NAMESPACE).child(notification).build())
                    .build());
    if (options != null) {
      pubsub.child(XmlElement.named("publish-options", Pubsub.NAMESPACE).child(options).build());
    }
    return pubsub.build();
  }
}

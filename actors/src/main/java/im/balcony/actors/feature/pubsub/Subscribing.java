package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubEvents;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xep.pubsub.SendLastItem;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explicit subscriptions, for those who do not share the owner's presence (XEP-0060 6.1, 6.2). */
final class Subscribing {
  private final PubsubLimits limits;

  Subscribing(PubsubLimits limits) {
    this.limits = limits;
  }

  IqAnswer subscribe(IqRequest request, PubsubRequest.Subscribe subscribe) {
    if (!subscribe.jid().bare().equals(request.asker().bare())) {
      return IqAnswer.refused(PubsubError.invalidJid());
    }
    var node = request.state().nodes().node(subscribe.node());
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var refusal =
        NodeAccess.refusal(request.state(), request.account(), node.get(), request.asker());
    if (refusal.isPresent()) {
      return IqAnswer.refused(refusal.get());
    }
    var subscribers = node.get().subscribers();
    var change = new NodeChange(request.state(), limits, request.now());
    if (!subscribers.contains(subscribe.jid())) {
      if (subscribers.size() >= limits.addressesMax()) {
        return IqAnswer.refused(PubsubError.tooManySubscriptions());
      }
      change.add(new NodeEvent.NodeSubscribed(subscribe.node(), subscribe.jid().toString()));
    }
    sendLast(change, subscribe, node.get());
    return change.answer(
        Pubsub.wrapped(
            Pubsub.NAMESPACE, entry(Pubsub.NAMESPACE, subscribe.node(), subscribe.jid())));
  }

  private static void sendLast(NodeChange change, PubsubRequest.Subscribe subscribe, Node node) {
    if (node.config().sendLastItem() != SendLastItem.NEVER) {
      node.lastItem()
          .ifPresent(
              item ->
                  change.follow(
                      new Consequence.NotifySubscriber(
                          subscribe.jid(),
                          PubsubEvents.item(
                              subscribe.node(),
                              node.config().deliversPayloads()
                                  ? ItemElements.of(item)
                                  : PubsubItem.named(item.id())))));
    }
  }

  IqAnswer unsubscribe(IqRequest request, PubsubRequest.Unsubscribe unsubscribe) {
    if (!unsubscribe.jid().bare().equals(request.asker().bare())) {
      return IqAnswer.refused(PubsubError.invalidJid());
    }
    var node = request.state().nodes().node(unsubscribe.node());
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    if (!node.get().subscribers().contains(unsubscribe.jid())) {
      return IqAnswer.refused(PubsubError.notSubscribed());
    }
    var change = new NodeChange(request.state(), limits, request.now());
    change.add(new NodeEvent.NodeUnsubscribed(unsubscribe.node(), unsubscribe.jid().toString()));
    return change.answer(null);
  }

  /** The asker's own, at one node or at all. */
  static List<XmlElement> ofAsker(IqRequest request, @Nullable String only) {
    var entries = new ArrayList<XmlElement>();
    request
        .state()
        .nodes()
        .byName()
        .forEach(
            (name, node) -> {
              if (only == null || only.equals(name)) {
                node.subscribers().stream()
                    .filter(jid -> jid.bare().equals(request.asker().bare()))
                    .sorted()
                    .forEach(jid -> entries.add(entry(Pubsub.NAMESPACE, name, jid)));
              }
            });
    return entries;
  }

  static XmlElement entry(String namespace, String node, Jid jid) {
    return XmlElement.named("subscription", namespace)
        .attribute("node", node)
        .attribute("jid", jid.toString())
        .attribute("subscription", "subscribed")
        .build();
  }
}

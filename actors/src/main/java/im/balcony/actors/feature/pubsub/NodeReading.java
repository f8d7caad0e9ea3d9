package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.pubsub.Item;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.pubsub.NodeForm;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What an asker may see of an account's nodes (XEP-0060 sections 5 and 6.5). */
final class NodeReading {
  /** Bytes of an answer; the newest items that fit are in it, one at least (section 6.5.4). */
  static final int ANSWER_BYTES_MAX = 512 * 1024;

  private NodeReading() {}

  static IqAnswer items(IqRequest request, PubsubRequest.Items asked) {
    var node = request.state().nodes().node(asked.node());
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var refusal = NodeAccess.refusalToRead(request, asked.node(), node.get());
    if (refusal.isPresent()) {
      return IqAnswer.refused(refusal.get());
    }
    var items = chosen(node.get(), asked).stream().map(ItemElements::of).toList();
    var answer = Pubsub.items(asked.node(), items);
    // What was decided is durable when its turn comes: nothing is shown that could be lost.
    return new IqAnswer.Stored(List.of(), state -> new IqAnswer.Result(answer, List.of()));
  }

  private static List<Item> chosen(Node node, PubsubRequest.Items asked) {
    var ids = asked.itemIds();
    var newestFirst = new ArrayList<>(node.items());
    Collections.reverse(newestFirst);
    var chosen = new ArrayList<Item>();
    var bytes = 0L;
    for (var item : newestFirst) {
      if (ids.isEmpty() || ids.contains(item.id())) {
        bytes += item.xml().length;
        if (chosen.size() == asked.max() || (bytes > ANSWER_BYTES_MAX && !chosen.isEmpty())) {
          break;
        }
        chosen.add(item);
      }
    }
    Collections.reverse(chosen);
    return chosen;
  }

  /** The nodes that the asker may see (XEP-0163 section 7.2), in order of their names. */
  static List<DiscoItems.Item> visibleNodes(IqRequest request) {
    var owner = request.account();
    return request.state().nodes().byName().entrySet().stream()
        .filter(entry -> NodeAccess.mayRead(request, entry.getKey(), entry.getValue()))
        .map(entry -> item(owner, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static DiscoItems.Item item(Jid owner, String name, Node node) {
    var title = node.config().title();
    return new DiscoItems.Item(owner, name, title.isEmpty() ? null : title);
  }

  private static Optional<Node> visible(IqRequest request, String name) {
    return request
        .state()
        .nodes()
        .node(name)
        .filter(node -> NodeAccess.mayRead(request, name, node));
  }

  /** What a node is (sections 5.3 and 5.4); empty for one that the asker may not see. */
  static Optional<DiscoInfo> info(IqRequest request, String name) {
    return visible(request, name)
        .map(
            node ->
                new DiscoInfo(
                    name,
                    List.of(new DiscoIdentity("pubsub", "leaf", null, null)),
                    List.of(Pubsub.NAMESPACE),
                    List.of(NodeForm.metaData(node.config()))));
  }

  /** The items of a node as service discovery shows them (section 5.5). */
  static Optional<DiscoItems> itemNames(IqRequest request, String name) {
    return visible(request, name)
        .map(
            node ->
                new DiscoItems(
                    name,
                    node.items().stream()
                        .map(item -> new DiscoItems.Item(request.account(), null, item.id()))
                        .toList()));
  }
}

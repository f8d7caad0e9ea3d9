package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Item;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.actors.user.pubsub.NodeConfigs;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.PubsubEvents;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request does to an account and its nodes: the events so far, and where they lead. */
public final class NodeChange {
  /** Above what names and ids of an item and its node take. */
  private static final int BYTES_AROUND = 256;

  private final PubsubLimits limits;
  private final Instant at;
  private final long bytesBefore;
  private final List<AccountEvent> events = new ArrayList<>();
  private final List<Consequence> consequences = new ArrayList<>();
  private AccountState state;

  /**
   * @param at when it happens
   */
  public NodeChange(AccountState state, PubsubLimits limits, Instant at) {
    this.state = state;
    this.limits = limits;
    this.at = at;
    this.bytesBefore = state.nodes().bytes();
  }

  /** What happened so far. */
  public List<AccountEvent> events() {
    return List.copyOf(events);
  }

  /** What else happens once they are durable. */
  public List<Consequence> consequences() {
    return List.copyOf(consequences);
  }

  /** The account as it will be. */
  public AccountState state() {
    return state;
  }

  public void add(AccountEvent event) {
    events.add(event);
    state = event.fold(state);
  }

  public void follow(Consequence consequence) {
    consequences.add(consequence);
  }

  /** Makes the node unless it is there; false when the account has too many. */
  public boolean ensure(String name, NodeConfig config) {
    if (state.nodes().node(name).isEmpty()) {
      if (state.nodes().byName().size() >= limits.nodesMax()) {
        return false;
      }
      add(NodeConfigs.event(name, config));
    }
    return true;
  }

  /** Whether these may be kept as items, each at a node that is there or not. */
  public boolean hasRoomFor(List<XmlElement> payloads) {
    var bytes = state.nodes().bytes();
    for (var payload : payloads) {
      var more = payload.toBytes().length;
      if (more > limits.itemBytesMax()) {
        return false;
      }
      bytes += more + BYTES_AROUND;
    }
    return bytes <= limits.bytesMax();
  }

  /** Puts an item into a node that is there, and tells of it; the oldest make room. */
  public void publish(String name, String id, @Nullable XmlElement payload) {
    if (node(name).config().persistsItems()) {
      var xml = payload == null ? Item.NO_PAYLOAD : payload.toBytes();
      add(new NodeEvent.ItemPublished(name, id, xml, at));
      var items = node(name).items();
      var tooMany = items.size() - limits.itemsMax();
      if (tooMany > 0) {
        var oldest = items.subList(0, tooMany).stream().map(Item::id).toList();
        add(new NodeEvent.ItemsRetracted(name, oldest));
      }
    }
    var shown = node(name).config().deliversPayloads() ? payload : null;
    tell(name, node(name), PubsubEvents.item(name, new PubsubItem(id, shown)));
  }

  /**
   * Takes items out of a node that is there.
   *
   * @param tellAnyway whether others are told though the node does not say so
   */
  public void retract(String name, List<String> itemIds, boolean tellAnyway) {
    add(new NodeEvent.ItemsRetracted(name, itemIds));
    if (tellAnyway || node(name).config().notifiesRetract()) {
      tell(name, node(name), PubsubEvents.retracted(name, itemIds));
    }
  }

  /** Whoever may see this node is told, after the answer. */
  void tell(String name, Node node, XmlElement event) {
    if (node.config().deliversNotifications()) {
      consequences.add(new Consequence.NotifyNode(name, node, event));
    }
  }

  private Node node(String name) {
    return state.nodes().node(name).orElseThrow();
  }

  /** The result once it is durable, or that it is too much to keep. */
  public IqAnswer answer(@Nullable XmlElement payload) {
    var bytes = state.nodes().bytes();
    if (bytes > limits.bytesMax() && bytes > bytesBefore) {
      return IqAnswer.refused(
          StanzaError.resourceConstraint().withText("the account keeps too many bytes"));
    }
    var following = List.copyOf(consequences);
    return new IqAnswer.Stored(
        List.copyOf(events), durable -> new IqAnswer.Result(payload, following));
  }
}

package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xep.vcard4.VCard4;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * XEP-0060 and XEP-0163: every account is a pubsub service with one publisher, its owner. XEP-0223:
 * what is private is kept the same way, with the options that its publisher names. The access model
 * "authorize" is not offered. XEP-0292, XEP-0172 and XEP-0384 are nodes like others, with defaults
 * of their own ({@link NodeDefaults}).
 */
public final class PubsubFeature implements Feature {
  private static final List<String> OFFERED =
      List.of(
          "access-open",
          "access-presence",
          "access-roster",
          "access-whitelist",
          "auto-create",
          "auto-subscribe",
          "config-node",
          "config-node-max",
          "create-and-configure",
          "create-nodes",
          "delete-items",
          "delete-nodes",
          "filtered-notifications",
          "instant-nodes",
          "item-ids",
          "last-published",
          "member-affiliation",
          "meta-data",
          "modify-affiliations",
          "multi-items",
          "outcast-affiliation",
          "persistent-items",
          "presence-subscribe",
          "publish",
          "publish-options",
          "purge-nodes",
          "retract-items",
          "retrieve-affiliations",
          "retrieve-default",
          "retrieve-items",
          "retrieve-subscriptions",
          "subscribe");

  private final Publishing publishing;
  private final NodeOwning owning;
  private final Subscribing subscribing;

  /**
   * @param newIds for nodes and items that came without a name
   * @param followers what is kept in step with nodes
   */
  public PubsubFeature(PubsubLimits limits, Supplier<String> newIds, List<NodeFollower> followers) {
    publishing = new Publishing(limits, newIds, followers);
    owning = new NodeOwning(limits, publishing, newIds);
    subscribing = new Subscribing(limits);
  }

  @Override
  public List<String> accountFeatures() {
    return Stream.concat(
            Stream.of(Pubsub.NAMESPACE, VCard4.NAMESPACE),
            OFFERED.stream().map(offered -> Pubsub.NAMESPACE + "#" + offered))
        .toList();
  }

  @Override
  public List<DiscoIdentity> accountIdentities() {
    return List.of(PersonalEventing.IDENTITY);
  }

  @Override
  public List<DiscoItems.Item> accountItems(IqRequest request) {
    return NodeReading.visibleNodes(request);
  }

  @Override
  public Optional<DiscoInfo> accountNode(IqRequest request, String node) {
    return NodeReading.info(request, node);
  }

  @Override
  public Optional<DiscoItems> accountNodeItems(IqRequest request, String node) {
    return NodeReading.itemNames(request, node);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.account(
            IqService.Access.ANYBODY_WRITES,
            IqService.Types.GET_AND_SET,
            Pubsub.NAME,
            Pubsub.NAMESPACE,
            this::answer),
        IqService.own(IqService.Types.GET_AND_SET, Pubsub.NAME, Pubsub.OWNER, owning::answer));
  }

  private IqAnswer answer(IqRequest request) {
    var asked = PubsubRequest.read(request.payload());
    if (asked instanceof PubsubRequest.Unreadable unreadable) {
      return IqAnswer.refused(unreadable.error());
    }
    return request.isSet() ? set(request, asked) : get(request, asked);
  }

  private static IqAnswer get(IqRequest request, PubsubRequest asked) {
    if (asked instanceof PubsubRequest.Items items) {
      return NodeReading.items(request, items);
    } else if (asked instanceof PubsubRequest.Subscriptions of) {
      return IqAnswer.result(
          Pubsub.list(
              Pubsub.NAMESPACE,
              "subscriptions",
              of.node(),
              Subscribing.ofAsker(request, of.node())));
    } else if (asked instanceof PubsubRequest.Affiliations of) {
      return IqAnswer.result(
          Pubsub.list(
              Pubsub.NAMESPACE,
              "affiliations",
              of.node(),
              AffiliationElements.ofAsker(request, of.node())));
    }
    return IqAnswer.refused(StanzaError.badRequest());
  }

  private IqAnswer set(IqRequest request, PubsubRequest asked) {
    if (asked instanceof PubsubRequest.Subscribe subscribe) {
      return subscribing.subscribe(request, subscribe);
    } else if (asked instanceof PubsubRequest.Unsubscribe unsubscribe) {
      return subscribing.unsubscribe(request, unsubscribe);
    } else if (!request.byOwner()) {
      return IqAnswer.refused(StanzaError.forbidden());
    } else if (asked instanceof PubsubRequest.Publish publish) {
      return publishing.publish(request, publish);
    } else if (asked instanceof PubsubRequest.Retract retract) {
      return publishing.retract(request, retract);
    } else if (asked instanceof PubsubRequest.Create create) {
      return owning.create(request, create);
    }
    return IqAnswer.refused(StanzaError.badRequest());
  }
}

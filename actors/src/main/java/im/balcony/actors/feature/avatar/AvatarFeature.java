package im.balcony.actors.feature.avatar;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.pubsub.ItemElements;
import im.balcony.actors.feature.pubsub.NodeAccess;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.NodeDefaults;
import im.balcony.actors.feature.pubsub.NodeFollower;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.avatarconversion.AvatarConversion;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.vcard.VCard;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * XEP-0398: the picture that is published at a node (XEP-0084) is in the card (XEP-0153) as well,
 * and the other way. One way writes the events of both, so that neither starts the other.
 */
public final class AvatarFeature implements Feature, NodeFollower {
  private static final String NO_PICTURE = "none";

  private final int cardBytesMax;

  /**
   * @param cardBytesMax bytes of a card; a larger picture stays at its node
   */
  public AvatarFeature(int cardBytesMax) {
    this.cardBytesMax = cardBytesMax;
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(AvatarConversion.FEATURE);
  }

  /** Section 3.1: what is told of a picture was published. */
  @Override
  public void published(NodeChange change, String node, XmlElement payload) {
    if (node.equals(UserAvatar.METADATA)) {
      UserAvatar.read(payload).ifPresent(told -> toCard(change, told));
    }
  }

  /** A picture that was at the nodes and is not any more makes room for the one before it. */
  @Override
  public void retracted(NodeChange change, String node, AccountState before) {
    var card = card(change.state());
    var image = image(card);
    if (image.filter(shown -> isAtNodes(before, shown)).isPresent()
        && !isAtNodes(change.state(), image.get())) {
      var next = told(change.state()).flatMap(told -> withPicture(change.state(), card, told));
      store(change, next.orElseGet(() -> VcardPhoto.without(card)));
    }
  }

  private void toCard(NodeChange change, UserAvatar told) {
    var card = card(change.state());
    var next =
        told.infos().isEmpty()
            ? Optional.of(VcardPhoto.without(card))
            : withPicture(change.state(), card, told);
    next.filter(changed -> !image(changed).equals(image(card)))
        .ifPresent(changed -> store(change, changed));
  }

  /** The card with the picture that is told of; empty when it is not there or too large. */
  private Optional<XmlElement> withPicture(AccountState state, XmlElement card, UserAvatar told) {
    return told.atNode()
        .flatMap(info -> data(state, AvatarFeature::isOpen, info))
        .map(photo -> photo.into(card))
        .filter(next -> next.toBytes().length <= cardBytesMax);
  }

  /** Everybody may read the card, so only a picture that everybody may see goes there (7). */
  private static boolean isOpen(Node node) {
    return node.config().access() == AccessModel.OPEN;
  }

  private static Optional<VcardPhoto> data(
      AccountState state, Predicate<Node> visible, UserAvatar.Info info) {
    return state
        .nodes()
        .node(UserAvatar.DATA)
        .filter(visible)
        .flatMap(node -> node.item(info.id()))
        .flatMap(item -> Optional.ofNullable(ItemElements.of(item).payload()))
        .flatMap(AvatarImage::read)
        .flatMap(image -> AvatarConversion.photo(info, image));
  }

  /**
   * The card as the asker may see it. The picture that an admitted stranger may read at its node is
   * in it, though it is not kept there: when strangers are not admitted any more, it is gone.
   *
   * @param state what is durable of the account
   */
  public XmlElement shown(AccountState state, IqRequest request) {
    var card = card(state);
    if (!request.strangersAdmitted() || request.byOwner() || VcardPhoto.in(card).isPresent()) {
      return card;
    }
    return state
        .nodes()
        .node(UserAvatar.METADATA)
        .filter(node -> NodeAccess.mayRead(request, UserAvatar.METADATA, node))
        .flatMap(AvatarFeature::told)
        .flatMap(UserAvatar::atNode)
        .flatMap(
            info -> data(state, node -> NodeAccess.mayRead(request, UserAvatar.DATA, node), info))
        .map(photo -> photo.into(card))
        .filter(next -> next.toBytes().length <= cardBytesMax)
        .orElse(card);
  }

  private static void store(NodeChange change, XmlElement card) {
    change.add(new AccountEvent.VcardStored(card.toBytes()));
    change.follow(new Consequence.AvatarChanged());
  }

  /** Section 3.2: the owner's client set this card. */
  public void cardSet(NodeChange change, XmlElement card) {
    var before = image(card(change.state()));
    var photo = VcardPhoto.in(card);
    store(change, card);
    if (photo.isPresent()) {
      toNodes(change, photo.get());
    } else if (before.isPresent() && isTold(change.state(), before.get())) {
      var none = new UserAvatar(List.of()).toElement();
      change.publish(UserAvatar.METADATA, NO_PICTURE, none);
    }
  }

  private static void toNodes(NodeChange change, VcardPhoto photo) {
    var image = photo.image();
    var data = image.toElement();
    var metadata = AvatarConversion.metadata(photo).toElement();
    if (isTold(change.state(), image)
        || !change.hasRoomFor(List.of(data, metadata))
        || !change.ensure(UserAvatar.DATA, open(UserAvatar.DATA))
        || !change.ensure(UserAvatar.METADATA, open(UserAvatar.METADATA))) {
      return;
    }
    change.publish(UserAvatar.DATA, image.id(), data);
    change.publish(UserAvatar.METADATA, image.id(), metadata);
  }

  private static NodeConfig open(String node) {
    return NodeDefaults.of(node).edit().access(AccessModel.OPEN).build();
  }

  /** Whether this picture is the one that the node tells of. */
  private static boolean isTold(AccountState state, AvatarImage image) {
    return told(state)
        .filter(
            told -> told.infos().stream().anyMatch(info -> info.id().equalsIgnoreCase(image.id())))
        .isPresent();
  }

  private static boolean isAtNodes(AccountState state, AvatarImage image) {
    return isTold(state, image)
        && state.nodes().node(UserAvatar.DATA).stream()
            .flatMap(node -> node.items().stream())
            .anyMatch(item -> item.id().equalsIgnoreCase(image.id()));
  }

  private static Optional<UserAvatar> told(AccountState state) {
    return state.nodes().node(UserAvatar.METADATA).flatMap(AvatarFeature::told);
  }

  private static Optional<AvatarImage> image(XmlElement card) {
    return VcardPhoto.in(card).map(VcardPhoto::image);
  }

  private static Optional<UserAvatar> told(Node metadata) {
    return metadata
        .lastItem()
        .flatMap(item -> Optional.ofNullable(ItemElements.of(item).payload()))
        .flatMap(UserAvatar::read);
  }

  private static XmlElement card(AccountState state) {
    return state.vcard().length == 0 ? VCard.empty() : StoredXml.read(state.vcard());
  }
}

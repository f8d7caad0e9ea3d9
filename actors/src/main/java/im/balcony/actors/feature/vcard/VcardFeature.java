package im.balcony.actors.feature.vcard;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.avatar.AvatarFeature;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.vcard.VCard;
import java.util.List;

/** XEP-0054: everybody may read a card, its owner writes it. */
public final class VcardFeature implements Feature {
  private final int bytesMax;
  private final PubsubLimits pubsub;
  private final AvatarFeature avatars;

  /**
   * @param bytesMax of a card
   * @param avatars keeps the picture in step with its nodes
   */
  public VcardFeature(int bytesMax, PubsubLimits pubsub, AvatarFeature avatars) {
    this.bytesMax = bytesMax;
    this.pubsub = pubsub;
    this.avatars = avatars;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(VCard.NAMESPACE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(VCard.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.account(
            IqService.Access.ANYBODY,
            IqService.Types.GET_AND_SET,
            "vCard",
            VCard.NAMESPACE,
            this::answer));
  }

  private IqAnswer answer(IqRequest request) {
    if (!request.isSet()) {
      return new IqAnswer.Stored(
          List.of(), state -> new IqAnswer.Result(avatars.shown(state, request), List.of()));
    }
    var card = request.payload();
    if (card.toBytes().length > bytesMax) {
      return IqAnswer.refused(StanzaError.notAcceptable().withText("the card is too large"));
    }
    var change = new NodeChange(request.state(), pubsub, request.now());
    avatars.cardSet(change, card);
    return change.answer(null);
  }
}

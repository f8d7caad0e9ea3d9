package im.balcony.actors.feature.vcard;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.StoredXml;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.vcard.VCard;
import java.util.List;

/** XEP-0054: everybody may read a card, its owner writes it. */
public final class VcardFeature implements Feature {
  private final int bytesMax;

  public VcardFeature(int bytesMax) {
    this.bytesMax = bytesMax;
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
          List.of(),
          state ->
              new IqAnswer.Result(
                  state.vcard().length == 0 ? VCard.empty() : StoredXml.read(state.vcard()),
                  List.of()));
    }
    var xml = request.payload().toBytes();
    return xml.length > bytesMax
        ? IqAnswer.refused(StanzaError.notAcceptable().withText("the card is too large"))
        : IqAnswer.stored(List.of(new AccountEvent.VcardStored(xml)));
  }
}

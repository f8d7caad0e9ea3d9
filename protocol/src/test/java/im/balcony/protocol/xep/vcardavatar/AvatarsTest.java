package im.balcony.protocol.xep.vcardavatar;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.avatarconversion.AvatarConversion;
import im.balcony.protocol.xep.vcard.VCard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0084, XEP-0153 and the way between them, XEP-0398. */
class AvatarsTest {
  /** The three bytes "abc". */
  private static final String ABC = "YWJj";

  private static final String ABC_SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";

  private static final AvatarImage IMAGE = AvatarImage.of(ABC).orElseThrow();

  @Test
  void aPictureIsKnownByItsHashWhateverTheLinesOfItsText() {
    assertEquals(ABC_SHA1, IMAGE.id());
    assertEquals(3, IMAGE.bytes());
    assertEquals(Optional.of(IMAGE), AvatarImage.of(" YW\n Jj\t"));
    assertEquals(Optional.of(IMAGE), AvatarImage.read(IMAGE.toElement()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "not base64!", "Y"})
  void whatIsNoPictureIsNone(String text) {
    assertEquals(Optional.empty(), AvatarImage.of(text));
  }

  @Test
  void aPictureGoesIntoACardInThePlaceOfTheOther() {
    var photo = new VcardPhoto("image/jpeg", IMAGE);
    var card = photo.into(xml("<vCard xmlns='vcard-temp'><FN>Romeo</FN><PHOTO/></vCard>"));
    assertEquals(Optional.of(photo), VcardPhoto.in(card));
    assertEquals(2, card.elements().size());
    assertEquals(xml("<vCard xmlns='vcard-temp'><FN>Romeo</FN></vCard>"), VcardPhoto.without(card));
  }

  @Test
  void aCardWithoutAReadablePictureHasNone() {
    assertEquals(Optional.empty(), VcardPhoto.in(VCard.empty()));
    assertEquals(
        Optional.empty(),
        VcardPhoto.in(
            xml("<vCard xmlns='vcard-temp'><PHOTO><EXTVAL>https://a</EXTVAL></PHOTO></vCard>")));
    assertEquals(
        "image/png",
        VcardPhoto.in(
                xml(
                    "<vCard xmlns='vcard-temp'><PHOTO><TYPE>text/html</TYPE>"
                        + "<BINVAL>YWJj</BINVAL></PHOTO></vCard>"))
            .orElseThrow()
            .type());
  }

  @Test
  void theInfoThatIsAtTheNodeIsTaken() {
    var told =
        UserAvatar.read(
                xml(
                    "<metadata xmlns='urn:xmpp:avatar:metadata'>"
                        + "<info id='far' bytes='9' type='image/gif' url='https://a.example/x'/>"
                        + "<info id='near' bytes='3' type='image/png'/><info id='half'/></metadata>"))
            .orElseThrow();
    assertEquals(2, told.infos().size());
    assertEquals(Optional.of(new UserAvatar.Info("near", 3, "image/png", null)), told.atNode());
    assertEquals(Optional.of(told), UserAvatar.read(told.toElement()));
  }

  @Test
  void onlyThePictureThatTheHashNamesIsConverted() {
    var photo = new VcardPhoto("image/png", IMAGE);
    var info = AvatarConversion.metadata(photo).infos().get(0);
    assertEquals(new UserAvatar.Info(ABC_SHA1, 3, "image/png", null), info);
    assertEquals(Optional.of(photo), AvatarConversion.photo(info, IMAGE));
    var other = new UserAvatar.Info("0".repeat(40), 3, "image/png", null);
    assertEquals(Optional.empty(), AvatarConversion.photo(other, IMAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<x xmlns='vcard-temp:x:update'/>",
        "<x xmlns='vcard-temp:x:update'><photo>0123</photo></x>"
      })
  void presenceTellsTheHashOfTheAccountsPicture(String said) {
    var presence = xml("<presence xmlns='jabber:client'><show>away</show>" + said + "</presence>");
    assertEquals(
        xml(
            "<presence xmlns='jabber:client'><show>away</show>"
                + "<x xmlns='vcard-temp:x:update'><photo>abcd</photo></x></presence>"),
        VcardPhoto.tell(presence, "abcd"));
  }

  @Test
  void aClientMayShowNoPicture() {
    var presence =
        xml(
            "<presence xmlns='jabber:client'><x xmlns='vcard-temp:x:update'><photo/></x></presence>");
    assertSame(presence, VcardPhoto.tell(presence, "abcd"));
    assertEquals(List.of(), new UserAvatar(List.of()).infos());
  }
}

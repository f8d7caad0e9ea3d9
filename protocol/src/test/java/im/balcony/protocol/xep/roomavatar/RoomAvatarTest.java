package im.balcony.protocol.xep.roomavatar;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomAvatarTest {
  private static XmlElement card(String inside) {
    return xml("<vCard xmlns='vcard-temp'>" + inside + "</vCard>");
  }

  private static String photo(String base64) {
    return "<PHOTO><TYPE>image/png</TYPE><BINVAL>" + base64 + "</BINVAL></PHOTO>";
  }

  /** Section 3.3 and 4.1: the hashes of XEP-0153, of all formats. */
  @Test
  void everyPictureHasItsHash() {
    assertEquals(Optional.of(List.of()), RoomAvatar.hashesIn(card("")));
    assertEquals(
        Optional.of(List.of("a9993e364706816aba3e25717850c26c9cd0d89d")),
        RoomAvatar.hashesIn(card(photo("YWJj"))));
    assertEquals(2, RoomAvatar.hashesIn(card(photo("YWJj") + photo("YQ=="))).orElseThrow().size());
  }

  @Test
  void aPictureThatCannotBeReadIsNone() {
    assertEquals(Optional.empty(), RoomAvatar.hashesIn(card(photo("YWJj") + photo("%%%"))));
    assertEquals(Optional.empty(), RoomAvatar.hashesIn(card("<PHOTO/>")));
  }
}

package im.balcony.protocol.xep.bookmarks;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BookmarksTest {
  private static final String EXTENSIONS =
      "<extensions><state xmlns='urn:example:state' minimized='true'/></extensions>";

  @Property
  void bothFormsSayTheSame(@ForAll("rooms") Map<String, XmlElement> rooms) {
    var storage = Payloads.reparsed(Bookmarks.storage(List.of(), rooms));
    assertEquals(rooms, Bookmarks.items(storage));
  }

  @Test
  void whatIsNoRoomStaysInThePrivateElement() {
    var storage =
        xml(
            "<storage xmlns='storage:bookmarks'><url url='https://a.example'/>"
                + "<conference jid='room@a.example'><nick>Romeo</nick></conference>"
                + "<conference jid='@'/></storage>");
    assertEquals(Set.of("room@a.example"), Bookmarks.items(storage).keySet());
    assertEquals(
        xml(
            "<storage xmlns='storage:bookmarks'><url url='https://a.example'/>"
                + "<conference jid='@'/></storage>"),
        Bookmarks.withoutRooms(storage));
  }

  @Test
  void theAddressOfARoomIsInItsNormalFormAndTheFirstCounts() {
    var storage =
        xml(
            "<storage xmlns='storage:bookmarks'><conference jid='ROOM@A.example' name='1'/>"
                + "<conference jid='room@a.example' name='2'/></storage>");
    assertEquals(
        Map.of("room@a.example", xml("<conference xmlns='urn:xmpp:bookmarks:1' name='1'/>")),
        Bookmarks.items(storage));
  }

  @Test
  void extensionsOutliveClientsThatDoNotKnowThem() {
    var before =
        xml("<conference xmlns='urn:xmpp:bookmarks:1' name='old'>" + EXTENSIONS + "</conference>");
    var renamed = xml("<conference xmlns='urn:xmpp:bookmarks:1' name='new'/>");
    assertEquals(
        xml("<conference xmlns='urn:xmpp:bookmarks:1' name='new'>" + EXTENSIONS + "</conference>"),
        Bookmarks.keepingExtensions(renamed, Optional.of(before)));
    assertEquals(renamed, Bookmarks.keepingExtensions(renamed, Optional.empty()));
    assertEquals(before, Bookmarks.keepingExtensions(before, Optional.of(renamed)));
  }

  @Test
  void extensionsAreReplacedInTheirPlace() {
    var bookmark =
        xml(
            "<conference xmlns='urn:xmpp:bookmarks:1'>"
                + EXTENSIONS
                + "<nick>R</nick></conference>");
    var others = xml("<extensions xmlns='urn:xmpp:bookmarks:1'><x xmlns='urn:x'/></extensions>");
    assertEquals(
        xml(
            "<conference xmlns='urn:xmpp:bookmarks:1'><extensions><x xmlns='urn:x'/></extensions>"
                + "<nick>R</nick></conference>"),
        Bookmarks.withExtensions(bookmark, others));
    var bare = xml("<conference xmlns='urn:xmpp:bookmarks:1'><nick>R</nick></conference>");
    assertEquals(0, Bookmarks.extensions(bare).elements().size());
    assertEquals(others, Bookmarks.extensions(Bookmarks.withExtensions(bare, others)));
  }

  @Provide
  Arbitrary<Map<String, XmlElement>> rooms() {
    var room = Payloads.bareJid().map(Object::toString);
    var conference =
        Combinators.combine(Payloads.text(), Arbitraries.of("", "<nick>Romeo</nick>", EXTENSIONS))
            .as(
                (name, content) ->
                    xml("<conference xmlns='urn:xmpp:bookmarks:1'>" + content + "</conference>")
                        .withAttribute("name", name.isEmpty() ? null : name));
    return Arbitraries.maps(room, conference).ofMaxSize(4);
  }
}

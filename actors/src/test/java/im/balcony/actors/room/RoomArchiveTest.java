package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room's archive (XEP-0313) is its log: with whatever else happened in between. */
class RoomArchiveTest {
  private static final String NAVE = "nave@conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String RSM = "http://jabber.org/protocol/rsm";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final List<String> ids = new ArrayList<>();
  private int questions;

  @BeforeEach
  void open() {
    romeo.sends("<presence to='%s/Romeo'><x xmlns='%s'/></presence>".formatted(NAVE, MUC));
    romeo.receives("<message type='groupchat'><subject/></message>");
    set("owner", "<x xmlns='jabber:x:data' type='submit'/>");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void set(String kind, String payload) {
    var id = "s" + ++questions;
    romeo.sends(
        "<iq type='set' id='%s' to='%s'><query xmlns='%s#%s'>%s</query></iq>"
            .formatted(id, NAVE, MUC, kind, payload));
    romeo.receives("<iq type='result' id='%s'/>".formatted(id));
  }

  /** Messages with what is none between them, so that ids and places in the log differ. */
  private void say(int count) {
    for (var n = 0; n < count; n++) {
      var id = "m" + ids.size();
      romeo.sends(
          "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
              .formatted(NAVE, id, id));
      ids.add(
          String.valueOf(
              romeo
                  .receives("<message type='groupchat' id='%s'/>".formatted(id))
                  .child("stanza-id", "urn:xmpp:sid:0")
                  .orElseThrow()
                  .attribute("id")));
      if (n % 3 == 0) {
        for (var affiliation : List.of("member", "none")) {
          set("admin", "<item affiliation='%s' jid='x@localhost'/>".formatted(affiliation));
        }
      }
    }
    romeo.quiet();
  }

  /** The ids on a page of the archive, as places in what was said; the fin of the query last. */
  private List<Integer> page(TestClient client, String query) {
    var id = "q" + ++questions;
    client.sends(
        "<iq type='set' id='%s' to='%s'><query xmlns='%s'>%s</query></iq>"
            .formatted(id, NAVE, MAM, query));
    client.receives("<iq type='result' id='%s'/>".formatted(id));
    return client.taken(each -> each.child("result", MAM).isPresent()).stream()
        .map(each -> each.child("result", MAM).orElseThrow())
        .map(result -> ids.indexOf(result.attribute("id")))
        .toList();
  }

  private static String set(String wishes) {
    return "<set xmlns='%s'>%s</set>".formatted(RSM, wishes);
  }

  @Test
  void everyPageBeginsWhereTheLastOneEnded() {
    say(11);
    for (var size = 1; size <= 12; size++) {
      var found = new ArrayList<Integer>();
      var after = "";
      while (true) {
        var page = page(romeo, set("<max>" + size + "</max>" + after));
        found.addAll(page);
        if (page.size() < size) {
          break;
        }
        after = "<after>" + ids.get(page.get(page.size() - 1)) + "</after>";
      }
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), found);
    }
  }

  @Test
  void everyMessageBoundsWhatIsAfterAndBeforeIt() {
    say(8);
    for (var at = 0; at < 8; at++) {
      var after = page(romeo, set("<max>3</max><after>" + ids.get(at) + "</after>"));
      assertEquals(range(at + 1, Math.min(8, at + 4)), after);
      var before = page(romeo, set("<max>3</max><before>" + ids.get(at) + "</before>"));
      assertEquals(range(Math.max(0, at - 3), at), before);
    }
  }

  private static List<Integer> range(int from, int to) {
    var range = new ArrayList<Integer>();
    for (var n = from; n < to; n++) {
      range.add(n);
    }
    return range;
  }

  @Test
  void theArchiveIsThereAfterTheLossOfTheRoomsNode() {
    say(4);
    world.killRoom(NAVE);
    assertEquals(List.of(2, 3), page(romeo, set("<max>2</max><before/>")));
    say(2);
    assertEquals(List.of(3, 4, 5), page(romeo, set("<after>" + ids.get(2) + "</after>")));
  }

  @Test
  void whatWasSaidUnderANicknameIsFound() {
    say(2);
    romeo.sends("<presence to='%s/Montague'/>".formatted(NAVE));
    romeo.receives("<presence from='%s/Montague'/>".formatted(NAVE));
    say(1);
    assertEquals(List.of(2), page(romeo, with(NAVE + "/Montague")));
    assertEquals(List.of(0, 1), page(romeo, with(NAVE + "/Romeo")));
    assertEquals(List.of(0, 1, 2), page(romeo, with("romeo@localhost")));
    assertEquals(List.of(0, 1, 2), page(romeo, with(NAVE)));
    var juliet = world.online("juliet@localhost/balcony");
    assertEquals(List.of(), page(juliet, with("romeo@localhost")));
    assertEquals(List.of(2), page(juliet, with(NAVE + "/Montague")));
  }

  private static String with(String address) {
    return "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>%s</value></field><field var='with'><value>%s</value></field></x>"
        .formatted(MAM, address);
  }

  /** HARDENING A16. */
  @Test
  void pagesThatAreReadAtOnceAreBounded() {
    say(1);
    var asked = PeopleWorld.ROOMS.archiveQueriesMax() + 10;
    var queries =
        range(0, asked).stream()
            .map(
                n ->
                    "<iq type='set' id='b%d' to='%s'><query xmlns='%s'/></iq>"
                        .formatted(n, NAVE, MAM))
            .toArray(String[]::new);
    romeo.sendsTogether(queries);
    romeo.settles();
    var answers = new ArrayList<XmlElement>();
    for (var n = 0; n < asked; n++) {
      answers.add(romeo.receives("<iq id='b%d'/>".formatted(n)));
    }
    var refused =
        answers.stream().filter(answer -> "error".equals(answer.attribute("type"))).toList();
    assertTrue(!refused.isEmpty() && refused.size() < asked, () -> refused.size() + " refused");
    romeo.quiet();
    assertEquals(List.of(0), page(romeo, ""));
  }
}

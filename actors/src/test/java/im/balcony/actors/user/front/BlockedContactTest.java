package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.feature.IqService;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * XEP-0191 section 3.3, HARDENING A26: who is blocked reaches nobody, by no path: no device, no
 * archive, no row of the inbox, no replay, and nothing waits for whoever comes later.
 */
class BlockedContactTest {
  /**
   * What concerns an account's own sessions and rooms, its operator or its own node alone, or is
   * told to what stands for an address of another server.
   */
  private static final Set<Class<?>> OWN_COMMANDS =
      Set.of(
          UserCommand.RegisterSession.class,
          UserCommand.Submit.class,
          UserCommand.EndSession.class,
          UserCommand.MoveSession.class,
          UserCommand.SendRefused.class,
          UserCommand.SendSettled.class,
          UserCommand.CallNoted.class,
          UserCommand.WriteCallRecord.class,
          UserCommand.SessionSilent.class,
          UserCommand.Local.class,
          UserCommand.OpenAccount.class,
          UserCommand.ChangeKeys.class,
          UserCommand.AddKeys.class,
          UserCommand.CloseAccount.class,
          UserCommand.GetKeys.class,
          UserCommand.NoteClient.class,
          UserCommand.UseToken.class,
          UserCommand.RoomTook.class,
          UserCommand.WhoIsIn.class,
          UserCommand.RoomLeft.class,
          UserCommand.RoomStands.class,
          UserCommand.ContentFound.class,
          UserCommand.PassEntries.class,
          UserCommand.KeepWhisper.class,
          UserCommand.RemoteStanza.class,
          UserCommand.RemoteSettled.class,
          UserCommand.FinishPushes.class,
          UserCommand.Stop.class);

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient balcony = world.online("juliet@localhost/balcony");
  private final TestClient tablet = world.online("juliet@localhost/tablet");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void every_way_from_one_account_to_another_has_its_row() {
    var covered = new HashSet<Object>(OWN_COMMANDS);
    for (var path : BlockedPath.ALL) {
      covered.addAll(path.covered());
    }
    var all = new HashSet<Object>();
    all.addAll(List.of(Message.Type.values()));
    all.addAll(List.of(Presence.Type.values()));
    all.addAll(List.of(Iq.Type.values()));
    all.addAll(List.of(MessageEffect.Kind.values()));
    all.addAll(List.of(UserCommand.class.getDeclaredClasses()));

    assertEquals(all, covered, "what is new needs a row in BlockedPath, or is the account's own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"romeo@localhost", "romeo@localhost/phone"})
  void nothing_of_a_blocked_contact_arrives(String address) {
    var wholeAccount = !address.contains("/");
    talkThenBlock(address);
    shown(); // who has asked for the list is told more from then on
    var before = shown();
    for (var path : BlockedPath.ALL) {
      if (wholeAccount || !path.isOfTheAccount()) {
        romeo.sends(path.xml());
        romeo.settles();
        assertEquals(List.of(), balcony.rest(), path::name);
        assertEquals(List.of(), tablet.rest(), path::name);
        assertEquals(before, shown(), path::name);
      }
    }
  }

  @Test
  void what_was_sent_meanwhile_does_not_wait_for_whoever_comes() {
    talkThenBlock("romeo@localhost");
    balcony.leaves();
    tablet.leaves();
    for (var path : BlockedPath.ALL) {
      romeo.sends(path.xml());
    }
    romeo.settles();

    var desk = world.connect("juliet@localhost/desk");
    desk.sends("<presence/>");
    desk.settles();

    assertEquals(List.of(), ofRomeo(desk.rest()));
  }

  @Test
  void a_request_that_waited_when_its_sender_was_blocked_is_shown_to_nobody() {
    romeo.sends("<message to='juliet@localhost' type='chat' id='m0'><body>hi</body></message>");
    romeo.sends("<presence type='subscribe' to='juliet@localhost'/>");
    balcony.receives("<presence type='subscribe' from='romeo@localhost'/>");
    assertEquals(1, shown().stream().filter(each -> each.contains("subscribe")).count());
    block("romeo@localhost");

    var desk = world.online("juliet@localhost/desk");
    desk.settles();

    assertEquals(List.of(), ofRomeo(desk.rest()));
    assertEquals(0, shown().stream().filter(each -> each.contains("subscribe")).count());
  }

  @Test
  void a_request_to_who_was_blocked_later_is_not_repeated() {
    balcony.sends("<presence type='subscribe' to='romeo@localhost'/>");
    romeo.receives("<presence type='subscribe' from='juliet@localhost'/>");
    block("romeo@localhost");
    romeo.sends("<presence type='unavailable'/>");
    romeo.quiet();

    world.online("juliet@localhost/desk").settles();
    romeo.sends("<presence/>");
    romeo.settles();

    assertEquals(0, romeo.taken(element -> element.toXml().contains("juliet")).size());
  }

  @Test
  void who_comes_neither_asks_nor_tells_a_blocked_contact() {
    world.befriend(romeo, balcony);
    block("romeo@localhost");
    romeo.quiet();

    var desk = world.online("juliet@localhost/desk");
    desk.sends("<presence><show>dnd</show></presence>");
    desk.settles();
    desk.leaves();

    assertEquals(List.of(), romeo.rest());
  }

  @Test
  void no_account_service_answers_a_blocked_contact() {
    world.befriend(romeo, balcony);
    block("romeo@localhost");
    romeo.quiet();
    var services =
        world.features().stream()
            .flatMap(feature -> feature.services().stream())
            .filter(service -> service.place() == IqService.Place.ACCOUNT)
            .toList();
    for (var service : services) {
      for (var type : List.of("get", "set")) {
        romeo.sends(
            "<iq type='%s' id='q' to='juliet@localhost'><%s xmlns='%s'/></iq>"
                .formatted(type, service.name(), service.namespace()));
        romeo.receives(
            "<iq type='error' id='q' from='juliet@localhost'><error><service-unavailable"
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
      }
    }
    assertEquals(List.of(), balcony.rest());
  }

  // ---- what there is before

  private void talkThenBlock(String address) {
    world.befriend(romeo, balcony);
    for (var client : List.of(balcony, tablet)) {
      client.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
      client.receives("<iq type='result' id='c'/>");
    }
    romeo.sends("<message to='juliet@localhost' type='chat' id='m0'><body>hi</body></message>");
    balcony.receives("<message id='m0'/>");
    balcony.sends("<message to='romeo@localhost' type='chat' id='j0'><body>ho</body></message>");
    romeo.receives("<message id='j0'/>");
    balcony.settles();
    block(address);
  }

  private void block(String address) {
    balcony.sends(
        "<iq type='set' id='block'><block xmlns='urn:xmpp:blocking'><item jid='%s'/></block></iq>"
            .formatted(address));
    balcony.receives("<iq type='result' id='block'/>");
    romeo.quiet();
    balcony.quiet();
    tablet.quiet();
  }

  private static List<XmlElement> ofRomeo(List<XmlElement> received) {
    return received.stream()
        .filter(element -> element.toXml().contains("romeo@localhost"))
        .filter(element -> !element.is("iq", "jabber:client"))
        .toList();
  }

  // ---- what a device is shown

  /** The archive, the inbox with its three faces, and what happened, as juliet sees them. */
  private List<String> shown() {
    var shown = new ArrayList<String>();
    shown.addAll(answer("set", "<query xmlns='urn:xmpp:mam:2' queryid='q'/>"));
    shown.addAll(answer("get", "<inbox xmlns='urn:xmpp:inbox:1'/>"));
    shown.addAll(answer("set", "<inbox xmlns='erlang-solutions.com:xmpp:inbox:0'/>"));
    shown.addAll(answer("get", "<replay xmlns='urn:balcony:replay:0' with='romeo@localhost'/>"));
    shown.addAll(
        answer("get", "<query xmlns='https://xabber.com/protocol/synchronization' stamp='0'/>"));
    return shown;
  }

  /** All that comes; of stamps and versions only that they are there: hidden entries have some. */
  private List<String> answer(String type, String payload) {
    balcony.sends("<iq type='%s' id='shown'>%s</iq>".formatted(type, payload));
    var result = balcony.receives("<iq type='result' id='shown'/>");
    var messages = balcony.taken(element -> element.is("message", "jabber:client"));
    var content =
        result.elements().stream()
            .flatMap(element -> element.is("replay", REPLAY) ? Stream.empty() : children(element));
    return Stream.concat(messages.stream(), content).map(XmlElement::toXml).toList();
  }

  private static final String REPLAY = "urn:balcony:replay:0";

  private static Stream<XmlElement> children(XmlElement element) {
    return element.elements().stream();
  }
}

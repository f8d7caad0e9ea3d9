package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invariant I4: whoever folds what changed since any earlier state, in pages of any size, sees the
 * same as somebody who takes everything; across restarts of the entities.
 */
class InboxModelTest {
  private static final String ROMEO = "romeo@localhost";
  private static final String NURSE = "nurse@localhost";
  private static final String JULIET = "juliet@localhost";
  private static final String REWRITE = "https://xabber.com/protocol/rewrite";
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String RSM = "http://jabber.org/protocol/rsm";
  private static final int STEPS = 60;
  private static final List<MuteModel.Mute> MUTES = List.of(MuteModel.Mute.values());
  private static final List<NotifySetting> SETTINGS = List.of(NotifySetting.values());

  /** A message of somebody to Juliet or back, and what became of it. */
  private static final class Told {
    final TestClient sender;
    final String peer;
    final String id;
    boolean retracted;

    Told(TestClient sender, String peer, String id) {
      this.sender = sender;
      this.peer = peer;
      this.id = id;
    }

    void retract() {
      retracted = true;
    }
  }

  private final List<Told> told = new ArrayList<>();
  private final List<Integer> readUpTo = new ArrayList<>(List.of(0, 0));
  private final MuteModel mutes = new MuteModel();
  private int sent;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatChangedMakesAnyOldStateTheNewOne(long seed) {
    var dice = new Random(seed);
    try (var world = new PeopleWorld()) {
      var romeo = world.online(ROMEO + "/phone");
      var nurse = world.online(NURSE + "/door");
      var phone = world.online(JULIET + "/phone");
      var tablet = world.online(JULIET + "/tablet");
      var lists = List.of(new InboxReplica(), new InboxReplica(), new InboxReplica());
      var chats =
          List.of(new ConversationReplica(), new ConversationReplica(), new ConversationReplica());
      say(romeo, ROMEO, dice);
      for (var step = 0; step < STEPS; step++) {
        act(world, List.of(romeo, nurse, phone, tablet), dice);
        if (dice.nextInt(4) == 0) {
          compare(tablet, lists.get(dice.nextInt(3)), chats.get(dice.nextInt(3)), dice, step);
        }
      }
      for (var at = 0; at < 3; at++) {
        compare(tablet, lists.get(at), chats.get(at), dice, STEPS);
      }
    }
  }

  private void compare(
      TestClient client, InboxReplica list, ConversationReplica chat, Random dice, int step) {
    client.quiet();
    list.catchUp(client, dice);
    var fresh = new InboxReplica();
    fresh.catchUp(client, dice);
    assertEquals(fresh.shown(), list.shown(), "list at step " + step);
    for (var peer : List.of(ROMEO, NURSE)) {
      list.unread(peer)
          .ifPresent(count -> assertEquals(unread(peer), count, "unread at step " + step));
    }
    for (var peer : List.of(ROMEO, NURSE)) {
      list.mute(peer).ifPresent(mute -> assertEquals(mutes.mute(peer), mute, "at step " + step));
      assertEquals(
          mutes.bookmark(peer), new MutingClient(client).said(peer), "bookmark at step " + step);
    }
    chat.catchUp(client, ROMEO, dice);
    var whole = new ConversationReplica();
    whole.catchUp(client, ROMEO, dice);
    assertEquals(whole.version(), chat.version(), "version at step " + step);
    assertEquals(whole.shown(), chat.shown(), "conversation at step " + step);
  }

  private void act(PeopleWorld world, List<TestClient> people, Random dice) {
    var phone = people.get(2);
    var other = people.get(dice.nextInt(2));
    var peer = other.jid().bare().toString();
    switch (dice.nextInt(17)) {
      case 0, 1, 2 -> say(other, peer, dice);
      case 3 -> say(phone, peer, dice);
      case 4 -> about(dice, "<body>%d</body><replace xmlns='urn:xmpp:message-correct:0' id='%s'/>");
      case 5 -> retract(dice);
      case 6 -> react(phone, dice);
      case 7, 8 -> read(phone, dice);
      case 9 -> decide(phone, peer, dice);
      case 10 -> kill(world, phone, people.get(3));
      case 11, 12 -> rewrite(phone, dice);
      case 13 -> mute(new MutingClient(phone), peer, dice);
      case 14, 15 -> bookmark(new MutingClient(phone), peer, dice);
      default -> kill(world, other);
    }
  }

  private static void kill(PeopleWorld world, TestClient... devices) {
    for (var device : devices) {
      device.settles();
    }
    world.killUser(devices[0].jid().bare().toString());
    for (var device : devices) {
      device.findsItsUser();
    }
  }

  private void say(TestClient sender, String peer, Random dice) {
    var id = "m" + ++sent;
    var to = sender.jid().bare().toString().equals(JULIET) ? peer : JULIET;
    message(sender, to, id, "<body>" + dice.nextInt(1_000) + "</body>");
    told.add(new Told(sender, peer, id));
    mutes.content(peer);
    if (to.equals(peer)) {
      readUpTo(peer, told.size());
    }
  }

  private Told any(Random dice) {
    return told.get(Math.max(0, told.size() - 1 - dice.nextInt(12)));
  }

  private void about(Random dice, String payload) {
    var message = any(dice);
    if (!message.retracted) {
      toOther(message, payload.formatted(dice.nextInt(1_000), message.id));
    }
  }

  private void retract(Random dice) {
    var message = any(dice);
    message.retracted = true;
    toOther(message, "<retract xmlns='urn:xmpp:message-retract:1' id='" + message.id + "'/>");
  }

  private void toOther(Told message, String payload) {
    var fromJuliet = message.sender.jid().bare().toString().equals(JULIET);
    message(message.sender, fromJuliet ? message.peer : JULIET, "x" + ++sent, payload);
  }

  private void react(TestClient phone, Random dice) {
    var message = any(dice);
    var emoji = dice.nextBoolean() ? "<reaction>+</reaction>" : "";
    var payload = "<reactions xmlns='urn:xmpp:reactions:0' id='%s'>%s</reactions>";
    message(phone, message.peer, "x" + ++sent, payload.formatted(message.id, emoji));
  }

  private void read(TestClient phone, Random dice) {
    var message = any(dice);
    if (!message.sender.jid().bare().toString().equals(JULIET)) {
      var marker = "<displayed xmlns='urn:xmpp:chat-markers:0' id='" + message.id + "'/>";
      message(phone, message.peer, "x" + ++sent, marker);
      readUpTo(message.peer, told.indexOf(message) + 1);
    }
  }

  /** By archive id: for both sides, or for Juliet alone. */
  private void rewrite(TestClient phone, Random dice) {
    var archived = archived(phone);
    if (archived.isEmpty()) {
      return;
    }
    var result = archived.get(dice.nextInt(archived.size()));
    var id = Objects.requireNonNull(result.attribute("id"));
    var message = told(result).orElseThrow();
    var isOwn = message.sender.jid().bare().toString().equals(JULIET);
    switch (dice.nextInt(5)) {
      case 0 -> {
        told.stream().filter(each -> each.peer.equals(message.peer)).forEach(Told::retract);
        ask(phone, "<retract-all xmlns='%s' conversation='%s'/>".formatted(REWRITE, message.peer));
      }
      case 1, 2 -> {
        message.retract();
        ask(
            phone,
            "<retract-message xmlns='%s' id='%s' symmetric='%s'/>"
                .formatted(REWRITE, id, isOwn && dice.nextBoolean()));
      }
      default -> {
        if (isOwn) {
          var content = "<message><body>" + dice.nextInt(1_000) + "</body></message>";
          ask(phone, "<replace xmlns='%s' id='%s'>%s</replace>".formatted(REWRITE, id, content));
        }
      }
    }
  }

  private void ask(TestClient phone, String payload) {
    var id = "ask" + ++sent;
    phone.sends("<iq type='set' id='" + id + "'>" + payload + "</iq>");
    phone.receives("<iq type='result' id='" + id + "'/>");
  }

  /** The newest messages of the archive that were not taken back. */
  private List<XmlElement> archived(TestClient phone) {
    ask(
        phone,
        "<query xmlns='" + MAM + "'><set xmlns='" + RSM + "'><max>20</max><before/></set></query>");
    return phone.taken(stanza -> stanza.child("result", MAM).isPresent()).stream()
        .map(stanza -> stanza.child("result", MAM).orElseThrow())
        .filter(result -> told(result).isPresent())
        .toList();
  }

  private Optional<Told> told(XmlElement result) {
    var message =
        result
            .child("forwarded", "urn:xmpp:forward:0")
            .flatMap(forwarded -> forwarded.child("message", "jabber:client"))
            .orElseThrow();
    return told.stream()
        .filter(each -> each.id.equals(message.attribute("id")))
        .filter(each -> message.child("body", "jabber:client").isPresent())
        .findFirst();
  }

  private void decide(TestClient phone, String peer, Random dice) {
    var decisions =
        List.of(
            "pinned='17'",
            "pinned='0'",
            "status='archived'",
            "status='active'",
            "status='deleted'");
    var at = dice.nextInt(decisions.size());
    var id = "set" + ++sent;
    phone.sends(
        "<iq type='set' id='%s'><query xmlns='%s'><conversation jid='%s' type='urn:xabber:chat' %s/></query></iq>"
            .formatted(id, "https://xabber.com/protocol/synchronization", peer, decisions.get(at)));
    var answer = phone.receives("<iq id='" + id + "'/>");
    if (at >= 2 && "result".equals(answer.attribute("type"))) {
      mutes.moved(
          peer, List.of(MuteModel.Box.ARCHIVE, MuteModel.Box.INBOX, MuteModel.Box.BIN).get(at - 2));
    }
  }

  private void mute(MutingClient client, String peer, Random dice) {
    var mute = mute(dice);
    if (client.does(request(peer, mute, dice))) {
      mutes.muted(peer, mute);
    }
  }

  private static MuteModel.Mute mute(Random dice) {
    return MUTES.get(dice.nextInt(MUTES.size()));
  }

  /** In one of the two faces that can mute. */
  private static String request(String peer, MuteModel.Mute mute, Random dice) {
    return switch (mute) {
      case NONE -> dice.nextBoolean() ? MutingClient.mute(peer, "") : MutingClient.muteBox(peer, 0);
      case FOR_A_TIME ->
          dice.nextBoolean() ? MutingClient.mute(peer, "3600") : MutingClient.muteBox(peer, 3_600);
      case FOR_EVER ->
          dice.nextBoolean()
              ? MutingClient.mute(peer, "0")
              : MutingClient.muteBox(peer, Synchronization.MUTE_SECONDS_MAX);
    };
  }

  /** Publishes one, maybe with a mute right behind it, or takes it back. */
  private void bookmark(MutingClient client, String peer, Random dice) {
    if (dice.nextInt(4) == 0) {
      if (client.does(MutingClient.noBookmark(peer))) {
        mutes.retracted(peer);
      }
      return;
    }
    var setting = SETTINGS.get(dice.nextInt(SETTINGS.size()));
    var publication = MutingClient.bookmark(peer, setting);
    mutes.published(peer, setting);
    if (dice.nextBoolean()) {
      assertTrue(client.does(publication));
      return;
    }
    var mute = mute(dice);
    if (client.doesTogether(publication, request(peer, mute, dice))) {
      mutes.muted(peer, mute);
    }
  }

  private static void message(TestClient sender, String to, String id, String payload) {
    sender.sends("<message type='chat' to='%s' id='%s'>%s</message>".formatted(to, id, payload));
    sender.settles();
  }

  private void readUpTo(String peer, int count) {
    var at = peer.equals(ROMEO) ? 0 : 1;
    readUpTo.set(at, Math.max(readUpTo.get(at), count));
  }

  /** Counted one by one. */
  private long unread(String peer) {
    var read = readUpTo.get(peer.equals(ROMEO) ? 0 : 1);
    var count = 0L;
    for (var at = read; at < told.size(); at++) {
      var message = told.get(at);
      var fromPeer = message.sender.jid().bare().toString().equals(peer);
      count += fromPeer && !message.retracted ? 1 : 0;
    }
    return count;
  }
}

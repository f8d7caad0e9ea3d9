package im.balcony.actors.user.front;

import static im.balcony.actors.user.front.MutingClient.bookmark;
import static im.balcony.actors.user.front.MutingClient.mute;
import static im.balcony.actors.user.front.MutingClient.muteBox;
import static im.balcony.actors.user.front.MutingClient.noBookmark;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.sync.Synchronization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mute in the inbox and the setting in a bookmark (XEP-0492) are one, and the last one wins. */
class BookmarkedMutesTest {
  private static final String ROMEO = "romeo@localhost";
  private static final String JULIET = "juliet@localhost";
  private static final String NOTIFY = "urn:xmpp:notification-settings:1";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient juliet = world.online(JULIET + "/balcony");
  private final TestClient phone = world.online(ROMEO + "/phone");
  private final MutingClient romeo = new MutingClient(phone);

  @AfterEach
  void end() {
    world.close();
  }

  private void julietSays(String text) {
    juliet.sends("<message type='chat' to='%s'><body>%s</body></message>".formatted(ROMEO, text));
    phone.receives("<message><body>" + text + "</body></message>");
    juliet.settles();
  }

  private MuteModel.Mute listed() {
    var list = new InboxReplica();
    list.catchUp(phone, new Random(1));
    return list.mute(JULIET).orElseThrow();
  }

  private void assertBoth(MuteModel.Mute mute, NotifySetting setting) {
    assertEquals(mute, listed());
    assertEquals(Optional.of(setting), romeo.said(JULIET));
  }

  @Test
  void aRowFollowsItsBookmarkAsSoonAsThatIsPublished() {
    julietSays("hi");
    assertTrue(romeo.does(bookmark(JULIET, NotifySetting.NEVER)));
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
    assertTrue(romeo.does(bookmark(JULIET, NotifySetting.ON_MENTION)));
    assertBoth(MuteModel.Mute.NONE, NotifySetting.ON_MENTION);
  }

  @Test
  void theFirstMessageOfABookmarkedChatFindsItMuted() {
    assertTrue(romeo.does(bookmark(JULIET, NotifySetting.NEVER)));
    julietSays("hi");
    assertEquals(MuteModel.Mute.FOR_EVER, listed());
  }

  @Test
  void aMuteForEverIsWrittenIntoTheBookmarkAndNothingElseChangesThere() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ALWAYS));
    var before = romeo.kept(JULIET).orElseThrow().toXml();
    assertTrue(romeo.does(mute(JULIET, "0")));
    assertEquals(before.replace("<always/>", "<never/>"), romeo.kept(JULIET).orElseThrow().toXml());
    assertTrue(romeo.does(muteBox(JULIET, 0)));
    assertBoth(MuteModel.Mute.NONE, NotifySetting.ALWAYS);
    assertEquals(before, romeo.kept(JULIET).orElseThrow().toXml());
  }

  @Test
  void whatABookmarkSaidBeforeTheMuteComesBackBehindIt() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ON_MENTION));
    var before = romeo.kept(JULIET).orElseThrow().toXml();
    assertTrue(romeo.does(mute(JULIET, "0")));
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
    phone.settles();
    world.killUser(ROMEO);
    phone.findsItsUser();
    assertTrue(romeo.does(mute(JULIET, "")));
    assertBoth(MuteModel.Mute.NONE, NotifySetting.ON_MENTION);
    assertEquals(before, romeo.kept(JULIET).orElseThrow().toXml());
  }

  @Test
  void aNeverThatItsOwnerWroteHasNothingBeforeIt() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ON_MENTION));
    assertTrue(romeo.does(mute(JULIET, "0")));
    romeo.does(bookmark(JULIET, NotifySetting.ALWAYS));
    romeo.does(bookmark(JULIET, NotifySetting.NEVER));
    assertTrue(romeo.does(mute(JULIET, "")));
    assertBoth(MuteModel.Mute.NONE, NotifySetting.ALWAYS);
  }

  @Test
  void aMuteForATimeIsNoBusinessOfTheBookmark() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ON_MENTION));
    assertTrue(romeo.does(mute(JULIET, "3600")));
    assertBoth(MuteModel.Mute.FOR_A_TIME, NotifySetting.ON_MENTION);
    romeo.does(bookmark(JULIET, NotifySetting.NEVER));
    assertTrue(romeo.does(mute(JULIET, "3600")));
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
  }

  @Test
  void ofTwoDecisionsInOneGoTheLastWins() {
    julietSays("hi");
    assertTrue(romeo.doesTogether(bookmark(JULIET, NotifySetting.NEVER), mute(JULIET, "")));
    assertBoth(MuteModel.Mute.NONE, NotifySetting.ALWAYS);
    assertTrue(romeo.doesTogether(bookmark(JULIET, NotifySetting.ON_MENTION), mute(JULIET, "0")));
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
  }

  @Test
  void aBookmarkThatIsGoneTakesItsMuteAlong() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.NEVER));
    assertTrue(romeo.does(noBookmark(JULIET)));
    assertEquals(MuteModel.Mute.NONE, listed());
  }

  @Test
  void aBookmarkOfAMutedChatThatSaysNothingIsTold() {
    julietSays("hi");
    assertTrue(romeo.does(mute(JULIET, "0")));
    romeo.does(bookmark(JULIET, NotifySetting.UNSAID));
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
  }

  @Test
  void theListsShowWhatHoldsWhereTheyHaveAPlaceForIt() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ON_MENTION));
    var notify = "<notify xmlns='" + NOTIFY + "'><on-mention/></notify>";
    phone.sends("<iq type='get' id='i'><inbox xmlns='urn:xmpp:inbox:1'/></iq>");
    phone.receives(
        "<message><entry xmlns='urn:xmpp:inbox:1' jid='%s'>%s</entry></message>"
            .formatted(JULIET, notify));
    phone.sends("<iq type='get' id='s'><query xmlns='" + Synchronization.NAMESPACE + "'/></iq>");
    phone.receives(
        "<iq id='s'><query xmlns='%s'><conversation jid='%s'>%s</conversation></query></iq>"
            .formatted(Synchronization.NAMESPACE, JULIET, notify));
  }

  @Test
  void whoFollowsTheListHearsOfIt() {
    julietSays("hi");
    listed();
    phone.quiet();
    romeo.does(bookmark(JULIET, NotifySetting.NEVER));
    var push =
        phone.receives(
            "<iq type='set'><query xmlns='%s'><conversation jid='%s'/></query></iq>"
                .formatted(Synchronization.NAMESPACE, JULIET));
    var muted = push.elements().get(0).elements().get(0).attribute("mute");
    assertTrue(muted != null && Long.parseLong(muted) >= Synchronization.MUTE_SECONDS_MAX);
  }

  @Test
  void aBookmarkWhoseRowDidNotFollowBeforeTheDeathIsFollowedAfterIt() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ALWAYS));
    phone.settles();
    world.killUser(ROMEO);
    var never =
        romeoKeeps("<extensions><notify xmlns='" + NOTIFY + "'><never/></notify></extensions>");
    world.write(ROMEO, never);
    phone.findsItsUser();
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
  }

  @Test
  void aMuteThatTheBookmarkDidNotHearOfBeforeTheDeathIsWrittenThereAfterIt() {
    julietSays("hi");
    romeo.does(bookmark(JULIET, NotifySetting.ON_MENTION));
    listed();
    phone.settles();
    var failed = world.failNextWriteOf(ROMEO);
    var written = world.eventsOf(ROMEO);
    assertTrue(romeo.does(mute(JULIET, "0")));
    phone.settles();
    failed.join();
    world.killUser(ROMEO);
    phone.findsItsUser();
    listed(); // opens the index
    await().until(() -> world.eventsOf(ROMEO) > written);
    assertBoth(MuteModel.Mute.FOR_EVER, NotifySetting.NEVER);
    assertTrue(romeo.kept(JULIET).orElseThrow().toXml().contains("gateway"));
  }

  @Test
  void whatAnEarlierServerLeftIsBroughtTogetherWhenTheIndexIsOpened() {
    julietSays("hi");
    romeo.does(bookmark("other@localhost", NotifySetting.ALWAYS));
    assertTrue(romeo.does(mute(JULIET, "0")));
    phone.settles();
    world.killUser(ROMEO);
    world.write(ROMEO, romeoKeeps(""));
    phone.findsItsUser();
    assertEquals(MuteModel.Mute.FOR_EVER, listed());
    await().until(() -> romeo.said(JULIET).equals(Optional.of(NotifySetting.NEVER)));
  }

  private static NodeEvent.ItemPublished romeoKeeps(String content) {
    var xml = "<conference xmlns='" + Bookmarks.NODE + "'>" + content + "</conference>";
    return new NodeEvent.ItemPublished(
        Bookmarks.NODE, JULIET, xml.getBytes(StandardCharsets.UTF_8), Instant.now());
  }
}

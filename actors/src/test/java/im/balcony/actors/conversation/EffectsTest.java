package im.balcony.actors.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.session.SessionId;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.conversation.ConversationEvent.Effect;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What messages are about, found in what is stored and in what goes along with them. */
class EffectsTest {
  private static final Jid JULIET = Jid.parse("juliet@localhost");
  private static final Jid ROMEO = Jid.parse("romeo@localhost");

  private final Participant juliet = new Participant(JULIET, "j", 0, 0);
  private final Participant romeo = new Participant(ROMEO, "r", 0, 0);
  private final Intake intake = new Intake(ConversationSettings.DEFAULT);
  private ConversationState state = ConversationState.EMPTY;
  private Effects effects = new Effects(state, "log", juliet, romeo);
  private long sent;
  private @Nullable MessagePlace about;

  @Test
  void contentsAreNumberedByWhoSentThem() {
    assertEquals(1, content(juliet, "1").countFirst());
    assertEquals(1, content(romeo, "2").countSecond());
    stored();
    var third = content(juliet, "3");
    assertEquals(2, third.countFirst());
    assertEquals(1, third.countSecond());
  }

  @Test
  void markersAreNotNumbered() {
    content(juliet, "1");
    var marker = about(romeo, Kind.DISPLAYED, "1");
    assertEquals(1, marker.countFirst());
    assertEquals(0, marker.countSecond());
  }

  @Test
  void aMarkerFindsTheMessageOfTheOther() {
    content(juliet, "a");
    content(romeo, "a");
    assertEquals(1, about(romeo, Kind.DISPLAYED, "a").target());
    stored();
    assertEquals(2, about(juliet, Kind.DISPLAYED, "a").target());
  }

  @Test
  void nobodyTakesBackWhatTheOtherSaid() {
    content(juliet, "a");
    assertEquals(0, about(romeo, Kind.RETRACTION, "a").target());
    assertEquals(1, about(juliet, Kind.RETRACTION, "a").target());
  }

  @Test
  void aReactionFindsTheMessageOfEither() {
    content(juliet, "a");
    stored();
    assertEquals(1, about(romeo, Kind.REACTIONS, "a").target());
    assertEquals(1, about(juliet, Kind.REACTIONS, "a").target());
  }

  @Test
  void aCorrectionOfWhatNobodyKnowsIsAMessage() {
    var correction = about(juliet, Kind.CORRECTION, "long ago");
    assertEquals(Kind.CONTENT, correction.kind());
    assertEquals(1, correction.countFirst());
  }

  @Test
  void aMessageIsFoundByItsOriginIdToo() {
    next(juliet, "o:origin", Kind.CONTENT, null, null);
    assertEquals(1, about(romeo, Kind.DISPLAYED, "origin").target());
    stored();
    assertEquals(1, about(romeo, Kind.DISPLAYED, "origin").target());
  }

  @Test
  void aMessageThatIsNamedByItsPlaceIsFoundThoughItsIdIsForgotten() {
    content(juliet, "a");
    content(juliet, "b");
    about = new MessagePlace("log", 1);
    assertEquals(1, about(romeo, Kind.DISPLAYED, "long ago").target());
    about = new MessagePlace("log", 2);
    assertEquals(Kind.CORRECTION, about(juliet, Kind.CORRECTION, "long ago").kind());
  }

  @Test
  void aPlaceInAnotherLifeOrAheadIsNone() {
    content(juliet, "a");
    about = new MessagePlace("another log", 1);
    assertEquals(0, about(romeo, Kind.DISPLAYED, "long ago").target());
    about = new MessagePlace("log", 3);
    assertEquals(0, about(romeo, Kind.DISPLAYED, "long ago").target());
  }

  private Effect content(Participant sender, String id) {
    return next(sender, "i:" + sent, Kind.CONTENT, id, null);
  }

  private Effect about(Participant sender, Kind kind, String target) {
    return next(sender, "i:" + sent, kind, null, target);
  }

  private Effect next(
      Participant sender,
      String originKey,
      Kind kind,
      @Nullable String id,
      @Nullable String target) {
    sent++;
    var item =
        new ConversationCommand.Item(
            new SessionId("s"),
            sent,
            originKey,
            sender.account,
            sender == juliet ? ROMEO : JULIET,
            "chat",
            true,
            true,
            new MessageEffect(kind, ConversationType.CHAT, target),
            id,
            about,
            new byte[0]);
    about = null;
    assertTrue(intake.offer(item, sender, Intake.keyOf(item, sender)));
    var effect = effects.next(intake.poll());
    state =
        new MessageSent(
                sent,
                originKey,
                sender.account + "/x",
                "to",
                "chat",
                true,
                "s",
                sent,
                0,
                0,
                new byte[0],
                Instant.EPOCH,
                effect)
            .fold(state);
    return effect;
  }

  /** The next message is in another batch. */
  private void stored() {
    effects = new Effects(state, "log", juliet, romeo);
  }
}

package im.balcony.actors.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FenceVotesTest {
  private final FenceVotes votes = new FenceVotes("self", 0);

  @Test
  void aNodeThatIsAloneNeedsNobody() {
    votes.members(Set.of("self"), "self");
    assertTrue(votes.isAlone());
    votes.begin(100);
    assertEquals(100, votes.freshNanos());
  }

  @Test
  void ofThreeOneAnswerIsEnough() {
    votes.members(Set.of("self", "b", "c"), "b");
    var round = votes.begin(100);
    assertEquals(0, votes.freshNanos());
    votes.answered("c", round, true);
    assertEquals(100, votes.freshNanos());
  }

  @Test
  void ofTwoTheLowestAddressNeedsNobodyAndTheOtherOneIt() {
    votes.members(Set.of("self", "b"), "self");
    votes.begin(100);
    assertEquals(100, votes.freshNanos());
    votes.members(Set.of("self", "b"), "b");
    var round = votes.begin(200);
    assertEquals(100, votes.freshNanos());
    votes.answered("b", round, true);
    assertEquals(200, votes.freshNanos());
  }

  @Test
  void anAnswerThatComesLateCountsFromTheTimeOfItsQuestion() {
    votes.members(Set.of("self", "b", "c"), "b");
    var beforeThePause = votes.begin(100);
    votes.begin(60_000);
    votes.answered("b", beforeThePause, true);
    assertEquals(100, votes.freshNanos());
  }

  @Test
  void whoIsNoMemberHasNoVote() {
    votes.members(Set.of("self", "b", "c"), "b");
    votes.answered("old", votes.begin(100), true);
    assertEquals(0, votes.freshNanos());
  }

  @Test
  void aNodeThatTheOthersHaveForgottenIsRemoved() {
    votes.members(Set.of("self", "b", "c"), "b");
    votes.answered("b", votes.begin(100), true);
    assertFalse(votes.isRemoved());
    var round = votes.begin(200);
    votes.answered("b", round, false);
    assertFalse(votes.isRemoved());
    votes.answered("c", round, false);
    assertTrue(votes.isRemoved());
  }

  @Test
  void aNodeThatJoinsIsUnknownToTheOthersAndStays() {
    votes.members(Set.of("self", "b", "c"), "b");
    var round = votes.begin(100);
    votes.answered("b", round, false);
    votes.answered("c", round, false);
    assertFalse(votes.isRemoved());
  }
}

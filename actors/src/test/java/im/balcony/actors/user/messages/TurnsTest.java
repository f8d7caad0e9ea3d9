package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> done = new ArrayList<>();

  @Test
  void nothingBeforeItMeansAtOnce() {
    turns.add(0, () -> done.add("a"));
    assertEquals(List.of("a"), done);
  }

  @Test
  void eachWaitsForItsOwnPredecessorAndKeepsItsPlace() {
    turns.add(5, () -> done.add("behind the fifth"));
    turns.add(3, () -> done.add("behind the third"));
    turns.add(5, () -> done.add("behind the fifth as well"));
    turns.delivered(2);
    assertEquals(List.of(), done);
    turns.delivered(4);
    assertEquals(List.of("behind the third"), done);
    turns.delivered(5);
    turns.delivered(6);
    assertEquals(List.of("behind the third", "behind the fifth", "behind the fifth as well"), done);
  }

  @Test
  void noneIsLostAtTheEnd() {
    turns.add(7, () -> done.add("a"));
    turns.end();
    assertEquals(List.of("a"), done);
  }
}

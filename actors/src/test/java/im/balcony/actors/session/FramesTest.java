package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final int MAX = Frames.BYTES_MAX;

  private static List<List<Integer>> cut(Integer... sizes) {
    return Frames.cut(List.of(sizes), size -> size);
  }

  @Test
  void whatHasRoomTogetherStaysTogether() {
    assertEquals(List.of(List.of()), cut());
    assertEquals(List.of(List.of(1, 2)), cut(1, 2));
    assertEquals(List.of(List.of(1, MAX - 1)), cut(1, MAX - 1));
    assertEquals(List.of(List.of(1), List.of(MAX)), cut(1, MAX));
    assertEquals(List.of(List.of(MAX, 0), List.of(1)), cut(MAX, 0, 1));
  }

  @Test
  void whatIsTooLongAloneGoesAlone() {
    assertEquals(List.of(List.of(2 * MAX)), cut(2 * MAX));
    assertEquals(List.of(List.of(1), List.of(2 * MAX), List.of(1, 2)), cut(1, 2 * MAX, 1, 2));
  }
}

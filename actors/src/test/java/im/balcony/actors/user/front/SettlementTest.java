package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private final Settlement settlement = new Settlement(1);

  private void take(int upTo) {
    for (var number = 1L; number <= upTo; number++) {
      assertEquals(Settlement.Turn.TAKE, settlement.turn(number));
    }
  }

  @Test
  void whatCameBeforeIsSkippedAndWhatComesTooEarlyDropped() {
    take(2);
    assertEquals(Settlement.Turn.SKIP, settlement.turn(1));
    assertEquals(Settlement.Turn.DROP, settlement.turn(4));
    assertEquals(Settlement.Turn.TAKE, settlement.turn(3));
  }

  @Test
  void onlyARunWithoutGapsIsConfirmed() {
    take(3);
    settlement.settled(2);
    assertFalse(settlement.isConfirmationDue());
    settlement.settled(1);
    assertTrue(settlement.isConfirmationDue());
    assertEquals(2, settlement.confirm());
    assertFalse(settlement.isConfirmationDue());
    assertEquals(3, settlement.firstUnsettled());
  }

  @Test
  void whatWasNeverTakenIsNotSettled() {
    take(1);
    settlement.settled(2);
    settlement.settled(1);
    assertEquals(1, settlement.confirm());
    settlement.confirmAgain();
    assertTrue(settlement.isConfirmationDue());
  }

  @Test
  void whatWaitsForIoHoldsBackTheConfirmationButNotTheOthers() {
    take(3);
    settlement.awaitAnswer(1);
    assertTrue(settlement.isProceedDue());
    assertEquals(1, settlement.proceed());
    assertFalse(settlement.isProceedDue());
    settlement.settled(3);
    assertFalse(settlement.isProceedDue());
    settlement.settled(2);
    assertEquals(3, settlement.proceed());
    assertFalse(settlement.isConfirmationDue());

    settlement.settled(1);

    assertFalse(settlement.isProceedDue());
    assertEquals(3, settlement.confirm());
  }

  @Test
  void whoSendsAgainIsToldOnceMoreHowFarItMayGo() {
    take(2);
    settlement.awaitAnswer(1);
    settlement.settled(2);
    assertEquals(2, settlement.proceed());

    settlement.confirmAgain();

    assertTrue(settlement.isProceedDue());
    assertEquals(2, settlement.proceed());
  }

  @RepeatedTest(20)
  void inWhateverOrderTheyAreSettledAllAreConfirmedInTheEnd(RepetitionInfo repetition) {
    take(50);
    List<Long> numbers = LongStream.rangeClosed(1, 50).boxed().collect(Collectors.toList());
    Collections.shuffle(numbers, new Random(repetition.getCurrentRepetition()));
    numbers.forEach(settlement::settled);
    assertEquals(50, settlement.confirm());
  }
}

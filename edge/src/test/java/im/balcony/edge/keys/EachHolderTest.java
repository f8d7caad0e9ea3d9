package im.balcony.edge.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.cluster.NodeAddress;
import im.balcony.edge.keys.Holders.Holder;
import im.balcony.persistence.seal.MasterKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which nodes a step of a rotation reaches. */
final class EachHolderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration ASK_EVERY = Duration.ofMillis(1);
  private static final Holder A = new Holder(new NodeAddress("127.0.0.1", 1), 1);
  private static final Holder B = new Holder(new NodeAddress("127.0.0.1", 2), 1);
  private static final Holder B_AGAIN = new Holder(new NodeAddress("127.0.0.1", 2), 2);

  private final List<Holder> members = new CopyOnWriteArrayList<>(List.of(A, B));
  private final List<Holder> told = new CopyOnWriteArrayList<>();

  /** What a node answers when it is told. */
  private Function<Holder, CompletionStage<MasterKeyDesk.Kept>> answer = holder -> kept("");

  private EachHolder each(Duration stepMax) {
    var holders =
        new Holders() {
          @Override
          public List<Holder> now() {
            return List.copyOf(members);
          }

          @Override
          public CompletionStage<MasterKeyDesk.Kept> tell(Holder holder, String masterKeys) {
            told.add(holder);
            return answer.apply(holder);
          }
        };
    return new EachHolder(holders, stepMax, ASK_EVERY);
  }

  @Test
  void everyMemberIsToldOnce() {
    step(each(LONG));
    assertEquals(List.of(A, B), told);
  }

  @Test
  void whoDoesNotAnswerIsToldAgain() {
    var tries = new ArrayList<Holder>();
    answer =
        holder -> {
          tries.add(holder);
          return tries.size() < 5
              ? CompletableFuture.failedFuture(new IllegalStateException("not there yet"))
              : kept("");
        };
    step(each(LONG));
    assertTrue(told.size() >= 5);
  }

  @Test
  void whoComesDuringTheStepIsToldToo() {
    answer =
        holder -> {
          members.remove(B);
          if (!members.contains(B_AGAIN)) {
            members.add(B_AGAIN);
          }
          return kept("");
        };
    step(each(LONG));
    assertTrue(told.contains(B_AGAIN));
  }

  @Test
  void whoIsGoneIsNotWaitedFor() {
    answer =
        holder -> {
          members.remove(B);
          return holder.equals(B)
              ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
              : kept("");
        };
    step(each(LONG));
    assertEquals(List.of(A), List.copyOf(members));
  }

  @Test
  void aNodeThatRefusesIsNamedWithItsReason() {
    answer = holder -> kept(holder.equals(B) ? "disk full" : "");
    var failure = assertThrows(CompletionException.class, () -> step(each(SHORT)));
    assertTrue(String.valueOf(failure.getMessage()).contains("127.0.0.1:2"));
    assertTrue(String.valueOf(failure.getMessage()).contains("disk full"));
  }

  @Test
  void aClosedOneTellsNobody() {
    var each = each(LONG);
    each.close();
    assertThrows(CompletionException.class, () -> step(each));
    assertFalse(told.contains(A));
  }

  private static void step(EachHolder each) {
    each.keep(MasterKeys.fresh()).toCompletableFuture().join();
  }

  private static CompletionStage<MasterKeyDesk.Kept> kept(String problem) {
    return CompletableFuture.completedFuture(new MasterKeyDesk.Kept(problem));
  }
}

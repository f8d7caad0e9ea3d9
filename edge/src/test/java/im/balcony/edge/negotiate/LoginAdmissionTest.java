package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.edge.negotiate.LoginAdmission.Kind;
import im.balcony.edge.negotiate.LoginAdmission.Place;
import im.balcony.edge.settings.AdmissionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** HARDENING A25, F10: logins are let in as fast as they are served, each address by its turn. */
class LoginAdmissionTest {
  private long nanos = 1;
  private int refusals;
  private final LoginAdmission admission = admission(2, 100, 10);

  private LoginAdmission admission(int atOnceMax, int waitingMax, int waitingPerAddressMax) {
    return new LoginAdmission(
        new AdmissionSettings(
            atOnceMax,
            waitingMax,
            waitingPerAddressMax,
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            5,
            60),
        new NodeMetrics() {
          @Override
          public void refused(Limit limit) {
            assertEquals(Limit.LOGINS_WAITING, limit);
            refusals++;
          }
        },
        () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static boolean isIn(Place place) {
    var turn = place.turn().toCompletableFuture();
    return turn.isDone() && turn.join();
  }

  private static boolean isRefused(Place place) {
    var turn = place.turn().toCompletableFuture();
    return turn.isDone() && !turn.join();
  }

  private static boolean waits(Place place) {
    return !place.turn().toCompletableFuture().isDone();
  }

  private List<Place> enter(String... addresses) {
    return Arrays.stream(addresses).map(address -> admission.enter(address, Kind.NEW)).toList();
  }

  @Test
  void as_many_as_may_are_in_and_the_next_comes_when_one_leaves() {
    var places = enter("a", "a", "a");

    assertTrue(isIn(places.get(0)));
    assertTrue(isIn(places.get(1)));
    assertTrue(waits(places.get(2)));
    assertEquals(2, admission.inProgress());
    assertEquals(1, admission.waiting());

    places.get(0).leave();
    places.get(0).leave();

    assertTrue(isIn(places.get(2)));
    assertEquals(2, admission.inProgress());
    places.get(1).leave();
    places.get(2).leave();
    assertEquals(0, admission.inProgress());
    assertEquals(0, admission.waiting());
  }

  @Test
  void an_address_with_many_does_not_keep_the_others_waiting() {
    var many = enter("many", "many", "many", "many", "many", "many");
    var one = enter("one").get(0);

    many.get(0).leave();
    assertTrue(isIn(many.get(2)), "it was there first");
    many.get(1).leave();

    assertTrue(isIn(one), "then the others, whoever has more");
    assertTrue(waits(many.get(3)));
  }

  @Test
  void who_comes_back_goes_first_but_not_for_ever() {
    var in = enter("a", "a");
    var anew = admission.enter("a", Kind.NEW);
    var returning =
        Stream.generate(() -> admission.enter("a", Kind.RETURNING))
            .limit(LoginAdmission.RETURNING_IN_A_ROW + 1)
            .toList();
    var leaving = new ArrayList<>(in);
    for (var next : returning.subList(0, LoginAdmission.RETURNING_IN_A_ROW)) {
      leaving.remove(0).leave();
      assertTrue(isIn(next));
      leaving.add(next);
    }
    assertTrue(waits(anew));

    leaving.get(0).leave();

    assertTrue(isIn(anew));
    assertTrue(waits(returning.get(LoginAdmission.RETURNING_IN_A_ROW)));
  }

  @Test
  void one_address_cannot_fill_the_queue() {
    enter("a", "a");
    for (var n = 0; n < 10; n++) {
      assertTrue(waits(admission.enter("a", Kind.NEW)));
    }

    assertTrue(isRefused(admission.enter("a", Kind.NEW)));
    assertTrue(waits(admission.enter("b", Kind.NEW)));
    assertEquals(1, refusals);
  }

  @Test
  void the_queue_has_a_bound() {
    var small = admission(1, 2, 2);
    small.enter("a", Kind.NEW);
    small.enter("b", Kind.NEW);
    small.enter("c", Kind.RETURNING);

    assertTrue(isRefused(small.enter("d", Kind.RETURNING)));
  }

  @Test
  void who_has_waited_for_too_long_is_refused_and_takes_nobodys_turn() {
    var places = enter("a", "a", "b", "c");
    pass(Duration.ofSeconds(14));
    places.get(2).lookAtTime();
    assertTrue(waits(places.get(2)));
    pass(Duration.ofSeconds(1));
    places.get(2).lookAtTime();
    assertTrue(isRefused(places.get(2)));

    places.get(0).leave();

    assertTrue(isIn(places.get(3)));
    assertEquals(0, admission.waiting());
  }

  @Test
  void a_slow_client_keeps_nobody_waiting() {
    var places = enter("slow", "slow", "a");
    pass(Duration.ofSeconds(5));

    places.get(0).lookAtTime();

    assertTrue(isIn(places.get(2)));
    places.get(0).leave();
    assertEquals(2, admission.inProgress());
  }

  @Test
  void who_would_wait_for_too_long_is_told_so_at_once() {
    var in = new ArrayList<>(enter("a", "a"));
    for (var n = 0; n < 60; n++) {
      in.addAll(enter("a" + n));
    }
    for (var n = 0; n < 40; n++) {
      pass(Duration.ofSeconds(1)); // one in a second has its turn
      in.get(n).leave();
    }

    assertTrue(isRefused(admission.enter("new", Kind.NEW)), "behind 20 others");
    assertEquals(1, refusals);
    for (var n = 40; n < 56; n++) {
      in.get(n).leave();
    }
    assertTrue(waits(admission.enter("new", Kind.NEW)), "behind four");
  }

  @Test
  void all_are_told_to_come_back_at_another_time() {
    var told = new HashSet<String>();
    for (var n = 0; n < 200; n++) {
      var text = admission.tryAgain();
      assertTrue(text.matches("too many logins now, try again in ([5-9]|[1-5][0-9]|60) seconds"));
      told.add(text);
    }
    assertFalse(told.size() < 20, "spread at random");
  }
}

package im.balcony.edge.negotiate;

import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.edge.settings.AdmissionSettings;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which logins an edge works on at once, and in what order the others have their turn: so that all
 * clients who come back together are served at the rate that the cluster has, not all later than
 * they wait for (HARDENING A25, F10; docs/adr/0022).
 *
 * <p>Addresses have their turns one after the other, whoever has most waiting. Who only comes back
 * goes before who begins anew, {@value #RETURNING_IN_A_ROW} times in a row.
 */
public final class LoginAdmission {
  /** So many who come back have their turn, then one who logs in anew. */
  static final int RETURNING_IN_A_ROW = 4;

  /** How much of the pace between turns each new one changes. */
  private static final double NEWEST_WEIGHT = 1.0 / 16;

  /** What a login is for, the first in order goes first. */
  enum Kind {
    /** An earlier session, or a token of an earlier login. */
    RETURNING,
    NEW
  }

  private enum Stage {
    WAITING,
    IN,
    OUT
  }

  private final AdmissionSettings settings;
  private final NodeMetrics metrics;
  private final LongSupplier nanoClock;
  private final Map<Kind, Queue> queues =
      Map.of(Kind.RETURNING, new Queue(), Kind.NEW, new Queue());
  private final Map<String, Integer> waitingByAddress = new HashMap<>();
  private int waiting;
  private int inProgress;
  private int returningInARow;
  private long lastTurnNanos;
  private double nanosBetweenTurns;

  /**
   * @param nanoClock as {@link System#nanoTime}
   */
  public LoginAdmission(AdmissionSettings settings, NodeMetrics metrics, LongSupplier nanoClock) {
    this.settings = settings;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /** One login's; given back once, however often that is said. */
  final class Place {
    private final String address;
    private final Kind kind;
    private final long sinceNanos = nanoClock.getAsLong();
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    private Stage stage = Stage.WAITING;
    private long turnNanos;

    private Place(String address, Kind kind) {
      this.address = address;
      this.kind = kind;
    }

    /** True when it is its turn, false when it is refused. */
    CompletionStage<Boolean> turn() {
      return turn;
    }

    /** It is over, one way or the other. */
    void leave() {
      LoginAdmission.this.leave(this);
    }

    /**
     * Refuses it if it has waited too long. If it has had its turn for too long, because its client
     * is slow, the next has its turn as well.
     */
    void lookAtTime() {
      LoginAdmission.this.lookAtTime(this);
    }
  }

  /** Those who wait, by their addresses, whose turn is next in front. */
  private static final class Queue {
    private final LinkedHashMap<String, ArrayDeque<Place>> byAddress = new LinkedHashMap<>();

    void add(Place place) {
      byAddress.computeIfAbsent(place.address, first -> new ArrayDeque<>(1)).add(place);
    }

    void remove(Place place) {
      byAddress.computeIfPresent(
          place.address,
          (address, places) -> {
            places.remove(place);
            return places.isEmpty() ? null : places;
          });
    }

    /** The address goes to the end: all others come before it again. */
    @Nullable Place next() {
      Iterator<Map.Entry<String, ArrayDeque<Place>>> first = byAddress.entrySet().iterator();
      if (!first.hasNext()) {
        return null;
      }
      var entry = first.next();
      var address = entry.getKey();
      var places = entry.getValue();
      first.remove();
      var place = places.remove();
      if (!places.isEmpty()) {
        byAddress.put(address, places);
      }
      return place;
    }

    boolean isEmpty() {
      return byAddress.isEmpty();
    }
  }

  /** A login from that address wants its turn; it may be refused at once. */
  Place enter(String address, Kind kind) {
    var place = new Place(address, kind);
    boolean isRefused;
    synchronized (this) {
      if (inProgress < settings.atOnceMax() && waiting == 0) {
        begin(place);
        isRefused = false;
      } else {
        isRefused = isTooMuch(address);
        place.stage = isRefused ? Stage.OUT : Stage.WAITING;
        if (!isRefused) {
          waiting++;
          waitingByAddress.merge(address, 1, Integer::sum);
          queue(kind).add(place);
        }
      }
    }
    if (isRefused) {
      refuse(place);
    } else if (place.stage == Stage.IN) {
      place.turn.complete(true);
    }
    return place;
  }

  private Queue queue(Kind kind) {
    return Objects.requireNonNull(queues.get(kind));
  }

  /** Nobody waits who would wait in vain: it is told at once. */
  private boolean isTooMuch(String address) {
    int own = waitingByAddress.getOrDefault(address, 0);
    if (waiting >= settings.waitingMax() || own >= settings.waitingPerAddressMax()) {
      return true;
    }
    // each address has had its turn so often before this one has
    var addresses = waitingByAddress.size() + (own == 0 ? 1 : 0);
    var before = Math.min(waiting, (long) (own + 1) * addresses);
    return before * nanosBetweenTurns > settings.waitMax().toNanos();
  }

  private void begin(Place place) {
    place.stage = Stage.IN;
    place.turnNanos = nanoClock.getAsLong();
    inProgress++;
  }

  private void leave(Place place) {
    Place next;
    synchronized (this) {
      var was = place.stage;
      place.stage = Stage.OUT;
      if (was == Stage.WAITING) {
        forget(place);
        queue(place.kind).remove(place);
      } else if (was == Stage.IN) {
        inProgress--;
      }
      next = next();
    }
    if (next != null) {
      next.turn.complete(true);
    }
  }

  private void lookAtTime(Place place) {
    boolean hasWaited;
    boolean hasHadItsTurn;
    synchronized (this) {
      var now = nanoClock.getAsLong();
      hasWaited =
          place.stage == Stage.WAITING && now - place.sinceNanos >= settings.waitMax().toNanos();
      hasHadItsTurn =
          place.stage == Stage.IN && now - place.turnNanos >= settings.turnMax().toNanos();
    }
    if (hasWaited || hasHadItsTurn) {
      leave(place);
    }
    if (hasWaited) {
      refuse(place);
    }
  }

  private void refuse(Place place) {
    metrics.refused(NodeMetrics.Limit.LOGINS_WAITING);
    place.turn.complete(false);
  }

  private void forget(Place place) {
    waiting--;
    waitingByAddress.computeIfPresent(
        place.address, (address, count) -> count == 1 ? null : count - 1);
  }

  private @Nullable Place next() {
    if (waiting == 0 || inProgress >= settings.atOnceMax()) {
      return null;
    }
    var returning = queue(Kind.RETURNING);
    var anew = queue(Kind.NEW);
    var isReturning =
        anew.isEmpty() || (!returning.isEmpty() && returningInARow < RETURNING_IN_A_ROW);
    returningInARow = isReturning ? returningInARow + 1 : 0;
    var place = (isReturning ? returning : anew).next();
    if (place != null) {
      forget(place);
      begin(place);
      pace(place.turnNanos);
    }
    return place;
  }

  /** What the time between turns is lately, while others wait. */
  private void pace(long now) {
    if (lastTurnNanos != 0) {
      // a pause in which nobody waited says nothing
      var passed = Math.min(now - lastTurnNanos, settings.turnMax().toNanos());
      nanosBetweenTurns += (passed - nanosBetweenTurns) * NEWEST_WEIGHT;
    }
    lastTurnNanos = waiting == 0 ? 0 : now;
  }

  /**
   * What whoever is refused is told (RFC 6120 4.9.3.17): each another time, so that they do not
   * come back together.
   */
  String tryAgain() {
    var seconds =
        ThreadLocalRandom.current()
            .nextInt(settings.retrySecondsMin(), settings.retrySecondsMax() + 1);
    return "too many logins now, try again in %d seconds".formatted(seconds);
  }

  /** How many are worked on. */
  public synchronized int inProgress() {
    return inProgress;
  }

  /** How many wait for their turn. */
  public synchronized int waiting() {
    return waiting;
  }
}

package im.balcony.actors.user.clients;

import im.balcony.persistence.event.account.StoredToken;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An installation of a client that has logged in, with its two slots for tokens (XEP-0484 section
 * 5.1).
 *
 * @param byPassword whether it proved the password that is valid now
 * @param current the token used last, null for none
 * @param next the token given last and not used yet, null for none
 */
public record KnownClient(
    @Nullable String software,
    @Nullable String device,
    Instant firstSeen,
    Instant lastSeen,
    boolean byPassword,
    @Nullable StoredToken current,
    @Nullable StoredToken next) {

  static KnownClient since(Instant at) {
    return new KnownClient(null, null, at, at, false, null, null);
  }

  public boolean hasTokens() {
    return current != null || next != null;
  }

  /** Whether it can log in by itself. */
  public boolean hasAccess() {
    return byPassword || hasTokens();
  }

  KnownClient seen(
      @Nullable String software, @Nullable String device, boolean password, Instant at) {
    return new KnownClient(software, device, firstSeen, at, byPassword || password, current, next);
  }

  KnownClient withTokens(@Nullable StoredToken current, @Nullable StoredToken next) {
    return new KnownClient(software, device, firstSeen, lastSeen, byPassword, current, next);
  }

  KnownClient used(boolean wasNew, long count) {
    var used = Objects.requireNonNull(wasNew ? next : current, "a token that was never given");
    return withTokens(used.withCount(count), wasNew ? null : next);
  }

  /** What it knew is worth nothing any more. */
  KnownClient withoutAccess() {
    return new KnownClient(software, device, firstSeen, lastSeen, false, null, null);
  }
}

package im.balcony.persistence.event.account;

import java.time.Instant;

/**
 * A token of one client (XEP-0484), valid for one SASL mechanism. The client proves it by a MAC, so
 * the token itself is kept, under the account's seal.
 *
 * @param secret the token's text as UTF-8
 * @param count of its last use, 0 for none that counted
 */
public record StoredToken(
    String mechanism, byte[] secret, Instant issuedAt, Instant expiresAt, long count) {

  /** The same after a use. */
  public StoredToken withCount(long used) {
    return new StoredToken(mechanism, secret, issuedAt, expiresAt, Math.max(count, used));
  }
}

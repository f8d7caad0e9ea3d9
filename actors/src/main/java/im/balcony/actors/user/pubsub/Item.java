package im.balcony.actors.user.pubsub;

import java.time.Instant;

/**
 * One item of a node.
 *
 * @param xml its payload, empty array for none
 * @param at when it was published
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Item(String id, byte[] xml, Instant at) {
  /** Stands for the payload of an item that has none. */
  public static final byte[] NO_PAYLOAD = {};

  private static final int BYTES_AROUND = 64;

  /** What it costs to keep, in bytes. */
  long bytes() {
    return BYTES_AROUND + id.length() + (long) xml.length;
  }
}

package im.balcony.actors.remote;

import java.time.Duration;

/**
 * What an address of another server may cost.
 *
 * @param keep how long a message is tried before it comes back to its sender
 * @param answerMax how long a gate may take to say what became of a stanza
 * @param underWayMax stanzas given to gates whose outcome is not known
 * @param arrivingMax stanzas from the address that are not settled
 * @param roomsMax rooms here that its clients may be in, one counted for each client in it
 * @param idle how long it stays in memory without work
 */
public record RemoteSettings(
    Duration keep,
    Duration answerMax,
    int underWayMax,
    int arrivingMax,
    int roomsMax,
    Duration idle) {
  public static final RemoteSettings DEFAULT =
      new RemoteSettings(
          Duration.ofMinutes(15), Duration.ofSeconds(90), 1_000, 500, 200, Duration.ofSeconds(60));
}

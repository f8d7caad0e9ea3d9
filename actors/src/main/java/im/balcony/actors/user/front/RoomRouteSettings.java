package im.balcony.actors.user.front;

import java.time.Duration;

/**
 * Limits and times of an account's way to rooms.
 *
 * @param roomsMax rooms that one session may be in
 * @param stanzasMax what may wait for all rooms together; more is refused
 * @param batchStanzasMax handed to a room at once
 * @param repeatAfter how long a room may take to answer before it is told again
 * @param remindEvery how often a room is told of a session that is in it, so that one that lost its
 *     node is started again
 * @param invitationsMax rooms whose invitations wait for a client of the account
 * @param followedMax rooms that the account may follow
 * @param asksMax rooms that are asked at once how they stand
 * @param listWait how long a list of conversations waits for their answers
 */
public record RoomRouteSettings(
    int roomsMax,
    int stanzasMax,
    int batchStanzasMax,
    Duration repeatAfter,
    Duration remindEvery,
    int invitationsMax,
    int followedMax,
    int asksMax,
    Duration listWait) {
  public static final RoomRouteSettings DEFAULT =
      new RoomRouteSettings(
          100,
          1_000,
          50,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          100,
          500,
          20,
          Duration.ofSeconds(1));
}

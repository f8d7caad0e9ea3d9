package im.balcony.actors.room;

import im.balcony.protocol.xep.muc.RoomConfig;
import java.time.Duration;

/**
 * Limits and times of one room.
 *
 * @param usual what a new room is configured as
 * @param occupantsMax clients in the room, whatever its owner allows
 * @param presenceOccupantsMax clients in the room above which only moderators' presence is told to
 *     all
 * @param nickCharsMax characters of a nickname
 * @param presenceBytesMax what is kept of an occupant's presence; a larger one is refused
 * @param historyMessagesMax messages kept in memory and sent to who enters
 * @param historyBytesMax their bytes
 * @param stanzasPerSecond messages and presences of one client, on average
 * @param stanzasBurst as many at once
 * @param earlyCommandsMax commands that may wait while the room is read
 * @param writesWaitingMax decisions that may wait for the journal; what comes then is sent again
 * @param batchEventsMax events written at once
 * @param batchBytesMax their bytes; one event always goes
 * @param returningMax how long an occupant whose session is not known is waited for
 * @param returningStanzasMax what is kept for it meanwhile
 * @param leavingRetoldWithin who left before so long is told of again when the room is started
 * @param affiliationsMax accounts that are something to the room, outcasts included
 * @param participantsMax accounts that take part in it as in a channel (XEP-0369)
 * @param archiveQueriesMax pages of the archive that may be read at once, and batches with messages
 *     to be taken back
 * @param cardBytesMax of the room's card with its picture
 * @param hatsMax hats that there may be
 * @param invitationMax how long an invitation to a channel is good (XEP-0407)
 * @param questionsMax questions between occupants that may wait for their answers
 * @param questionMax how long one of them may wait
 * @param listingRepeat how long the list of rooms may take to answer before it is told again
 * @param countEvery how late that list may know how many are in
 * @param tick how often the room looks at its clocks
 * @param idleAfter how long a room without occupants stays in memory
 * @param heads how its followers are told what was said
 */
public record RoomSettings(
    RoomConfig usual,
    int occupantsMax,
    int presenceOccupantsMax,
    int nickCharsMax,
    int presenceBytesMax,
    int historyMessagesMax,
    int historyBytesMax,
    int stanzasPerSecond,
    int stanzasBurst,
    int earlyCommandsMax,
    int writesWaitingMax,
    int batchEventsMax,
    int batchBytesMax,
    Duration returningMax,
    int returningStanzasMax,
    Duration leavingRetoldWithin,
    int affiliationsMax,
    int participantsMax,
    int archiveQueriesMax,
    int cardBytesMax,
    int hatsMax,
    Duration invitationMax,
    int questionsMax,
    Duration questionMax,
    Duration listingRepeat,
    Duration countEvery,
    Duration tick,
    Duration idleAfter,
    HeadSettings heads) {
  public static final RoomSettings DEFAULT =
      new RoomSettings(
          RoomConfig.USUAL,
          2_000,
          500,
          64,
          8_192,
          50,
          256 * 1024,
          10,
          50,
          1_000,
          5_000,
          100,
          32 * 1024,
          Duration.ofSeconds(30),
          200,
          Duration.ofMinutes(5),
          2_000,
          2_000,
          20,
          64 * 1024,
          50,
          Duration.ofDays(7),
          500,
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          HeadSettings.DEFAULT);
}

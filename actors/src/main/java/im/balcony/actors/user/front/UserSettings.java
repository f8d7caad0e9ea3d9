package im.balcony.actors.user.front;

import java.time.Duration;

/**
 * Limits and times of one account.
 *
 * @param sessionsMax sessions at the same time; the next one is refused
 * @param rosterItemsMax contacts in the roster
 * @param requestsMax subscription requests that wait for an answer
 * @param requestBytesMax bytes of such a request that are kept; of a larger one only the addresses
 * @param directedPresencesMax addresses that a session may have sent directed presence to
 * @param writesWaitingMax changes of the account that may wait for the journal
 * @param startingCommandsMax commands that may wait while the account is read
 * @param laterAnswersMax requests of an account that may wait for I/O behind those in work
 * @param laterAnswerMax how long the I/O of such a request may take before it is refused
 * @param offlineMessagesMax messages sent to a client that comes back without reading its archive
 * @param lastItemsMax last items of nodes that a client gets for one presence (XEP-0163)
 * @param requestsFromStrangers whether IQ requests reach a client that does not share its presence
 *     with the asking address, and whoever has no subscription may ask the account who it is and
 *     what it can do; RFC 6121 8.5.3.1 advises against it
 * @param idle after which an account without sessions and work leaves the memory
 * @param callRingingMax how long a call may ring (XEP-0353); a device that comes later hears
 *     nothing of it
 * @param sessionsWait how long a starting User waits for the edges to tell their sessions
 */
public record UserSettings(
    int sessionsMax,
    int rosterItemsMax,
    int requestsMax,
    int requestBytesMax,
    int directedPresencesMax,
    int writesWaitingMax,
    int startingCommandsMax,
    int laterAnswersMax,
    Duration laterAnswerMax,
    int offlineMessagesMax,
    int lastItemsMax,
    boolean requestsFromStrangers,
    Duration idle,
    Duration callRingingMax,
    Duration sessionsWait) {
  public static final UserSettings DEFAULT =
      new UserSettings(
          20,
          1_000,
          200,
          8_192,
          200,
          500,
          1_000,
          50,
          Duration.ofSeconds(30),
          100,
          500,
          false,
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(2));
}

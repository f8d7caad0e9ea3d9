package im.balcony.actors.room;

/**
 * Limits of the list of a service's rooms.
 *
 * @param roomsMax rooms that are listed; what comes then is not, and is told so to nobody
 * @param waitingMax what may wait while something is written; more is told again
 * @param batchMax events written at once
 * @param searchesMax searches that may wait; more are told to come again
 */
public record DirectorySettings(int roomsMax, int waitingMax, int batchMax, int searchesMax) {
  public static final DirectorySettings DEFAULT = new DirectorySettings(10_000, 1_000, 100, 20);
}

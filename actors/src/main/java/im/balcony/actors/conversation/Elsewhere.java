package im.balcony.actors.conversation;

import im.balcony.persistence.account.Incarnation;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * People on other servers as conversations know them: whether such an address lives again is known
 * to their server alone, so that each has one life here, for ever.
 */
public final class Elsewhere {
  /** No incarnation of an account here begins so. */
  private static final String PREFIX = "elsewhere ";

  private Elsewhere() {}

  /** The life of an address of another server. */
  public static String incarnationOf(Jid bareJid) {
    return PREFIX + bareJid;
  }

  static boolean isIncarnation(String incarnation) {
    return incarnation.startsWith(PREFIX);
  }

  /**
   * The table, and beside it everybody of other servers.
   *
   * @param isElsewhere whether a domain may be another server's
   */
  public static IncarnationTable beside(IncarnationTable table, Predicate<String> isElsewhere) {
    return new IncarnationTable() {
      @Override
      public CompletionStage<Optional<String>> find(Jid bareJid) {
        return isElsewhere.test(bareJid.domain())
            ? CompletableFuture.completedFuture(Optional.of(incarnationOf(bareJid)))
            : table.find(bareJid);
      }

      @Override
      public CompletionStage<Incarnation> create(Jid bareJid, String proposedIncarnation) {
        return table.create(bareJid, proposedIncarnation);
      }

      @Override
      public CompletionStage<Boolean> remove(Jid bareJid, String incarnation) {
        return table.remove(bareJid, incarnation);
      }

      @Override
      public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
        return table.list(domain, after, max);
      }
    };
  }
}

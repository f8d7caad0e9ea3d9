package im.balcony.persistence.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Which incarnation has which address: a name that is given away again inherits nothing.
 *
 * <p>Addresses are bare JIDs in normal form.
 */
public interface IncarnationTable {
  CompletionStage<Optional<String>> find(String bareJid);

  /** Gives the address to the proposed incarnation unless it has one; tells which it has. */
  CompletionStage<Incarnation> create(String bareJid, String proposedIncarnation);

  /** Frees the address if this incarnation has it; tells whether it had. */
  CompletionStage<Boolean> remove(String bareJid, String incarnation);

  /** All addresses of a domain, sorted. */
  CompletionStage<List<String>> list(String domain);
}

package im.balcony.persistence.account;

import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which incarnation has which address: a name that is given away again inherits nothing. */
public interface IncarnationTable {
  CompletionStage<Optional<String>> find(Jid bareJid);

  /** Gives the address to the proposed incarnation unless it has one; tells which it has. */
  CompletionStage<Incarnation> create(Jid bareJid, String proposedIncarnation);

  /** Frees the address if this incarnation has it; tells whether it had. */
  CompletionStage<Boolean> remove(Jid bareJid, String incarnation);

  /** At most {@code max} addresses of a domain, sorted: those after the given one. */
  CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max);
}

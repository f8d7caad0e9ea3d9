package im.balcony.edge.s2s;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the server of a domain is. */
interface TargetSource extends AutoCloseable {
  /** The addresses in the order in which they are tried; none if the domain has no server. */
  CompletionStage<List<Target>> find(String domain);

  @Override
  default void close() {}
}

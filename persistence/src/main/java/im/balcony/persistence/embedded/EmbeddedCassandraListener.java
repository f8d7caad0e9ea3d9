package im.balcony.persistence.embedded;

import java.time.Duration;

/** Who wants to know how the embedded Cassandra fares; called from its watching thread. */
public interface EmbeddedCassandraListener {
  EmbeddedCassandraListener SILENT = new EmbeddedCassandraListener() {};

  /** Called about once a second until the first answer. */
  default void starting(Duration waited) {}

  default void ready(Duration waited) {}

  /** It died by itself and will be started again. */
  default void died(int exitCode, Duration restartIn) {}

  /** It died and is started again when there is room on its disk: what is wrong, in one line. */
  default void diskFull(String problem) {}

  /** It died again and again; nobody starts it any more. */
  default void gaveUp(int exitCode) {}
}

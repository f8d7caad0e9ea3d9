package im.balcony.edge.metrics;

import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.metrics.NodeMetrics;
import java.util.Locale;

/** What an edge and the start of a node count besides their actors. As cheap, from any thread. */
public interface EdgeMetrics extends NodeMetrics {

  /** Counts nothing: nobody can ask this node. */
  EdgeMetrics NONE = new EdgeMetrics() {};

  /** How a client's bytes come here. */
  enum Carrier {
    TCP,
    DIRECT_TLS,
    WEB_SOCKET,
    BOSH;

    /** Its value as a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a login ends. */
  enum LoginResult {
    SUCCEEDED,
    /** Wrong in any way: the credentials, the message, the mechanism. */
    REFUSED,
    /** Not looked at: too many have failed. */
    TOO_OFTEN,
    /** The account could not be asked. */
    UNAVAILABLE;

    /** Its value as a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** More clients with a session on such connections, or fewer. */
  default void connected(Carrier carrier, int more) {}

  /**
   * A login has come to its end.
   *
   * @param mechanism as the client named it; unknown names are counted together
   */
  default void login(String mechanism, LoginResult result) {}

  /** A client asked for its earlier session (XEP-0198 5). */
  default void resumption(boolean taken) {}

  /** A provider has answered, or not in time. */
  default void pushed(PushProvider provider, PushOutcome outcome) {}

  /** What waits for other servers now. */
  default void serversWait(int stanzas, int oldestSeconds) {}

  /** The embedded Cassandra has ended and is started again. */
  default void databaseRestarted() {}
}

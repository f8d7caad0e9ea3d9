package im.balcony.edge.listen;

import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.Accounts;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.protocol.xml.XmlElement;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an edge needs of the rest of the server.
 *
 * @param decoySecret makes the salts of names that do not exist; the same on all nodes, kept
 * @param scramIterations what new accounts get
 * @param streamFeatures what is offered after login besides what the edge does itself (caps)
 */
public record EdgePorts(
    Accounts accounts,
    ClientTokens tokens,
    Users users,
    byte[] decoySecret,
    int scramIterations,
    Supplier<List<XmlElement>> streamFeatures,
    Clock clock,
    EdgeMetrics metrics) {

  /** Where nobody counts. */
  public EdgePorts(
      Accounts accounts,
      ClientTokens tokens,
      Users users,
      byte[] decoySecret,
      int scramIterations,
      Supplier<List<XmlElement>> streamFeatures,
      Clock clock) {
    this(
        accounts,
        tokens,
        users,
        decoySecret,
        scramIterations,
        streamFeatures,
        clock,
        EdgeMetrics.NONE);
  }
}

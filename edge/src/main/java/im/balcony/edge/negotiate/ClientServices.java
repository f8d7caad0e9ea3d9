package im.balcony.edge.negotiate;

import akka.actor.typed.ActorRef;
import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.session.ClientSessions;
import im.balcony.actors.session.LocalSessions;
import im.balcony.actors.session.SessionLimits;
import im.balcony.actors.session.SessionMove;
import im.balcony.actors.session.Users;
import im.balcony.edge.bridge.BridgeLimits;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.tls.ServerTls;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import java.util.List;
import java.util.function.Supplier;

/**
 * What all client connections of a node share.
 *
 * @param mechanisms what the operator lets clients log in with, the best first
 * @param features asked anew for each stream: what else is offered after login (server caps)
 */
public record ClientServices(
    EdgeSettings settings,
    List<SaslMechanism> mechanisms,
    ServerTls tls,
    Credentials credentials,
    LoginBackoff backoff,
    LoginAdmission admission,
    Supplier<String> nonces,
    ResourceNames resources,
    KeyUpgrades upgrades,
    ClientTokens tokens,
    Registration registration,
    ConfigVersions versions,
    Supplier<List<XmlElement>> features,
    ActorRef<ClientSessions.Command> sessions,
    LocalSessions resumable,
    ActorRef<SessionMove> arrivals,
    Users users,
    SessionLimits sessionLimits,
    BridgeLimits bridgeLimits,
    XmlLimits beforeLogin,
    XmlLimits afterLogin,
    EdgeMetrics metrics) {

  public ClientServices {
    mechanisms = List.copyOf(mechanisms);
  }
}

package im.balcony.actors.feature.ping;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.xep.ping.Ping;
import java.util.List;

/** XEP-0199: the server answers for itself and for accounts (section 4.2). */
public final class PingFeature implements Feature {
  @Override
  public List<String> serverFeatures() {
    return List.of(Ping.NAMESPACE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Ping.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.server(IqService.Types.GET, "ping", Ping.NAMESPACE, request -> IqAnswer.empty()),
        IqService.account(
            IqService.Access.CONTACT,
            IqService.Types.GET,
            "ping",
            Ping.NAMESPACE,
            request -> IqAnswer.empty()));
  }
}

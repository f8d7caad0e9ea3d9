package im.balcony.actors.feature.lastactivity;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.lastactivity.LastActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** XEP-0012: when an account was last there (section 4), how long the server runs (section 5). */
public final class LastActivityFeature implements Feature {
  private final Instant started;

  public LastActivityFeature(Instant started) {
    this.started = started;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(LastActivity.NAMESPACE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(LastActivity.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.server(
            IqService.Types.GET,
            "query",
            LastActivity.NAMESPACE,
            request -> IqAnswer.result(since(started, request.now(), ""))),
        IqService.account(
            IqService.Access.ANYBODY,
            IqService.Types.GET,
            "query",
            LastActivity.NAMESPACE,
            this::ofAccount));
  }

  /** Section 4: forbidden to those who may not see the presence; zero while somebody is there. */
  private IqAnswer ofAccount(IqRequest request) {
    if (!request.byOwner() && !request.state().sharesPresenceWith(request.asker())) {
      return IqAnswer.refused(StanzaError.forbidden());
    }
    if (request.availableResources() > 0) {
      return IqAnswer.result(new LastActivity(0, "").toElement());
    }
    var lastSeen = request.state().lastSeen();
    var at = lastSeen.at();
    if (at == null) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var status = lastSeen.status();
    return IqAnswer.result(since(at, request.now(), status == null ? "" : status));
  }

  private static im.balcony.protocol.xml.XmlElement since(
      Instant then, Instant now, String status) {
    var seconds = Math.max(0, Duration.between(then, now).toSeconds());
    return new LastActivity(seconds, status).toElement();
  }
}

package im.balcony.actors.feature.time;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.xep.time.EntityTime;
import java.time.ZoneOffset;
import java.util.List;

/** XEP-0202: the server's time, in UTC. */
public final class TimeFeature implements Feature {
  @Override
  public List<String> serverFeatures() {
    return List.of(EntityTime.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.server(
            IqService.Types.GET,
            "time",
            EntityTime.NAMESPACE,
            request -> IqAnswer.result(new EntityTime(request.now(), ZoneOffset.UTC).toElement())));
  }
}

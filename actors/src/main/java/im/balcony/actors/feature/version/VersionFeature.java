package im.balcony.actors.feature.version;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.xep.version.SoftwareVersion;
import java.util.List;

/** XEP-0092: name and version of the server; the operating system is nobody's business. */
public final class VersionFeature implements Feature {
  private final SoftwareVersion version;

  public VersionFeature(SoftwareVersion version) {
    this.version = version;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(SoftwareVersion.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.server(
            IqService.Types.GET,
            "query",
            SoftwareVersion.NAMESPACE,
            request -> IqAnswer.result(version.toElement())));
  }
}

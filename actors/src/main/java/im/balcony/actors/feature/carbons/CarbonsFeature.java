package im.balcony.actors.feature.carbons;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.xep.carbons.Carbons;
import java.util.List;

/** XEP-0280 sections 4 and 5: a client wants copies, or no more; as often as it likes. */
public final class CarbonsFeature implements Feature {
  @Override
  public List<String> serverFeatures() {
    return List.of(Carbons.NAMESPACE, Carbons.RULES_FEATURE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Carbons.NAMESPACE, Carbons.RULES_FEATURE);
  }

  @Override
  public List<IqService> services() {
    return List.of(change("enable", true), change("disable", false));
  }

  private static IqService change(String name, boolean enabled) {
    return IqService.own(
        IqService.Types.SET,
        name,
        Carbons.NAMESPACE,
        request -> IqAnswer.empty(new Consequence.SetCarbons(enabled)));
  }
}

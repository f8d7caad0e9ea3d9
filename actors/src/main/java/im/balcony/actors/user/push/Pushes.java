package im.balcony.actors.user.push;

import im.balcony.persistence.event.account.PushEvent;
import im.balcony.persistence.event.account.PushEvent.PushDisabled;
import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import java.util.ArrayList;
import java.util.List;

/** Which nodes of which services wake the account's devices, oldest first; each node once. */
public record Pushes(List<PushEnabled> all) implements PushEvent.Fold<Pushes> {
  public static final Pushes NONE = new Pushes(List.of());

  public Pushes {
    all = List.copyOf(all);
  }

  @Override
  public Pushes on(PushEnabled event) {
    var next = without(event.service(), event.node());
    next.add(event);
    return new Pushes(next);
  }

  @Override
  public Pushes on(PushDisabled event) {
    return new Pushes(without(event.service(), event.node()));
  }

  public boolean has(String service, String node) {
    return all.stream().anyMatch(each -> isOf(each, service, node));
  }

  private List<PushEnabled> without(String service, String node) {
    var rest = new ArrayList<>(all);
    rest.removeIf(each -> isOf(each, service, node));
    return rest;
  }

  private static boolean isOf(PushEnabled each, String service, String node) {
    return each.service().equals(service) && each.node().equals(node);
  }
}

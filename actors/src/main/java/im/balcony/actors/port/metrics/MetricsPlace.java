package im.balcony.actors.port.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;

/**
 * Where the actors of one system find what counts them: no constructor on their way carries it.
 * Filled before the first entity starts, and never again.
 */
public final class MetricsPlace implements Extension {
  private static final Id ID = new Id();

  private volatile NodeMetrics metrics = NodeMetrics.NONE;

  private static final class Id extends ExtensionId<MetricsPlace> {
    @Override
    public MetricsPlace createExtension(ActorSystem<?> system) {
      return new MetricsPlace();
    }
  }

  private MetricsPlace() {}

  /** Those of this system; {@link NodeMetrics#NONE} while nobody wants any. */
  public static NodeMetrics of(ActorSystem<?> system) {
    return ID.apply(system).metrics;
  }

  /** From now on this system's actors are counted here. */
  public static void fill(ActorSystem<?> system, NodeMetrics metrics) {
    ID.apply(system).metrics = metrics;
  }
}

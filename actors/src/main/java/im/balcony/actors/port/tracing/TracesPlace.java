package im.balcony.actors.port.tracing;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;

/** Where the actors of one system find who takes spans; filled before the first entity starts. */
public final class TracesPlace implements Extension {
  private static final Id ID = new Id();

  private volatile StanzaTraces traces = StanzaTraces.NONE;

  private static final class Id extends ExtensionId<TracesPlace> {
    @Override
    public TracesPlace createExtension(ActorSystem<?> system) {
      return new TracesPlace();
    }
  }

  private TracesPlace() {}

  /** Who takes the spans of this system; {@link StanzaTraces#NONE} while nobody does. */
  public static StanzaTraces of(ActorSystem<?> system) {
    return ID.apply(system).traces;
  }

  /** From now on this system's spans go there. */
  public static void fill(ActorSystem<?> system, StanzaTraces traces) {
    ID.apply(system).traces = traces;
  }
}

package im.balcony.actors.feature.externalservices;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the list of services and the files of secrets again, so that another relay, or another
 * secret, needs no start. What is wrong then is logged, once, and what was known stays. It reads
 * files: it wants a dispatcher for that.
 */
public final class ServicesWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ServicesWatch.class);

  private final Config root;
  private final KnownServices known;
  private final Runnable changed;
  private String problem = "";

  /** What it tells itself. */
  private enum Command {
    READ
  }

  private ServicesWatch(Config root, KnownServices known, Runnable changed) {
    this.root = root;
    this.known = known;
    this.changed = changed;
  }

  /**
   * @param changed is called when clients may have to be told
   */
  public static Behavior<?> create(Config root, KnownServices known, Runnable changed) {
    var watch = new ServicesWatch(root, known, changed);
    var interval = interval(root);
    return Behaviors.<Command>withTimers(
        timers -> {
          timers.startTimerWithFixedDelay(Command.READ, interval);
          return Behaviors.receiveMessage(
              read -> {
                watch.read();
                return Behaviors.same();
              });
        });
  }

  private static Duration interval(Config root) {
    return root.getDuration("balcony.services.reload-interval");
  }

  private void read() {
    try {
      if (known.use(ServicesSettings.from(root))) {
        LOG.info("the list of STUN and TURN servers, or a login there, is another one from now on");
        changed.run();
      }
      problem = "";
    } catch (IllegalArgumentException e) {
      var said = String.valueOf(e.getMessage());
      if (!said.equals(problem)) {
        LOG.error("the list of STUN and TURN servers stays as it was: {}", said);
        problem = said;
      }
    }
  }
}

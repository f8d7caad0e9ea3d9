package im.balcony.edge.listen;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import im.balcony.actors.session.ClientSessions;
import im.balcony.actors.session.LocalCommand;
import im.balcony.actors.session.SessionArrivals;
import im.balcony.actors.session.SessionMove;
import im.balcony.edge.settings.DrainSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the sessions of an edge that is about to stop go to the other edges, evenly over a window
 * ({@code balcony.edge.drain}). Where there is no other edge there is nothing to wait for.
 */
final class EdgeDrain {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeDrain.class);
  private static final Duration LISTING_MAX = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final DrainSettings settings;
  private final ActorRef<ClientSessions.Command> sessions;
  private final ActorRef<SessionMove> own;

  /**
   * @param own where other edges bring their sessions, which they are not to do any more
   */
  EdgeDrain(
      ActorSystem<?> system,
      DrainSettings settings,
      ActorRef<ClientSessions.Command> sessions,
      ActorRef<SessionMove> own) {
    this.system = system;
    this.settings = settings;
    this.sessions = sessions;
    this.own = own;
  }

  /** Returns when no session is here any more, or it is time to go without them. */
  void letGo(CompletableFuture<Void> hurry) {
    system.receptionist().tell(Receptionist.deregister(SessionArrivals.KEY, own));
    var others = others();
    if (others.isEmpty() || hurry.isDone()) {
      return;
    }
    LOG.info("{} other edges take the sessions, within {}", others.size(), settings.window());
    var elsewhere = settings.elsewhere().orElse(null);
    var letGo =
        others.stream()
            .map(edge -> new LocalCommand.LetGo(edge, elsewhere, settings.end()))
            .toList();
    var gone = new CompletableFuture<Void>();
    sessions.tell(new ClientSessions.LetAllGo(letGo, settings.window(), gone));
    var max = settings.window().plusSeconds(settings.secondsMax());
    CompletableFuture.anyOf(gone, hurry)
        .completeOnTimeout(null, max.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private List<ActorRef<SessionMove>> others() {
    try {
      var listing =
          AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                  system.receptionist(),
                  replyTo -> Receptionist.find(SessionArrivals.KEY, replyTo),
                  LISTING_MAX,
                  system.scheduler())
              .toCompletableFuture()
              .join();
      var others =
          new ArrayList<ActorRef<SessionMove>>(listing.getServiceInstances(SessionArrivals.KEY));
      others.remove(own);
      Collections.shuffle(others);
      return others;
    } catch (CompletionException e) {
      LOG.warn("nobody knows the other edges: {}", e.toString());
      return List.of();
    }
  }
}

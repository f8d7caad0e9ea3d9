package im.balcony.actors.world;

import akka.actor.ActorPath;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Starts entities when something comes for them and never two of one name, as sharding does. */
final class Post<C> extends AbstractBehavior<Post.Order<C>> {

  sealed interface Order<C> {}

  record Letter<C>(String entityId, C command) implements Order<C> {}

  /**
   * Its node is gone.
   *
   * @param ended completes when nothing is left of it
   */
  record Kill<C>(String entityId, CompletableFuture<Void> ended) implements Order<C> {
    Kill(String entityId) {
      this(entityId, new CompletableFuture<>());
    }
  }

  /** An entity wants to rest: it is told to stop, and what comes meanwhile is for the next one. */
  record Passivate<C>(ActorPath entity, C stop) implements Order<C> {}

  private record Ended<C>(String entityId) implements Order<C> {}

  private static final class Place<C> {
    private final ActorRef<C> ref;
    private final List<C> held = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>(0);
    private boolean ending;

    private Place(ActorRef<C> ref) {
      this.ref = ref;
    }
  }

  private final Function<String, Behavior<C>> entities;
  private final Map<String, Place<C>> places = new HashMap<>();

  private Post(ActorContext<Order<C>> context, Function<String, Behavior<C>> entities) {
    super(context);
    this.entities = entities;
  }

  static <C> Behavior<Order<C>> create(Function<String, Behavior<C>> entities) {
    return Behaviors.setup(context -> new Post<>(context, entities));
  }

  @Override
  public Receive<Order<C>> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<Order<C>> on(Order<C> order) {
    if (order instanceof Letter<C> letter) {
      deliver(letter);
    } else if (order instanceof Kill<C> kill) {
      kill(kill);
    } else if (order instanceof Passivate<C> passivate) {
      places.values().stream()
          .filter(place -> place.ref.path().equals(passivate.entity()) && !place.ending)
          .findFirst()
          .ifPresent(
              place -> {
                place.ending = true;
                place.ref.tell(passivate.stop());
              });
    } else if (order instanceof Ended<C> ended) {
      var place = places.remove(ended.entityId());
      if (place != null) {
        place.waiting.forEach(waiting -> waiting.complete(null));
        place.held.forEach(command -> deliver(new Letter<>(ended.entityId(), command)));
      }
    }
    return this;
  }

  private void kill(Kill<C> kill) {
    var place = places.get(kill.entityId());
    if (place == null) {
      kill.ended().complete(null);
      return;
    }
    place.waiting.add(kill.ended());
    if (!place.ending) {
      place.ending = true;
      getContext().stop(place.ref);
    }
  }

  private void deliver(Letter<C> letter) {
    var place = places.get(letter.entityId());
    if (place == null) {
      place = new Place<>(getContext().spawnAnonymous(entities.apply(letter.entityId())));
      getContext().watchWith(place.ref, new Ended<>(letter.entityId()));
      places.put(letter.entityId(), place);
    }
    if (place.ending) {
      place.held.add(letter.command());
    } else {
      place.ref.tell(letter.command());
    }
  }
}

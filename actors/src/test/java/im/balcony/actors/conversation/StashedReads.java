package im.balcony.actors.conversation;

import akka.actor.Dropped;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.world.SlowJournal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The form of an entity that this server does not use: reads go to the persistent actor itself, are
 * stashed while a write is in flight, and unstashed one inside of the other. Runs in a JVM of its
 * own, which is meant to die of it.
 */
final class StashedReads {
  static final int READS = 5_000;
  static final String ALL_ANSWERED = "all reads are answered";

  private interface Command {}

  private record Write() implements Command {}

  private record Read(ActorRef<Integer> replyTo) implements Command {}

  private static final class Entity extends EventSourcedBehavior<Command, String, Integer> {
    Entity() {
      super(PersistenceId.ofUniqueId("entity"));
    }

    @Override
    public Integer emptyState() {
      return 0;
    }

    @Override
    public CommandHandler<Command, String, Integer> commandHandler() {
      return newCommandHandlerBuilder()
          .forAnyState()
          .onCommand(Write.class, write -> Effect().persist("written"))
          .onCommand(Read.class, read -> Effect().none().thenReply(read.replyTo(), state -> state))
          .build();
    }

    @Override
    public EventHandler<Integer, String> eventHandler() {
      return (state, event) -> state + 1;
    }
  }

  private StashedReads() {}

  public static void main(String[] args) throws InterruptedException {
    var kit =
        ActorTestKit.create(
            ConfigFactory.parseString(
                    "akka.jvm-exit-on-fatal-error = on, akka.log-dead-letters = off,"
                        + "akka.persistence.typed.stash-capacity = "
                        + READS)
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(ConfigFactory.load()));
    var journal = new SlowJournal(0);
    PersistenceTestKit.create(kit.system()).withPolicy(journal);
    var answered = new CountDownLatch(READS);
    var counter =
        kit.spawn(
            Behaviors.<Integer>receiveMessage(
                state -> {
                  answered.countDown();
                  return Behaviors.same();
                }));
    // one more than the stash holds: when that one is dropped all the others are in it
    var overflow =
        kit.spawn(
            Behaviors.<Dropped>receiveMessage(
                dropped -> {
                  journal.goOn();
                  return Behaviors.same();
                }));
    kit.system().eventStream().tell(new EventStream.Subscribe<>(Dropped.class, overflow));
    journal.hold();
    var entity = kit.spawn(new Entity());
    entity.tell(new Write());
    for (var n = 0; n <= READS; n++) {
      entity.tell(new Read(counter));
    }
    if (answered.await(60, TimeUnit.SECONDS)) {
      System.out.println(ALL_ANSWERED);
    }
    kit.system().terminate();
    ActorTestKit.shutdown(kit.system(), Duration.ofSeconds(10));
  }
}

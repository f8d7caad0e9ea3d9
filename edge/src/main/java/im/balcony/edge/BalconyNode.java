package im.balcony.edge;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import im.balcony.actors.user.Accounts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A whole node: its data folder, Cassandra, actor system, listeners and admin socket, opened
 * together and closed together. The command line, tests and load programs start it alike.
 */
public final class BalconyNode implements AutoCloseable {
  private final Start start;
  private final ActorSystem<Void> system;
  private final Accounts accounts;
  private final List<String> domains;
  private final Map<String, InetSocketAddress> addresses;
  private final Path dataFolder;
  private final CompletableFuture<Void> drained;

  BalconyNode(
      Start start,
      ActorSystem<Void> system,
      Accounts accounts,
      List<String> domains,
      Map<String, InetSocketAddress> addresses,
      Path dataFolder,
      CompletableFuture<Void> drained) {
    this.drained = drained;
    this.start = start;
    this.system = system;
    this.accounts = accounts;
    this.domains = List.copyOf(domains);
    this.addresses = new LinkedHashMap<>(addresses);
    this.dataFolder = dataFolder;
  }

  /** Starts a node; when it cannot be, everything opened so far is closed again. */
  public static BalconyNode start(Config config) throws StartProblem {
    return prepare(config, Progress.SILENT).run();
  }

  /** A start that can be given up from another thread by closing it. */
  public static Start prepare(Config config, Progress progress) {
    return new NodeStart(config, progress);
  }

  public ActorSystem<Void> system() {
    return system;
  }

  /** Accounts as the administration sees them. */
  public Accounts accounts() {
    return accounts;
  }

  /** The domains served, the cluster's word for a node that joined. */
  public List<String> domains() {
    return domains;
  }

  /** What listens where, by the names that people are shown, in their order. */
  public Map<String, InetSocketAddress> addresses() {
    return Collections.unmodifiableMap(addresses);
  }

  public Path dataFolder() {
    return dataFolder;
  }

  /** Complete when its operator has had it drained: nothing is left to do for it. */
  public CompletionStage<Void> drained() {
    return drained;
  }

  /** Waits until the actor system has ended, by {@link #close} or because it left the cluster. */
  public void awaitEnd() {
    system.getWhenTerminated().toCompletableFuture().join();
  }

  @Override
  public void close() {
    start.close();
  }

  /** A start under way, and later what holds everything the node has opened. */
  public interface Start extends AutoCloseable {
    BalconyNode run() throws StartProblem;

    /** A stop does not wait any longer for clients to go. */
    void hurry();

    /** Closes what is open, in the opposite order; waits until it is done. */
    @Override
    void close();
  }
}

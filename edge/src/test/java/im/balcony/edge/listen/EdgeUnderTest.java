package im.balcony.edge.listen;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.SessionArrivals;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMove;
import im.balcony.actors.user.Accounts;
import im.balcony.actors.user.UserCommand;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.stanza.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * An edge on free ports in front of Users of a few lines: they confirm everything at once and send
 * each message back to its sender.
 */
public final class EdgeUnderTest implements AutoCloseable {
  public static final String PASSWORD = "pencil";
  private static final int ITERATIONS = 4096;

  private final ActorTestKit kit = ActorTestKit.create();
  private final Map<Jid, List<ScramKeys>> accounts = new ConcurrentHashMap<>();
  private final Map<SessionId, ActorRef<SessionCommand>> sessions = new ConcurrentHashMap<>();
  private final List<UserCommand> told = new CopyOnWriteArrayList<>();
  private final MemoryTokens tokens = new MemoryTokens(accounts::containsKey);
  private final ClientEdge edge;
  private volatile boolean isBusy;

  /** With these settings besides free ports and a folder for the certificate. */
  public EdgeUnderTest(Path folder, String... settings) {
    var config =
        ConfigFactory.parseString(String.join("\n", settings))
            .withFallback(
                ConfigFactory.parseString(
                    """
                    balcony { domains = [localhost, b.example], data = "%s" }
                    balcony.edge {
                      host = 127.0.0.1, event-loop-threads = 1
                      c2s { port = 0, direct-tls-port = 0 }
                      http { https-port = 0, http-port = 0 }
                      stun { port = 0 }
                    }
                    """
                        .formatted(folder)))
            .withFallback(NodeConfig.reference(NodeRole.BOTH));
    try {
      edge =
          ClientEdges.start(
              EdgeSettings.from(config),
              new EdgePorts(
                  new MemoryAccounts(),
                  tokens,
                  this::onUser,
                  "0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
                  ITERATIONS,
                  List::of,
                  Clock.systemUTC()),
              kit.system());
    } catch (Exception e) {
      kit.shutdownTestKit();
      throw new IllegalStateException(e);
    }
    addAccount("romeo", ScramMechanism.values());
    addAccount("juliet", ScramMechanism.values());
  }

  /** An account with keys of these mechanisms alone, like one that was imported. */
  public void addAccount(String localpart, ScramMechanism... mechanisms) {
    accounts.put(
        Jid.of(localpart, "localhost", null),
        Arrays.stream(mechanisms)
            .map(
                mechanism ->
                    ScramKeys.derive(mechanism, PASSWORD, new byte[16], ITERATIONS).orElseThrow())
            .toList());
  }

  private void onUser(Jid bareJid, UserCommand command) {
    told.add(command);
    if (command instanceof UserCommand.RegisterSession registration) {
      sessions.put(registration.session(), registration.ref());
      registration.ref().tell(new SessionCommand.Registered(registration.nextNumber(), null));
    } else if (command instanceof UserCommand.MoveSession move) {
      var session = sessions.get(move.session());
      if (session == null) {
        move.to().tell(new SessionMove.NotThere(move.session()));
      } else {
        session.tell(new SessionCommand.HandOver(move.to()));
      }
    } else if (command instanceof UserCommand.Submit submit) {
      var session = sessions.get(submit.session());
      if (session != null) {
        session.tell(new SessionCommand.Deliver(echoes(submit)));
        session.tell(
            new SessionCommand.Confirmed(submit.firstNumber() + submit.stanzas().size() - 1));
      }
    }
  }

  private static List<Delivery> echoes(UserCommand.Submit submit) {
    var echoes = new ArrayList<Delivery>();
    for (var stanza : submit.stanzas()) {
      if (stanza instanceof Message) {
        echoes.add(new Delivery(stanza.element().toBytes(), 0, true));
      }
    }
    return echoes;
  }

  public int port(String listener) {
    var address = edge.addresses().get(listener);
    if (address == null) {
      throw new IllegalArgumentException("no listener " + listener);
    }
    return address.getPort();
  }

  public ClientEdge edge() {
    return edge;
  }

  /** Another edge, as this one sees it: takes sessions and does nothing with them. */
  public TestProbe<SessionMove> otherEdge() {
    TestProbe<SessionMove> other = kit.createTestProbe();
    kit.system().receptionist().tell(Receptionist.register(SessionArrivals.KEY, other.ref()));
    return other;
  }

  /** The keys of an account. */
  public List<ScramKeys> keys(String localpart) {
    return accounts.getOrDefault(Jid.of(localpart, "localhost", null), List.of());
  }

  /** Removes an account behind everybody's back. */
  public void removeAccount(String localpart) {
    accounts.remove(Jid.of(localpart, "localhost", null));
  }

  /** From now on no account can be changed. */
  public void beBusy() {
    isBusy = true;
  }

  /** The clients that logged in, with the one token of each. */
  public MemoryTokens tokens() {
    return tokens;
  }

  /** What the Users were told, in order. */
  public List<UserCommand> told() {
    return told;
  }

  public Map<SessionId, ActorRef<SessionCommand>> sessions() {
    return sessions;
  }

  @Override
  public void close() {
    edge.close();
    kit.shutdownTestKit();
  }

  private final class MemoryAccounts implements Accounts {
    @Override
    public CompletionStage<Optional<List<ScramKeys>>> scramKeys(Jid bareJid) {
      return CompletableFuture.completedFuture(Optional.ofNullable(accounts.get(bareJid)));
    }

    @Override
    public CompletionStage<Void> create(Jid bareJid, List<ScramKeys> keys) {
      return accounts.putIfAbsent(bareJid, keys) == null
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(new AccountExists(bareJid));
    }

    @Override
    public CompletionStage<Boolean> changeKeys(Jid bareJid, List<ScramKeys> keys) {
      return CompletableFuture.completedFuture(accounts.replace(bareJid, keys) != null);
    }

    @Override
    public CompletionStage<Boolean> addKeys(Jid bareJid, ScramKeys added) {
      if (isBusy) {
        return CompletableFuture.failedFuture(new IllegalStateException("busy"));
      }
      var both =
          accounts.computeIfPresent(
              bareJid, (jid, had) -> Stream.concat(had.stream(), Stream.of(added)).toList());
      return CompletableFuture.completedFuture(both != null);
    }

    @Override
    public CompletionStage<Boolean> remove(Jid bareJid) {
      return CompletableFuture.completedFuture(accounts.remove(bareJid) != null);
    }

    @Override
    public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
      return CompletableFuture.completedFuture(List.copyOf(accounts.keySet()));
    }
  }
}

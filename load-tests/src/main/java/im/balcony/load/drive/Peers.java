package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The other sides of conversations: each says what it has to say, one message in flight. */
final class Peers {
  private static final int SAY_MINUTES_MAX = 60;
  private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";

  private final Fleet fleet;
  private final List<Peer> peers = new ArrayList<>();

  Peers(ClientGroup group, int count) {
    this.fleet = new Fleet(group, count, this::join);
  }

  private ClientListener join(int number) {
    var peer = new Peer(number);
    peers.add(peer);
    return peer;
  }

  void connect(int inFlightMax, int timeoutSeconds) throws InterruptedException, TimeoutException {
    fleet.connect(inFlightMax, timeoutSeconds);
  }

  LoadClient client(int at) {
    return fleet.clients().get(at);
  }

  /** The first of them write so often to each of these; ends when all of it is acknowledged. */
  void say(int firstPeers, List<Account> to, int times) throws Exception {
    var said =
        peers.stream()
            .limit(firstPeers)
            .map(peer -> peer.say(to, times))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(said).get(SAY_MINUTES_MAX, TimeUnit.MINUTES);
  }

  /** All but the first of them are seen no more (RFC 6121 section 4.5). */
  void hideAllBut(int first) throws Exception {
    var hidden =
        fleet.clients().stream().skip(first).map(Peers::hide).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(hidden).get(SAY_MINUTES_MAX, TimeUnit.MINUTES);
  }

  /** The answer to what is sent behind it says that it is done (RFC 6120 section 10.1). */
  private static CompletableFuture<Void> hide(LoadClient client) {
    var done = new CompletableFuture<Void>();
    client
        .loop()
        .execute(
            () -> {
              client.presence("unavailable", null);
              client.request("get", PING, answer -> done.complete(null));
            });
    return done;
  }

  private static final class Peer implements ClientListener {
    private final int number;
    private final ArrayDeque<OutgoingMessage> toSay = new ArrayDeque<>();
    private @Nullable LoadClient client;
    private CompletableFuture<Void> said = CompletableFuture.completedFuture(null);
    private int messages;

    Peer(int number) {
      this.number = number;
    }

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      client = ready;
    }

    CompletableFuture<Void> say(List<Account> to, int times) {
      var self = client;
      if (self == null) {
        throw new IllegalStateException("not connected");
      }
      var done = new CompletableFuture<Void>();
      self.loop().execute(() -> begin(self, to, times, done));
      return done;
    }

    private void begin(LoadClient self, List<Account> to, int times, CompletableFuture<Void> done) {
      said = done;
      for (var time = 0; time < times; time++) {
        for (var account : to) {
          // Another run must not say the same again: it would add nothing (I3).
          var now = System.nanoTime();
          var id = "p%d-%s-%d".formatted(number, Long.toString(now, 36), ++messages);
          toSay.add(new OutgoingMessage(id, account.name(), TimedBody.at(now)));
        }
      }
      next(self);
    }

    private void next(LoadClient self) {
      var message = toSay.poll();
      if (message == null) {
        said.complete(null);
      } else {
        self.send(message);
      }
    }

    @Override
    public void acknowledged(LoadClient sender, OutgoingMessage message) {
      next(sender);
    }

    @Override
    public void refused(LoadClient sender, String originId, String condition) {
      said.completeExceptionally(new IllegalStateException(originId + ": " + condition));
    }

    @Override
    public void lost(LoadClient lost, String reason) {
      said.completeExceptionally(new IllegalStateException(reason));
    }
  }
}

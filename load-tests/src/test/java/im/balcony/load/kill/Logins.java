package im.balcony.load.kill;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.ClientSettings;
import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.load.client.LoadClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Clients that log in once each and never try again. */
final class Logins implements AutoCloseable {
  private static final int LOGIN_SECONDS_MAX = 150;
  private final ClientGroup group;

  Logins(int port) {
    group =
        new ClientGroup(
            new ClientSettings(
                "127.0.0.1",
                port,
                "localhost",
                false,
                Mechanism.SCRAM_SHA_1,
                1,
                (int) TimeUnit.SECONDS.toMillis(LOGIN_SECONDS_MAX)),
            1);
  }

  /** Fails with the reason of the first who is not let in. */
  void all(int accounts) throws InterruptedException, ExecutionException, TimeoutException {
    var logins =
        IntStream.rangeClosed(1, accounts).mapToObj(this::one).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(logins).get(LOGIN_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> one(int number) {
    var ready = new CompletableFuture<Void>();
    var client =
        group.newClient(
            Account.numbered(number),
            new ClientListener() {
              @Override
              public void ready(LoadClient client, boolean resumed) {
                ready.complete(null);
              }

              @Override
              public void lost(LoadClient client, String reason) {
                ready.completeExceptionally(
                    new IllegalStateException(client.account().name() + ": " + reason));
              }
            });
    client.loop().execute(client::connect);
    return ready;
  }

  @Override
  public void close() {
    group.close();
  }
}

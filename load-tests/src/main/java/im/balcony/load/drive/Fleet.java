package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.IncomingMessage;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import im.balcony.load.measure.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many clients that log in together; what each does then is its traffic. */
public final class Fleet {
  /** A login that fails so often fails the run. */
  private static final int LOGIN_TRIES_MAX = 5;

  private final List<Member> members = new ArrayList<>();

  /** The accounts are load1, load2, ...; traffic is made from the same numbers. */
  public Fleet(ClientGroup group, int count, IntFunction<? extends ClientListener> traffic) {
    for (var number = 1; number <= count; number++) {
      var member = new Member(traffic.apply(number));
      member.client = group.newClient(Account.numbered(number), member);
      members.add(member);
    }
  }

  public List<LoadClient> clients() {
    return members.stream().map(Member::client).toList();
  }

  /** Waits until all are ready; gives how long each login took. */
  public Latencies connect(int inFlightMax, int timeoutSeconds)
      throws InterruptedException, TimeoutException {
    var latencies = new Latencies("login");
    var waiting = new ArrayBlockingQueue<Member>(members.size(), false, members);
    var campaign = new Campaign(waiting, latencies);
    for (var n = 0; n < Math.min(inFlightMax, members.size()); n++) {
      campaign.next();
    }
    if (!campaign.allReady.await(timeoutSeconds, TimeUnit.SECONDS)) {
      throw new TimeoutException(
          "%d of %d clients not ready after %d s; last reason: %s"
              .formatted(
                  campaign.allReady.getCount(),
                  members.size(),
                  timeoutSeconds,
                  campaign.lastReason.get()));
    }
    if (campaign.givenUp.get() > 0) {
      throw new TimeoutException(
          campaign.givenUp + " logins failed; last reason: " + campaign.lastReason.get());
    }
    return latencies;
  }

  /** Closes all sockets at once, without a word, and waits until that is done. */
  public void cut(boolean forgetResumption) throws InterruptedException {
    var done = new CountDownLatch(members.size());
    for (var member : members) {
      member
          .client()
          .loop()
          .execute(
              () -> {
                member.client().cut();
                if (forgetResumption) {
                  member.client().forgetResumption();
                }
                done.countDown();
              });
    }
    done.await();
  }

  /** The logins that run now and those that wait. */
  private static final class Campaign {
    private final ArrayBlockingQueue<Member> waiting;
    private final Latencies latencies;
    private final CountDownLatch allReady;
    private final AtomicInteger givenUp = new AtomicInteger();
    private final AtomicReference<String> lastReason = new AtomicReference<>("none");

    Campaign(ArrayBlockingQueue<Member> waiting, Latencies latencies) {
      this.waiting = waiting;
      this.latencies = latencies;
      this.allReady = new CountDownLatch(waiting.size());
    }

    void next() {
      var member = waiting.poll();
      if (member != null) {
        member.client().loop().execute(() -> member.connect(this));
      }
    }
  }

  private static final class Member implements ClientListener {
    private final ClientListener traffic;
    private @Nullable LoadClient client;
    private @Nullable Campaign campaign;
    private long startNanos;
    private int tries;

    Member(ClientListener traffic) {
      this.traffic = traffic;
    }

    LoadClient client() {
      if (client == null) {
        throw new IllegalStateException("a member without a client");
      }
      return client;
    }

    void connect(Campaign joined) {
      campaign = joined;
      startNanos = System.nanoTime();
      tries = 1;
      client().connect();
    }

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      var joined = campaign;
      campaign = null;
      traffic.ready(ready, resumed);
      if (joined != null) {
        joined.latencies.since(startNanos);
        joined.allReady.countDown();
        joined.next();
      }
    }

    @Override
    public void lost(LoadClient lost, String reason) {
      var joined = campaign;
      if (joined == null) {
        traffic.lost(lost, reason);
        return;
      }
      joined.lastReason.set(reason);
      tries++;
      if (tries <= LOGIN_TRIES_MAX) {
        var unused = lost.loop().schedule(lost::connect, 100L * tries, TimeUnit.MILLISECONDS);
      } else {
        campaign = null;
        joined.givenUp.incrementAndGet();
        joined.allReady.countDown();
        joined.next();
      }
    }

    @Override
    public void sending(LoadClient sender, OutgoingMessage message) {
      traffic.sending(sender, message);
    }

    @Override
    public void acknowledged(LoadClient sender, OutgoingMessage message) {
      traffic.acknowledged(sender, message);
    }

    @Override
    public void received(LoadClient receiver, IncomingMessage message) {
      traffic.received(receiver, message);
    }

    @Override
    public void entered(LoadClient client) {
      traffic.entered(client);
    }

    @Override
    public void called(LoadClient client, String sessionId) {
      traffic.called(client, sessionId);
    }

    @Override
    public void refused(LoadClient sender, String originId, String condition) {
      traffic.refused(sender, originId, condition);
    }
  }
}

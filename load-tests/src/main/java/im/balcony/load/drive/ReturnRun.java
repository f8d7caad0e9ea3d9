package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.Crossing;
import im.balcony.load.client.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Phones that were away: what they come back to is made first, then all of them come back, as often
 * as wanted, by either way.
 */
public final class ReturnRun {
  private static final int RETURN_MINUTES_MAX = 30;

  private final ReturnPlan plan;
  private final Peers peers;
  private final ClientGroup group;
  private final List<Phone> phones;

  public ReturnRun(ClientGroup group, ReturnPlan plan) {
    this.group = group;
    this.plan = plan;
    this.peers = new Peers(group, plan.conversations());
    this.phones =
        IntStream.rangeClosed(1, plan.phones())
            .mapToObj(number -> Account.numbered(plan.conversations() + number))
            .map(group::newPhone)
            .toList();
  }

  /** Conversations, contacts, a first login of each phone, and what is said while it is away. */
  public void prepare(int inFlightMax, int timeoutSeconds) throws Exception {
    var accounts = phones.stream().map(Phone::account).toList();
    peers.connect(inFlightMax, timeoutSeconds);
    if (plan.hasContacts()) {
      befriend(accounts);
    }
    peers.say(plan.conversations(), accounts, 1);
    comeBack(Phone::learn, inFlightMax);
    peers.say(plan.changed(), accounts, plan.messages());
    peers.hideAllBut(plan.presences());
  }

  private void befriend(List<Account> accounts) throws Exception {
    var others = IntStream.range(0, plan.conversations()).mapToObj(peers::client).toList();
    for (var account : accounts) {
      new Befriending(group, account, others).run();
    }
  }

  /** By token, with the list of conversations. */
  public List<Crossing> fast(int inFlightMax) throws Exception {
    return comeBack(Phone::comeBackFast, inFlightMax);
  }

  /** By RFC 6120 and 6121, with the archive. */
  public List<Crossing> classic(int inFlightMax) throws Exception {
    return comeBack(phone -> phone.comeBackClassic(plan.presences()), inFlightMax);
  }

  private List<Crossing> comeBack(Function<Phone, CompletionStage<Crossing>> way, int inFlightMax)
      throws Exception {
    var turns = new Semaphore(inFlightMax);
    var returns = new ArrayList<CompletableFuture<Crossing>>();
    for (var phone : phones) {
      turns.acquire();
      returns.add(
          way.apply(phone)
              .whenComplete((crossing, problem) -> turns.release())
              .toCompletableFuture());
    }
    CompletableFuture.allOf(returns.toArray(CompletableFuture<?>[]::new))
        .get(RETURN_MINUTES_MAX, TimeUnit.MINUTES);
    return returns.stream().map(CompletableFuture::join).toList();
  }
}

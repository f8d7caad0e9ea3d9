package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.LoadClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An account that puts others on its roster, with a name each, and subscribes to them as they to it
 * (RFC 6121 sections 2 and 3); it leaves when all subscriptions are mutual.
 */
final class Befriending implements ClientListener {
  private static final String ROSTER = "jabber:iq:roster";
  private static final int MINUTES_MAX = 10;
  private static final int CHECK_MILLIS = 100;

  private final List<LoadClient> others;
  private final LoadClient self;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean mutual;

  Befriending(ClientGroup group, Account account, List<LoadClient> others) {
    this.others = others;
    this.self = group.newClient(account, this);
  }

  void run() throws Exception {
    self.loop().execute(self::connect);
    ended.get(MINUTES_MAX, TimeUnit.MINUTES);
  }

  @Override
  public void ready(LoadClient ready, boolean resumed) {
    put(0);
  }

  private void put(int at) {
    if (at == others.size()) {
      subscribe();
      return;
    }
    var other = others.get(at);
    self.request(
        "set",
        "<query xmlns='%s'><item jid='%s' name='Contact %s'/></query>"
            .formatted(ROSTER, other.bareJid(), other.account().name()),
        answer -> put(at + 1));
  }

  /**
   * Both say both at once: an approval that comes before its request waits for it (RFC 6121 3.4).
   */
  private void subscribe() {
    for (var other : others) {
      befriend(self, other);
      other.loop().execute(() -> befriend(other, self));
    }
    check();
  }

  private static void befriend(LoadClient one, LoadClient other) {
    one.presence("subscribed", other.account().name());
    one.presence("subscribe", other.account().name());
  }

  private void check() {
    self.request("get", "<query xmlns='" + ROSTER + "'/>", this::leaveWhenMutual);
  }

  private void leaveWhenMutual(@Nullable XmlElement answer) {
    if (answer == null) {
      return;
    }
    var items = new ArrayList<XmlElement>();
    answer.child("query", ROSTER).ifPresent(query -> items.addAll(query.children("item", ROSTER)));
    if (items.stream().filter(Befriending::isMutual).count() == others.size()) {
      mutual = true;
      self.leave();
    } else {
      var unused = self.loop().schedule(this::check, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean isMutual(XmlElement item) {
    return "both".equals(item.attribute("subscription"));
  }

  @Override
  public void lost(LoadClient lost, String reason) {
    if (mutual) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(new IllegalStateException(reason));
    }
  }
}

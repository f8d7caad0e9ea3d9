package im.balcony.actors.user.front;

import im.balcony.actors.user.roster.SubscriptionKind;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stream.StreamErrorCondition;
import java.util.List;

/** The end of an account: its contacts are told, its sessions ended (XEP-0077 section 3.2). */
final class AccountClosing {
  private final Front front;
  private final Subscriptions subscriptions;
  private final SessionRegistry registry;

  AccountClosing(Front front, Subscriptions subscriptions, SessionRegistry registry) {
    this.front = front;
    this.subscriptions = subscriptions;
    this.registry = registry;
  }

  /** {@code told} is called when the end is durable. */
  void close(Runnable told) {
    var contacts = List.copyOf(front.decided().roster().all());
    var event = new AccountEvent.AccountRemoved(front.clock().instant());
    front
        .account()
        .write(
            List.of(event),
            state -> {
              told.run();
              for (var contact : contacts) {
                if (contact.to() || contact.ask()) {
                  subscriptions.send(contact.contact(), SubscriptionKind.UNSUBSCRIBE, false);
                }
                if (contact.from()) {
                  subscriptions.send(contact.contact(), SubscriptionKind.UNSUBSCRIBED, true);
                }
              }
              registry.endAll(StreamErrorCondition.NOT_AUTHORIZED);
            });
  }
}

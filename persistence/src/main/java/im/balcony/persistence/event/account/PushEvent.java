package im.balcony.persistence.event.account;

import org.jspecify.annotations.Nullable;

/**
 * What has happened to the push services that an account's devices named (XEP-0357). On disk for
 * ever: see EventManifests before changing.
 */
public sealed interface PushEvent extends AccountEvent.OfPushes {
  <S> S fold(Fold<S> fold);

  @Override
  default <S> S fold(AccountEvent.Fold<S> fold) {
    return fold.on(this);
  }

  /**
   * A device is to be woken by this node of a service; what was known of the node is replaced.
   *
   * @param node empty where the service needs none
   * @param device full JID of the session that asked
   * @param options the form to be published along, as XML; empty for none
   * @param client the installation of that session (XEP-0388), null when it did not name one, and
   *     in events from before it was kept
   * @param terms the element that enables, as XML, with what the device asks for beside: keys among
   *     them; null when it asks for nothing
   */
  record PushEnabled(
      String service,
      String node,
      String device,
      byte[] options,
      @Nullable String client,
      byte @Nullable [] terms)
      implements PushEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The node is not used any more. */
  record PushDisabled(String service, String node) implements PushEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(PushEnabled event);

    S on(PushDisabled event);
  }
}

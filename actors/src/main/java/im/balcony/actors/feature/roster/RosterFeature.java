package im.balcony.actors.feature.roster;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.roster.SubscriptionKind;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mix.MixPam;
import im.balcony.protocol.xep.roster.Roster;
import im.balcony.protocol.xep.roster.RosterSet;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RFC 6121 section 2: a client reads and changes the roster, with versions (section 2.6). */
public final class RosterFeature implements Feature {
  /** More changes than this are sent as a whole roster. */
  private static final int INTERIM_PUSHES_MAX = 50;

  private final int itemsMax;

  public RosterFeature(int itemsMax) {
    this.itemsMax = itemsMax;
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.GET_AND_SET, "query", Roster.NAMESPACE, this::answer));
  }

  private IqAnswer answer(IqRequest request) {
    return request.isSet() ? set(request) : get(request);
  }

  private IqAnswer get(IqRequest request) {
    var annotated = MixPam.isAnnotated(request.payload());
    if (request.payload().elements().size() > (annotated ? 1 : 0)) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var known =
        Roster.versionAsked(request.payload()).flatMap(version -> RosterPayloads.version(version));
    // Made of the durable state, which may be behind what was decided: so it keeps its turn.
    return new IqAnswer.Stored(
        List.of(),
        state ->
            interim(state, known, annotated)
                .map(pushes -> unchangedBut(pushes, annotated))
                .orElseGet(
                    () ->
                        new IqAnswer.Result(
                            RosterPayloads.whole(state, annotated),
                            List.of(new Consequence.RosterRequested(annotated)))));
  }

  private static IqAnswer.Result unchangedBut(List<XmlElement> pushes, boolean annotated) {
    return new IqAnswer.Result(
        null,
        List.of(new Consequence.RosterRequested(annotated), new Consequence.PushToAsker(pushes)));
  }

  /** The pushes since that version, empty when the whole roster is to be sent (section 2.6.3). */
  private static Optional<List<XmlElement>> interim(
      AccountState account, Optional<Long> known, boolean annotated) {
    return known
        .flatMap(account.roster()::changesAfter)
        .filter(changes -> changes.size() <= INTERIM_PUSHES_MAX)
        .map(
            changes ->
                changes.stream()
                    .map(
                        change ->
                            RosterPayloads.push(
                                change.version(),
                                change.contact(),
                                change.item(),
                                account.channels(),
                                annotated))
                    .toList());
  }

  private IqAnswer set(IqRequest request) {
    var result = RosterSet.read(request.payload(), RosterSet.Limits.DEFAULT);
    if (result instanceof RosterSet.Refused refused) {
      return IqAnswer.refused(refused.error());
    }
    var change = ((RosterSet.Read) result).change();
    if (change.jid().equals(request.account())) {
      return IqAnswer.refused(StanzaError.notAllowed());
    }
    if (change.removes() && request.state().channels().at(change.jid()).isPresent()) {
      return IqAnswer.refused(StanzaError.notAllowed().withText("a channel has to be left"));
    }
    return change.removes() ? remove(request, change) : update(request, change);
  }

  private IqAnswer update(IqRequest request, RosterSet change) {
    var items = request.state().roster().items();
    if (!items.containsKey(change.jid()) && items.size() >= itemsMax) {
      return IqAnswer.refused(StanzaError.resourceConstraint());
    }
    var name = change.name();
    return IqAnswer.stored(
        List.of(
            new AccountEvent.ContactSet(
                change.jid().toString(), name == null ? "" : name, change.groups())),
        new Consequence.PushRoster(change.jid()));
  }

  /** Section 2.5.2: what bound the two is taken back. */
  private IqAnswer remove(IqRequest request, RosterSet change) {
    var contact = change.jid();
    var item = request.state().roster().items().get(contact);
    if (item == null) {
      return IqAnswer.refused(StanzaError.itemNotFound().withType(StanzaError.Type.MODIFY));
    }
    var events = new ArrayList<AccountEvent>();
    events.add(new AccountEvent.ContactRemoved(contact.toString()));
    var consequences = new ArrayList<Consequence>();
    if (item.to() || item.ask()) {
      consequences.add(
          new Consequence.SendSubscription(contact, SubscriptionKind.UNSUBSCRIBE, false));
    }
    var asked = request.state().requests().containsKey(contact);
    if (asked) {
      events.add(new AccountEvent.SubscriptionRequestSettled(contact.toString()));
    }
    if (item.from() || asked) {
      consequences.add(
          new Consequence.SendSubscription(contact, SubscriptionKind.UNSUBSCRIBED, item.from()));
    }
    consequences.add(new Consequence.PushRoster(contact));
    return new IqAnswer.Stored(events, state -> new IqAnswer.Result(null, consequences));
  }
}

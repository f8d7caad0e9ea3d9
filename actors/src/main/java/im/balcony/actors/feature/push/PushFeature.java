package im.balcony.actors.feature.push;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqRequest.AskingSession;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.user.push.Pushes;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.PushEvent.PushDisabled;
import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.push.PushRequest;
import im.balcony.protocol.xep.push.PushTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** XEP-0357 sections 5 and 6: devices name who wakes them. When that happens is the User's. */
public final class PushFeature implements Feature {
  private final int registrationsMax;

  /**
   * @param registrationsMax of an account; the oldest makes room
   */
  public PushFeature(int registrationsMax) {
    this.registrationsMax = registrationsMax;
  }

  @Override
  public List<String> accountFeatures() {
    return Stream.concat(Stream.of(PushRequest.NAMESPACE), PushTerms.FEATURES.stream()).toList();
  }

  @Override
  public List<IqService> services() {
    return Stream.of("enable", "disable")
        .map(name -> IqService.own(IqService.Types.SET, name, PushRequest.NAMESPACE, this::answer))
        .toList();
  }

  private IqAnswer answer(IqRequest request) {
    var asked = PushRequest.read(request.payload());
    var session = request.session();
    if (asked.isEmpty() || session == null) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var pushes = request.state().pushes();
    return IqAnswer.stored(
        asked.get() instanceof PushRequest.Enable enable
            ? enabled(pushes, enable, session)
            : disabled(pushes, (PushRequest.Disable) asked.get()));
  }

  private List<AccountEvent> enabled(
      Pushes pushes, PushRequest.Enable enable, AskingSession session) {
    var events = new ArrayList<AccountEvent>(2);
    var service = enable.service().toString();
    var options = enable.options() == null ? new byte[0] : enable.options().toBytes();
    var isNew = !pushes.has(service, enable.node());
    if (isNew && pushes.all().size() >= registrationsMax) {
      var oldest = pushes.all().get(0);
      events.add(new PushDisabled(oldest.service(), oldest.node()));
    }
    var terms = enable.terms();
    var asksForNothing = terms.elements().isEmpty() && terms.attributes().isEmpty();
    events.add(
        new PushEnabled(
            service,
            enable.node(),
            session.fullJid().toString(),
            options,
            session.client(),
            asksForNothing ? null : terms.toBytes()));
    return events;
  }

  private static List<AccountEvent> disabled(Pushes pushes, PushRequest.Disable disable) {
    var service = disable.service().toString();
    return pushes.all().stream()
        .filter(each -> each.service().equals(service))
        .filter(each -> disable.node() == null || each.node().equals(disable.node()))
        .<AccountEvent>map(each -> new PushDisabled(each.service(), each.node()))
        .toList();
  }
}

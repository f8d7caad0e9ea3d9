package im.balcony.actors.feature.mix;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.event.account.ChannelEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixPam;
import im.balcony.protocol.xep.mix.MixPreference;
import im.balcony.protocol.xep.mix.MixRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * XEP-0369 section 7.3: the service makes channels and ends them. XEP-0405: an account joins them
 * and leaves them for its clients, and has them in its roster.
 */
public final class MixFeature implements Feature {
  private final ChannelRooms channels;
  private final int rosterItemsMax;
  private final int channelsMax;
  private final Supplier<String> names;

  /**
   * @param rosterItemsMax contacts of an account, channels among them
   * @param channelsMax channels that an account takes part in
   * @param names for channels that are to have any
   */
  public MixFeature(
      ChannelRooms channels, int rosterItemsMax, int channelsMax, Supplier<String> names) {
    this.channels = channels;
    this.rosterItemsMax = rosterItemsMax;
    this.channelsMax = channelsMax;
    this.names = names;
  }

  /** Not its archive: what is said is in the channel's, for all of them (section 2.11). */
  @Override
  public List<String> accountFeatures() {
    return List.of(MixPam.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.SET, MixPam.JOIN, MixPam.NAMESPACE, this::join),
        IqService.own(IqService.Types.SET, MixPam.LEAVE, MixPam.NAMESPACE, this::leave),
        atService("create", this::create),
        atService("destroy", this::destroy));
  }

  private static IqService atService(String name, IqService.Handler handler) {
    return new IqService(
        IqService.Place.ROOMS,
        IqService.Types.SET,
        IqService.Access.ANYBODY,
        name,
        Mix.NAMESPACE,
        handler);
  }

  private IqAnswer join(IqRequest request) {
    var wanted = MixPam.read(request.payload());
    if (wanted.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var channel = wanted.get().channel();
    var state = request.state();
    if ((state.channels().at(channel).isEmpty() && state.channels().all().size() >= channelsMax)
        || (state.roster().item(channel).isEmpty()
            && state.roster().all().size() >= rosterItemsMax)) {
      return IqAnswer.refused(StanzaError.resourceConstraint());
    }
    return asked(
        request,
        wanted.get(),
        answer -> {
          var id = Optional.ofNullable(answer.attribute("id")).orElse("");
          var shares =
              DataForm.in(answer)
                  .flatMap(MixPreference.PRESENCE::in)
                  .map("share"::equals)
                  .orElse(true);
          return new ChannelEvent.ChannelJoined(channel.toString(), id, shares);
        },
        List.of(new Consequence.PushRoster(channel), new Consequence.ShowInChannel(channel)));
  }

  private IqAnswer leave(IqRequest request) {
    var wanted = MixPam.read(request.payload());
    if (wanted.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var channel = wanted.get().channel();
    return asked(
        request,
        wanted.get(),
        answer -> new ChannelEvent.ChannelLeft(channel.toString()),
        List.of(new Consequence.PushRoster(channel)));
  }

  /**
   * What the channel has answered (of one that is no more: that one has left it) is in the
   * account's log before its client hears of it.
   */
  private IqAnswer asked(
      IqRequest request,
      MixPam wanted,
      Function<XmlElement, ChannelEvent> event,
      List<Consequence> consequences) {
    if (!channels.servesChannels(wanted.channel().domain())) {
      return IqAnswer.refused(StanzaError.remoteServerNotFound());
    }
    return new IqAnswer.Later(
        () ->
            channels
                .askChannel(wanted.channel(), request.account(), wanted.request())
                .thenApply(
                    answer -> IqAnswer.Reply.of(answered(request, answer, event, consequences))));
  }

  private static IqAnswer answered(
      IqRequest request,
      ChannelRooms.Answer answer,
      Function<XmlElement, ChannelEvent> event,
      List<Consequence> consequences) {
    var error = answer.error();
    var isLeft = error != null && error.condition() == StanzaError.Condition.ITEM_NOT_FOUND;
    var payload =
        isLeft && request.payload().name().equals(MixPam.LEAVE) ? Mix.left() : answer.payload();
    if (payload == null) {
      return IqAnswer.refused(error == null ? StanzaError.undefinedCondition() : error);
    }
    var result = MixPam.answered(request.payload().name(), payload);
    return new IqAnswer.Stored(
        List.of(event.apply(payload)), state -> new IqAnswer.Result(result, consequences));
  }

  private IqAnswer create(IqRequest request) {
    var name =
        MixRequest.read(request.payload()).orElse(null) instanceof MixRequest.Create create
            ? Optional.ofNullable(create.channel()).orElseGet(names)
            : "";
    return atChannel(request, name);
  }

  private IqAnswer destroy(IqRequest request) {
    return MixRequest.read(request.payload()).orElse(null) instanceof MixRequest.Destroy destroy
        ? atChannel(request, destroy.channel())
        : IqAnswer.refused(StanzaError.badRequest());
  }

  private IqAnswer atChannel(IqRequest request, String name) {
    var service = request.iq().to();
    var channel =
        name.isEmpty() || service == null
            ? Optional.<Jid>empty()
            : Jid.tryParse(name + "@" + service.domain())
                .filter(jid -> jid.isBare() && jid.local() != null);
    if (channel.isEmpty()) {
      return IqAnswer.refused(StanzaError.jidMalformed());
    }
    return new IqAnswer.Later(
        () ->
            channels
                .askChannel(channel.get(), request.account(), request.payload())
                .thenApply(answer -> IqAnswer.Reply.of(plain(answer))));
  }

  private static IqAnswer plain(ChannelRooms.Answer answer) {
    var error = answer.error();
    return error == null
        ? new IqAnswer.Result(answer.payload(), List.of())
        : IqAnswer.refused(error);
  }
}

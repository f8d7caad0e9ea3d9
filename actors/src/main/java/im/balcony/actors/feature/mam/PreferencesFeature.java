package im.balcony.actors.feature.mam;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.user.account.Preferences;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.mam.MamPreferences;
import java.util.List;

/** XEP-0441: whose messages the owner wants archived. */
public final class PreferencesFeature implements Feature {
  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.GET_AND_SET, "prefs", Mam.NAMESPACE, this::answer));
  }

  private IqAnswer answer(IqRequest request) {
    if (!request.isSet()) {
      return new IqAnswer.Stored(
          List.of(), state -> new IqAnswer.Result(state.archiving().toElement(), List.of()));
    }
    var wanted = MamPreferences.read(request.payload());
    if (wanted.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    // The answer tells what is in force (section 2.2).
    return new IqAnswer.Stored(
        List.of(Preferences.event(wanted.get())),
        state ->
            new IqAnswer.Result(
                state.archiving().toElement(), List.of(new Consequence.ArchiveUsed())));
  }
}

package im.balcony.actors.user.account;

import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mam.MamPreferences;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Archive preferences (XEP-0441) as they stand in events. */
public final class Preferences {
  private Preferences() {}

  public static AccountEvent.ArchivePreferencesSet event(MamPreferences preferences) {
    return new AccountEvent.ArchivePreferencesSet(
        otherwise(preferences), texts(preferences.always()), texts(preferences.never()));
  }

  static MamPreferences read(String otherwise, Set<Jid> always, Set<Jid> never) {
    var byDefault = MamPreferences.Default.valueOf(otherwise.toUpperCase(Locale.ROOT));
    return new MamPreferences(byDefault, always, never);
  }

  static String otherwise(MamPreferences preferences) {
    return preferences.byDefault().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> texts(Collection<Jid> jids) {
    return jids.stream().map(Jid::toString).sorted().toList();
  }
}

package im.balcony.protocol.xep.mam;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whose messages an account wants in its archive. */
@Xep(number = 441, name = "Message Archive Management Preferences", version = "0.2.0")
public record MamPreferences(Default byDefault, Set<Jid> always, Set<Jid> never) {
  /** More exceptions than this are refused. */
  public static final int JIDS_MAX = 1000;

  public static final MamPreferences ALWAYS =
      new MamPreferences(Default.ALWAYS, Set.of(), Set.of());

  private static final String NAME = "prefs";

  /** What holds for those in neither list (section 2.1.1). */
  public enum Default {
    ALWAYS,
    NEVER,
    ROSTER;

    private final String value = name().toLowerCase(Locale.ROOT);

    static Optional<Default> of(@Nullable String attribute) {
      return Arrays.stream(values()).filter(known -> known.value.equals(attribute)).findFirst();
    }
  }

  public MamPreferences {
    always = Set.copyOf(always);
    never = Set.copyOf(never);
  }

  /** Whether this is the question for the preferences, or new ones. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, Mam.NAMESPACE);
  }

  /** Empty when there is no default, a JID is malformed or there are too many. */
  public static Optional<MamPreferences> read(XmlElement element) {
    if (!element.is(NAME, Mam.NAMESPACE)) {
      return Optional.empty();
    }
    var byDefault = Default.of(element.attribute("default"));
    var always = jids(element, "always");
    var never = jids(element, "never");
    if (byDefault.isEmpty() || always.isEmpty() || never.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MamPreferences(
            byDefault.get(), new TreeSet<>(always.get()), new TreeSet<>(never.get())));
  }

  /**
   * Whether what is exchanged with this JID is archived (section 2.2). Never is stronger than
   * always, a full JID in a list stronger than a bare one.
   */
  public boolean archives(Jid other, boolean inRoster) {
    if (never.contains(other)) {
      return false;
    }
    if (always.contains(other)) {
      return true;
    }
    if (never.contains(other.bare())) {
      return false;
    }
    return always.contains(other.bare())
        || byDefault == Default.ALWAYS
        || (byDefault == Default.ROSTER && inRoster);
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, Mam.NAMESPACE)
        .attribute("default", byDefault.value)
        .child(list("always", always))
        .child(list("never", never))
        .build();
  }

  private static XmlElement list(String name, Set<Jid> jids) {
    var list = XmlElement.named(name, Mam.NAMESPACE);
    for (var jid : new TreeSet<>(jids)) {
      list.child(XmlElement.named("jid", Mam.NAMESPACE).text(jid.toString()).build());
    }
    return list.build();
  }

  private static Optional<List<Jid>> jids(XmlElement prefs, String name) {
    var jids = new ArrayList<Jid>();
    for (var list : prefs.children(name, Mam.NAMESPACE)) {
      for (var element : list.children("jid", Mam.NAMESPACE)) {
        var jid = Jid.tryParse(element.text().strip());
        if (jid.isEmpty() || jids.size() == JIDS_MAX) {
          return Optional.empty();
        }
        jids.add(jid.get());
      }
    }
    return Optional.of(jids);
  }
}

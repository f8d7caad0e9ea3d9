package im.balcony.actors.feature.externalservices;

import im.balcony.actors.feature.externalservices.ServicesSettings.Service;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import im.balcony.protocol.xep.externalservices.ExternalServices.Action;
import im.balcony.protocol.xep.externalservices.ExternalServices.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one client was told of services, so that it can be told what has changed since (XEP-0215
 * section 3.2). As text it stands in what its session remembers, so it outlives its account's node:
 * the types that were asked for, then a line for each service with the stamp of its login.
 */
public final class ToldList {
  private static final String BETWEEN = "\n";
  private static final String WORDS = " ";

  private final Set<String> types;
  private final Map<String, String> stamps;

  private ToldList(Set<String> types, Map<String, String> stamps) {
    this.types = new TreeSet<>(types);
    this.stamps = stamps;
  }

  /**
   * The list as it is now.
   *
   * @param type of one type only; null: all. A type that no service can have is none
   */
  public static ToldList of(@Nullable String type, KnownServices known, String domain) {
    var types = new TreeSet<>(ServicesSettings.TYPES);
    types.removeIf(each -> type != null && !type.equals(each));
    return of(types, known, domain);
  }

  private static ToldList of(Set<String> types, KnownServices known, String domain) {
    var stamps = new LinkedHashMap<String, String>();
    services(types, known, domain)
        .forEach((name, service) -> stamps.put(name, service.login().stamp()));
    return new ToldList(types, stamps);
  }

  /** What {@link #text} was made of. */
  public static ToldList read(String text) {
    var lines = text.split(BETWEEN, -1);
    var stamps = new LinkedHashMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int last = lines[i].lastIndexOf(WORDS);
      stamps.put(lines[i].substring(0, last), lines[i].substring(last + 1));
    }
    return new ToldList(lines[0].isEmpty() ? Set.of() : Set.of(lines[0].split(WORDS, -1)), stamps);
  }

  /** One line for each service, at most 50 of them. */
  public String text() {
    var text = new StringBuilder(String.join(WORDS, types));
    stamps.forEach((name, stamp) -> text.append(BETWEEN).append(name).append(WORDS).append(stamp));
    return text.toString();
  }

  /** It was told that, and later this. */
  public ToldList after(ToldList earlier) {
    var all = new TreeSet<>(earlier.types);
    all.addAll(types);
    var both = new LinkedHashMap<>(earlier.stamps);
    both.keySet().removeIf(name -> types.contains(serviceOf(name).type()));
    both.putAll(stamps);
    return new ToldList(all, both);
  }

  /** The one type that was asked for; null when that was more than one, or all. */
  public @Nullable String type() {
    return types.size() == 1 ? types.iterator().next() : null;
  }

  /** What whoever was told this is told when it hears of all changes. */
  public ToldList now(KnownServices known, String domain) {
    return of(types, known, domain);
  }

  /** What is to be told to whom this was told: services that are there with their logins. */
  public List<Change> since(KnownServices known, Jid bareJid, Instant now) {
    var there = services(types, known, bareJid.domain());
    var changes = new ArrayList<Change>();
    there.forEach(
        (name, service) -> {
          var stamp = stamps.get(name);
          if (!service.login().stamp().equals(stamp)) {
            changes.add(
                new Change(
                    stamp == null ? Action.ADD : Action.MODIFY,
                    service.login().at(service.service(), bareJid, now)));
          }
        });
    stamps.keySet().stream()
        .filter(name -> !there.containsKey(name))
        .forEach(name -> changes.add(new Change(Action.DELETE, serviceOf(name))));
    return changes;
  }

  /** By their names, in their order. */
  private static Map<String, Service> services(
      Set<String> types, KnownServices known, String domain) {
    var services = new LinkedHashMap<String, Service>();
    for (var service : known.of(domain)) {
      if (types.contains(service.service().type())) {
        services.putIfAbsent(name(service.service()), service);
      }
    }
    return services;
  }

  private static String name(ExternalService service) {
    return String.join(
        WORDS,
        service.type(),
        service.host(),
        Integer.toString(service.port()),
        service.transport());
  }

  private static ExternalService serviceOf(String name) {
    var words = name.split(WORDS, -1);
    return new ExternalService(words[0], words[1], Integer.parseInt(words[2]), words[3], null);
  }
}

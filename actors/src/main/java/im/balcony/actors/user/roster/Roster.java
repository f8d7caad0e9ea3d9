package im.balcony.actors.user.roster;

import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contacts of an account with the versions that RFC 6121 section 2.6 needs. Every change of
 * what clients see raises the version by one.
 *
 * @param removed removed contacts and the version of the removal, at most {@link #REMOVED_MAX}
 * @param completeSince changes after this version can be told one by one, older ones cannot
 */
public record Roster(
    long version, Map<Jid, RosterItem> items, Map<Jid, Long> removed, long completeSince) {
  /** How many removals are remembered; a client from before gets the whole roster. */
  public static final int REMOVED_MAX = 100;

  public static final Roster EMPTY = new Roster(0, Map.of(), Map.of(), 0);

  /** A contact's item as of now, or that it is gone. */
  public record Change(long version, Jid contact, Optional<RosterItem> item) {}

  public Optional<RosterItem> item(Jid contact) {
    return Optional.ofNullable(items.get(contact));
  }

  public Collection<RosterItem> all() {
    return items.values();
  }

  /** The contact with this name and these groups; its subscription stays. */
  public Roster withNamed(Jid contact, String name, List<String> groups) {
    var old = items.get(contact);
    return with(
        old == null
            ? new RosterItem(
                contact, name, List.copyOf(groups), false, false, false, false, version + 1)
            : new RosterItem(
                contact,
                name,
                List.copyOf(groups),
                old.to(),
                old.from(),
                old.ask(),
                old.approved(),
                version + 1));
  }

  /** The contact with this subscription; its name and groups stay. */
  public Roster withSubscription(
      Jid contact, boolean to, boolean from, boolean ask, boolean approved) {
    var old = items.get(contact);
    var name = old == null ? "" : old.name();
    var groups = old == null ? List.<String>of() : old.groups();
    return with(new RosterItem(contact, name, groups, to, from, ask, approved, version + 1));
  }

  private Roster with(RosterItem item) {
    var next = new HashMap<>(items);
    next.put(item.contact(), item);
    var gone = removed;
    if (gone.containsKey(item.contact())) {
      gone = new HashMap<>(removed);
      gone.remove(item.contact());
    }
    return new Roster(version + 1, Collections.unmodifiableMap(next), gone, completeSince);
  }

  public Roster without(Jid contact) {
    if (!items.containsKey(contact)) {
      return this;
    }
    var next = new HashMap<>(items);
    next.remove(contact);
    var gone = new HashMap<>(removed);
    gone.put(contact, version + 1);
    var since = completeSince;
    if (gone.size() > REMOVED_MAX) {
      var oldest = Collections.min(gone.entrySet(), Map.Entry.comparingByValue());
      gone.remove(oldest.getKey());
      since = oldest.getValue();
    }
    return new Roster(
        version + 1,
        next.isEmpty() ? Map.of() : Collections.unmodifiableMap(next),
        Collections.unmodifiableMap(gone),
        since);
  }

  /**
   * What changed after this version, in order; empty when that cannot be told any more or the
   * version is none of ours.
   */
  public Optional<List<Change>> changesAfter(long known) {
    if (known < completeSince || known > version) {
      return Optional.empty();
    }
    var changes = new ArrayList<Change>();
    for (var item : items.values()) {
      if (item.version() > known) {
        changes.add(new Change(item.version(), item.contact(), Optional.of(item)));
      }
    }
    removed.forEach(
        (contact, at) -> {
          if (at > known) {
            changes.add(new Change(at, contact, Optional.empty()));
          }
        });
    changes.sort(Comparator.comparingLong(Change::version));
    return Optional.of(changes);
  }
}

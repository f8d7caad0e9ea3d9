package im.balcony.actors.user.front;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions of an account, oldest first; few, so they are searched, not indexed. */
final class Sessions {
  private final Map<SessionId, OpenSession> byId = new LinkedHashMap<>(4);

  void add(OpenSession session) {
    byId.put(session.id(), session);
  }

  @Nullable OpenSession remove(SessionId id) {
    return byId.remove(id);
  }

  @Nullable OpenSession get(SessionId id) {
    return byId.get(id);
  }

  @Nullable OpenSession get(Jid fullJid) {
    for (var session : byId.values()) {
      if (session.fullJid().equals(fullJid)) {
        return session;
      }
    }
    return null;
  }

  int size() {
    return byId.size();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  Iterable<OpenSession> all() {
    return byId.values();
  }

  List<OpenSession> where(Predicate<OpenSession> condition) {
    var found = new ArrayList<OpenSession>(byId.size());
    for (var session : byId.values()) {
      if (condition.test(session)) {
        found.add(session);
      }
    }
    return found;
  }

  List<OpenSession> available() {
    return where(OpenSession::isAvailable);
  }

  /** The installations behind them (XEP-0388 section 2.3). */
  Set<String> clients() {
    var clients = new HashSet<String>();
    for (var session : byId.values()) {
      var id = session.origin().userAgentId();
      if (id != null) {
        clients.add(id);
      }
    }
    return clients;
  }

  /** Those that asked for the roster (RFC 6121 section 2.2). */
  List<OpenSession> interested() {
    return where(session -> session.memory().rosterRequested());
  }

  boolean anyTakesMessages() {
    for (var session : byId.values()) {
      if (session.takesMessages()) {
        return true;
      }
    }
    return false;
  }

  void flush() {
    byId.values().forEach(OpenSession::flush);
  }
}

package im.balcony.load.client;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A managed session of the test server, with or without a socket (XEP-0198). */
final class TinySession {
  private final String name;
  private final TinyAccount account;
  private final ArrayDeque<String> unacknowledged = new ArrayDeque<>();
  private @Nullable TinyConnection connection;
  private long handled;
  private long acknowledged;

  TinySession(String name, TinyAccount account, TinyConnection connection) {
    this.name = name;
    this.account = account;
    this.connection = connection;
  }

  String name() {
    return name;
  }

  TinyAccount account() {
    return account;
  }

  long handled() {
    return handled;
  }

  void handledOne() {
    handled++;
  }

  void send(String stanza) {
    unacknowledged.add(stanza);
    if (connection != null) {
      connection.write(stanza);
    }
  }

  void acknowledge(long h) {
    for (; acknowledged < h; acknowledged++) {
      unacknowledged.remove();
    }
  }

  void detach() {
    connection = null;
  }

  List<String> resume(TinyConnection by, long h) {
    connection = by;
    acknowledge(h);
    return List.copyOf(unacknowledged);
  }
}

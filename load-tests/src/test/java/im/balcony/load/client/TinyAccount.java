package im.balcony.load.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account of the test server: its archive and its sessions. */
record TinyAccount(String name, List<Entry> archive, List<TinySession> sessions) {
  TinyAccount(String name) {
    this(name, new ArrayList<>(), new ArrayList<>());
  }

  List<Entry> archiveWith(@Nullable String with) {
    return archive.stream()
        .filter(entry -> with == null || entry.from().equals(with) || entry.to().equals(with))
        .toList();
  }

  /** An archived message; {@code inner} are its children as sent. */
  record Entry(String archiveId, String originId, String from, String to, String inner) {

    String asMessage(String account) {
      return ("<message xmlns='jabber:client' type='chat' from='%s@localhost/x' to='%s@localhost'"
              + " id='%s'>%s<stanza-id xmlns='urn:xmpp:sid:0' by='%s@localhost' id='%s'/></message>")
          .formatted(from, to, originId, inner, account, archiveId);
    }

    String asSentCarbon() {
      return ("<message from='%s@localhost'><sent xmlns='urn:xmpp:carbons:2'><forwarded"
              + " xmlns='urn:xmpp:forward:0'>%s</forwarded></sent></message>")
          .formatted(from, asMessage(from));
    }

    String asResult(String queryId) {
      return ("<message><result xmlns='urn:xmpp:mam:2' queryid='%s' id='%s'><forwarded"
              + " xmlns='urn:xmpp:forward:0'>%s</forwarded></result></message>")
          .formatted(queryId, archiveId, asMessage(to));
    }
  }
}

package im.balcony.phone;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jivesoftware.smack.packet.StandardExtensionElement;

/** What a phone knows, in one JSON file. Folding may be repeated: a run that breaks is run again. */
final class Store {
  private static final ObjectMapper JSON =
      new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);

  private transient Path file;
  String userAgentId = UUID.randomUUID().toString();
  String token = "";
  String stamp = "0"; // everything in the list up to it is in
  Map<String, Map<String, String>> rows = new TreeMap<>();
  Map<String, Conversation> conversations = new TreeMap<>(); // by bare JID

  /** Opens a file; one that is not there begins empty. */
  static Store open(Path file) throws IOException {
    var store = Files.exists(file) ? JSON.readValue(file.toFile(), Store.class) : new Store();
    store.file = file;
    return store;
  }

  /** Either the old content or the new one survives a crash. */
  void save() throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(next.toFile(), this);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A row of the list (Client Synchronization) stands for what was there before. */
  void fold(StandardExtensionElement row) {
    var known = new TreeMap<>(row.getAttributes());
    for (var metadata : row.getElements()) {
      for (var part : metadata.getElements()) { // "unread count", "displayed id", ...
        var name = part.getElementName() + " ";
        part.getAttributes().forEach((attribute, value) -> known.put(name + attribute, value));
      }
    }
    rows.put(known.get("jid") + " " + known.get("type"), known);
    rows.values().removeIf(any -> "deleted".equals(any.get("status")));
  }

  /** What is known up to a version of a life: of each line, by its version, the facts by name. */
  static final class Conversation {
    String life = "";
    long version;
    Map<Long, Map<String, Fact>> lines = new TreeMap<>();

    /** One event of the replay (docs/protocol/conversation-replay.md, "Folding"). */
    void fold(StandardExtensionElement event) {
      var version = Long.parseLong(event.getAttributeValue("version"));
      var kind = event.getAttributeValue("kind");
      var forwarded = event.getFirstElement("forwarded", "urn:xmpp:forward:0");
      var message = forwarded.getFirstElement("message", "jabber:client");
      var from = message.getAttributeValue("from").split("/", 2)[0];
      if (kind.equals("content") || kind.equals("call")) {
        lines.putIfAbsent(version, new TreeMap<>());
        learn(version, "text", new Fact(version, from, text(message, "body")));
        return;
      }
      var target = Long.parseLong(event.getAttributes().getOrDefault("target", "0"));
      switch (kind) {
        case "correction" -> learn(target, "text", new Fact(version, from, text(message, "body")));
        case "retraction" -> learn(target, "text", new Fact(Long.MAX_VALUE, from, null)); // for good
        case "reactions", "displayed", "received" ->
            learn(target, kind + " " + from, new Fact(version, from, text(message, kind)));
        default -> {} // shown nowhere
      }
    }

    private void learn(long line, String name, Fact fact) {
      var facts = lines.get(line);
      if (facts != null) {
        facts.merge(name, fact, (old, now) -> now.version > old.version ? now : old);
      }
    }

    /** The text of a payload, or the texts in it; null when there is no such payload. */
    private static String text(StandardExtensionElement message, String name) {
      for (var payload : Payload.children(message, name)) {
        var inner = payload.getElements().stream().map(StandardExtensionElement::getText);
        return payload.getText() == null ? inner.collect(joining(" ")) : payload.getText();
      }
      return null;
    }
  }

  /** What somebody said of a line; of two of one name the higher version counts. */
  record Fact(long version, String from, String text) {}
}

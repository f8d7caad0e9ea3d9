package im.balcony.phone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.jivesoftware.smack.packet.StandardExtensionElement;

/**
 * What a phone knows, in one JSON file: its token, the stamp of its list of conversations, the
 * list's rows, and each conversation folded up to a version (docs/protocol/conversation-replay.md,
 * "Folding").
 *
 * <p>Folding does not depend on order and may be repeated, so a run that is interrupted is simply
 * run again: version and stamp move only when everything up to them is in.
 */
final class Store {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String CLIENT = "jabber:client";

  private final Path file;
  private final ObjectNode data;

  /** Opens a file; one that is not there begins empty. */
  Store(Path file) throws IOException {
    this.file = file;
    this.data =
        Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
    if (data.isEmpty()) {
      data.put("userAgentId", UUID.randomUUID().toString()).put("token", "").put("stamp", "0");
    }
  }

  /** Either the old content or the new one survives a crash. */
  void save() throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), data);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  String userAgentId() {
    return data.get("userAgentId").asText();
  }

  String token() {
    return data.get("token").asText();
  }

  void token(String token) throws IOException {
    data.put("token", token);
    save();
  }

  String stamp() {
    return data.get("stamp").asText();
  }

  void stamp(String stamp) {
    data.put("stamp", stamp);
  }

  /** What is known of the conversation with an address: version 0 for nothing. */
  ObjectNode conversation(String jid) {
    var all = data.withObjectProperty("conversations");
    return all.has(jid)
        ? (ObjectNode) all.get(jid)
        : all.putObject(jid).put("life", "").put("version", 0);
  }

  /** The conversation begins anew: an address was given away, or the server lost what we know. */
  ObjectNode reset(String jid) {
    data.withObjectProperty("conversations").remove(jid);
    return conversation(jid);
  }

  /** A row of the list (Client Synchronization) stands for what was there before. */
  void foldRow(StandardExtensionElement row) {
    var key = row.getAttributeValue("jid") + " " + row.getAttributeValue("type");
    var rows = data.withObjectProperty("rows");
    if ("deleted".equals(row.getAttributeValue("status"))) {
      rows.remove(key);
      return;
    }
    var known = rows.putObject(key);
    row.getAttributes().forEach(known::put);
    for (var metadata : row.getElements("metadata", SYNC)) {
      if (SYNC.equals(metadata.getAttributeValue("node"))) {
        known.put("unread", attribute(metadata, "unread", "count"));
        known.put("displayed", attribute(metadata, "displayed", "id"));
        known.put("delivered", attribute(metadata, "delivered", "id"));
        var last = metadata.getFirstElement("last-message", SYNC);
        known.put(
            "lastMessage", last == null ? null : body(last.getFirstElement("message", CLIENT)));
      }
    }
  }

  private static String attribute(StandardExtensionElement parent, String child, String name) {
    return parent.getFirstElement(child, SYNC).getAttributeValue(name);
  }

  /** One event of a conversation's replay. */
  void foldEvent(String jid, StandardExtensionElement event) {
    var conversation = conversation(jid);
    var lines = conversation.withObjectProperty("lines");
    var version = Long.parseLong(event.getAttributeValue("version"));
    var target = event.getAttributeValue("target");
    var kind = event.getAttributeValue("kind");
    var message =
        event.getFirstElement("forwarded", "urn:xmpp:forward:0").getFirstElement("message", CLIENT);
    var sender = message.getAttributeValue("from").split("/", 2)[0];
    if (kind.equals("content") || kind.equals("call")) {
      lines
          .withObjectProperty(Long.toString(version))
          .put("id", event.getAttributeValue("id"))
          .put("from", sender)
          .put("text", body(message)) // null for a tombstone: it was taken back
          .put("shown", version);
    } else if (target != null && lines.has(target)) {
      about(lines.withObjectProperty(target), kind, version, sender, message);
      if (kind.equals("displayed") || kind.equals("received")) {
        var marks = conversation.withObjectProperty(kind);
        marks.put(sender, Math.max(marks.path(sender).asLong(), Long.parseLong(target)));
      }
    }
  }

  /** What a later event does to an earlier line; of two of a kind the higher version counts. */
  private static void about(
      ObjectNode line, String kind, long version, String sender, StandardExtensionElement message) {
    switch (kind) {
      case "correction" -> {
        if (!line.get("text").isNull() && line.get("shown").asLong() < version) {
          line.put("text", body(message)).put("shown", version);
        }
      }
      case "retraction" -> line.putNull("text");
      case "reactions" -> {
        var known = line.withObjectProperty("reactions").withObjectProperty(sender);
        if (known.path("version").asLong() < version) {
          var all = known.put("version", version).putArray("all");
          message
              .getFirstElement("reactions", "urn:xmpp:reactions:0")
              .getElements("reaction", "urn:xmpp:reactions:0")
              .forEach(reaction -> all.add(reaction.getText()));
        }
      }
      default -> {} // marks belong to the conversation; "other" is shown nowhere
    }
  }

  private static String body(StandardExtensionElement message) {
    var body = message == null ? null : message.getFirstElement("body", CLIENT);
    return body == null ? null : body.getText();
  }
}

package im.balcony.actors.world;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A client with one session that outlives its User: keeps what is not settled, as a phone does. */
public final class Device {
  public record Received(long archiveId, String messageId, String from) {}

  public final Jid jid;
  public final SessionId session = SessionId.random();
  private final TreeMap<Long, Message> unsettled = new TreeMap<>();
  private final List<Received> received = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final Map<String, StanzaError> refused = new TreeMap<>();
  private final List<Boolean> stored = new ArrayList<>();
  private long lastNumber;

  public Device(String fullJid) {
    this.jid = Jid.parse(fullJid);
  }

  public Message message(Jid to, String originId) {
    var element =
        XmlElement.named("message", "jabber:client")
            .attribute("from", jid.toString())
            .attribute("to", to.toString())
            .attribute("type", "chat")
            .attribute("id", originId)
            .child(XmlElement.named("body", "jabber:client").text("text " + originId).build())
            .child(
                XmlElement.named("origin-id", "urn:xmpp:sid:0").attribute("id", originId).build())
            .build();
    return new Message(element, Message.Type.CHAT, jid, to, originId);
  }

  synchronized long add(Message message, boolean isStored) {
    lastNumber++;
    unsettled.put(lastNumber, message);
    stored.add(isStored);
    return lastNumber;
  }

  synchronized Map<Long, Message> unsettled() {
    return new TreeMap<>(unsettled);
  }

  synchronized boolean isStored(long number) {
    return stored.get((int) number - 1);
  }

  synchronized void settled(long number) {
    var message = unsettled.remove(number);
    if (message != null) {
      acknowledged.add(String.valueOf(message.id()));
    }
  }

  synchronized void refused(long number, StanzaError error) {
    var message = unsettled.remove(number);
    if (message != null) {
      refused.put(String.valueOf(message.id()), error);
    }
  }

  synchronized void received(Received entry) {
    received.add(entry);
  }

  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  public synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  public synchronized Map<String, StanzaError> refused() {
    return Map.copyOf(refused);
  }

  public synchronized boolean isSettled() {
    return unsettled.isEmpty();
  }
}

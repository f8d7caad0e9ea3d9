package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The questions of one client that wait for their answer (RFC 6120 8.2.3). */
final class IqRequests {
  private static final int OPEN_MAX = 64;

  private final Map<String, Consumer<@Nullable XmlElement>> open = new HashMap<>();
  private @Nullable Consumer<XmlElement> otherMessages;
  private long count;

  String add(Consumer<@Nullable XmlElement> answer) {
    if (open.size() >= OPEN_MAX) {
      throw new IllegalStateException("more than " + OPEN_MAX + " open requests");
    }
    var id = "q" + ++count;
    open.put(id, answer);
    return id;
  }

  void answer(XmlElement iq) {
    var waiting = open.remove(iq.attribute("id"));
    if (waiting != null) {
      waiting.accept(iq);
    }
  }

  void onOtherMessages(@Nullable Consumer<XmlElement> consumer) {
    otherMessages = consumer;
  }

  void otherMessage(XmlElement message) {
    if (otherMessages != null) {
      otherMessages.accept(message);
    }
  }

  /** The connection is gone: nobody will answer. */
  void fail() {
    var waiting = new ArrayList<>(open.values());
    open.clear();
    waiting.forEach(answer -> answer.accept(null));
  }
}

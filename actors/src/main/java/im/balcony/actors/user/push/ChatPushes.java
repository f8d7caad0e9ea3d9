package im.balcony.actors.user.push;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What waits to be told to one node of a push service, calls apart: the newest of each kind. */
public final class ChatPushes {
  private final int waitingMax;
  private final Map<String, PushedChat> waiting = new LinkedHashMap<>(2);

  /**
   * @param waitingMax conversations; the oldest goes first
   */
  public ChatPushes(int waitingMax) {
    this.waitingMax = waitingMax;
  }

  /**
   * @param key what it replaces: its conversation where the device reads what was said, else all
   */
  public void add(String key, PushedChat chat) {
    waiting.put(key, chat.instead(waiting.remove(key)));
    if (waiting.size() > waitingMax) {
      waiting.remove(waiting.keySet().iterator().next());
    }
  }

  /** It did not get through: it is told again, unless there is something newer. */
  public void putBack(String key, PushedChat chat) {
    var newer = waiting.get(key);
    if (newer != null) {
      waiting.put(key, newer.instead(chat));
    } else if (waiting.size() < waitingMax) {
      waiting.put(key, chat);
    }
  }

  /** The oldest that is still wanted; the others are dropped. */
  public Optional<Map.Entry<String, PushedChat>> take(Predicate<PushedChat> wanted) {
    waiting.values().removeIf(wanted.negate());
    var first = waiting.entrySet().stream().findFirst().map(Map.Entry::copyOf);
    first.ifPresent(entry -> waiting.remove(entry.getKey()));
    return first;
  }

  public void clear() {
    waiting.clear();
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }
}

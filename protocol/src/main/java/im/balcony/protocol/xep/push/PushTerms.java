package im.balcony.protocol.xep.push;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When and how a device wants to be woken, beside where: Tigase's additions to {@code <enable/>},
 * and ours.
 *
 * @param key null for numbers alone
 * @param textCharsMax of what is encrypted, in Base64
 * @param calls whether it understands what is said of calls ({@code tigase:push:jingle:0})
 * @param priority whether it wants one
 * @param whileAway whether also while its session is there, but away ({@code tigase:push:away:0})
 * @param ignoresUnknown not for who is not in the roster
 * @param muted not for messages of these bare JIDs
 * @param rooms what it wants to hear of these rooms
 * @param badge whether it wants to hear, without noise, that less is unread (ours)
 */
public record PushTerms(
    @Nullable PushKey key,
    int textCharsMax,
    boolean calls,
    boolean priority,
    boolean whileAway,
    boolean ignoresUnknown,
    Set<Jid> muted,
    Map<Jid, RoomRule> rooms,
    boolean badge) {
  /** Nothing beside where. */
  public static final PushTerms NONE =
      new PushTerms(
          null, PushTerms.TEXT_CHARS, false, false, false, false, Set.of(), Map.of(), false);

  /** As many bytes are kept of what a device asks for; more are refused. */
  public static final int BYTES_MAX = 8_192;

  /** What fits into a notification of every provider (APNs takes 4,096 bytes of all). */
  public static final int TEXT_CHARS = 3_000;

  /** The least and the most that a device can ask for; above the most the most is used. */
  public static final int TEXT_CHARS_MIN = 512;

  public static final int TEXT_CHARS_MAX = 4_000;

  public static final String JINGLE = "tigase:push:jingle:0";
  public static final String AWAY = "tigase:push:away:0";
  public static final String IGNORE_UNKNOWN = "tigase:push:filter:ignore-unknown:0";
  public static final String MUTED = "tigase:push:filter:muted:0";
  public static final String GROUPCHAT = "tigase:push:filter:groupchat:0";

  /** What the account says it understands. */
  public static final List<String> FEATURES =
      List.of(
          PushKey.Shared.NAMESPACE,
          "tigase:push:encrypt:aes-128-gcm",
          JINGLE,
          PushPriority.NAMESPACE,
          AWAY,
          IGNORE_UNKNOWN,
          MUTED,
          GROUPCHAT,
          PushRoute.NAMESPACE);

  private static final Set<String> NAMESPACES = Set.copyOf(FEATURES);

  /** What a device wants to hear of a room; the account's own setting holds as well. */
  public enum RoomRule {
    ALWAYS,
    MENTIONED,
    NEVER;

    private static @Nullable RoomRule of(@Nullable String value) {
      for (var rule : values()) {
        if (rule.name().equalsIgnoreCase(value)) {
          return rule;
        }
      }
      return null;
    }
  }

  public PushTerms {
    muted = Set.copyOf(muted);
    rooms = Map.copyOf(rooms);
  }

  /** Empty for keys that are none, for two of them, and for what is too much. */
  public static Optional<PushTerms> in(XmlElement enable) {
    var keys =
        Stream.of(PushKey.Shared.NAMESPACE, PushKey.Public.NAMESPACE)
            .flatMap(namespace -> enable.children(PushKey.NAME, namespace).stream())
            .toList();
    if (keys.size() > 1 || kept(enable).toBytes().length > BYTES_MAX) {
      return Optional.empty();
    }
    if (keys.isEmpty()) {
      return Optional.of(read(enable, null, TEXT_CHARS));
    }
    return chars(keys.get(0).attribute("max-size"))
        .flatMap(chars -> PushKey.read(keys.get(0)).map(key -> read(enable, key, chars)));
  }

  private static Optional<Integer> chars(@Nullable String maxSize) {
    if (maxSize == null) {
      return Optional.of(TEXT_CHARS);
    }
    var isNumber = maxSize.matches("[0-9]{1,9}") && Integer.parseInt(maxSize) >= TEXT_CHARS_MIN;
    return isNumber
        ? Optional.of(Math.min(Integer.parseInt(maxSize), TEXT_CHARS_MAX))
        : Optional.empty();
  }

  private static PushTerms read(XmlElement enable, @Nullable PushKey key, int chars) {
    var away = enable.attribute("away");
    return new PushTerms(
        key,
        chars,
        enable.child("jingle", JINGLE).isPresent(),
        enable.child(PushPriority.NAME, PushPriority.NAMESPACE).isPresent(),
        "true".equals(away) || "1".equals(away),
        enable.child("ignore-unknown", IGNORE_UNKNOWN).isPresent(),
        muted(enable),
        rooms(enable),
        enable.child("badge", PushRoute.NAMESPACE).isPresent());
  }

  private static Set<Jid> muted(XmlElement enable) {
    var muted = new HashSet<Jid>();
    for (var list : enable.children("muted", MUTED)) {
      list.children("item", MUTED)
          .forEach(
              item -> Jid.tryParse(item.attribute("jid")).map(Jid::bare).ifPresent(muted::add));
    }
    return muted;
  }

  private static Map<Jid, RoomRule> rooms(XmlElement enable) {
    var rooms = new HashMap<Jid, RoomRule>();
    for (var list : enable.children("groupchat", GROUPCHAT)) {
      for (var room : list.children("room", GROUPCHAT)) {
        var rule = RoomRule.of(room.attribute("allow"));
        var jid = Jid.tryParse(room.attribute("jid"));
        if (rule != null && jid.isPresent()) {
          rooms.put(jid.get().bare(), rule);
        }
      }
    }
    return rooms;
  }

  /** Of the element that enables what {@link #in} understands: this is stored. */
  public static XmlElement kept(XmlElement enable) {
    return XmlElement.named("enable", PushRequest.NAMESPACE)
        .attribute("away", enable.attribute("away"))
        .children(
            enable.elements().stream()
                .filter(child -> NAMESPACES.contains(child.namespace()))
                .toList())
        .build();
  }

  /** Without whom it is about. */
  @Override
  public String toString() {
    return "PushTerms[" + key + ", " + textCharsMax + "]";
  }
}

package im.balcony.protocol.xep.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.xep.jingle.CallMedia;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device reads of a notification that it alone can read: Tigase's object of JSON, and of
 * calls the proposal beside.
 *
 * @param unread messages in all conversations
 * @param kind null for nothing but the number
 * @param sender the bare JID of who wrote, of the room, or the full one of who calls
 * @param nickname of who wrote in a room
 * @param message what was written
 * @param sid the session of a call
 * @param propose the proposal as XML, for devices that answer it before they have a session
 */
public record PushContent(
    long unread,
    @Nullable Kind kind,
    @Nullable String sender,
    @Nullable String nickname,
    @Nullable String message,
    @Nullable String sid,
    List<String> media,
    @Nullable String propose) {

  /** What it is about. */
  public enum Kind {
    CHAT("chat"),
    GROUPCHAT("groupchat"),
    CALL("call"),
    CALL_END("call-end");

    private final String value;

    Kind(String value) {
      this.value = value;
    }
  }

  /** Nothing but the number. */
  public static final PushContent NUMBER =
      new PushContent(0, null, null, null, null, null, List.of(), null);

  public PushContent {
    media = List.copyOf(media);
  }

  /** Something to read. */
  public static PushContent said(
      Kind kind, String sender, @Nullable String nickname, @Nullable String message) {
    return new PushContent(0, kind, sender, nickname, message, null, List.of(), null);
  }

  /** A call. */
  public static PushContent call(
      String caller, String sid, Collection<CallMedia> media, @Nullable String propose) {
    return new PushContent(
        0,
        Kind.CALL,
        caller,
        null,
        null,
        sid,
        media.stream().sorted().map(CallMedia::value).toList(),
        propose);
  }

  /** The end of this call. */
  public PushContent ended() {
    return new PushContent(unread, Kind.CALL_END, sender, null, null, sid, List.of(), null);
  }

  public PushContent withUnread(long count) {
    return new PushContent(count, kind, sender, nickname, message, sid, media, propose);
  }

  /** For those that know Tigase's object only. */
  public PushContent withoutProposal() {
    return with(message, null);
  }

  private PushContent with(@Nullable String text, @Nullable String proposal) {
    return new PushContent(unread, kind, sender, nickname, text, sid, media, proposal);
  }

  /**
   * The whole of it, or without the proposal, or with as much of the message as fits, or the number
   * alone.
   */
  public byte[] toJson(int bytesMax) {
    var whole = json();
    if (whole.length > bytesMax && propose != null) {
      return withoutProposal().toJson(bytesMax);
    }
    if (whole.length > bytesMax && message != null && !message.isEmpty()) {
      return cut(message, bytesMax).json();
    }
    return whole.length <= bytesMax ? whole : NUMBER.withUnread(unread).json();
  }

  /** The longest beginning that fits, found by halves; whole code points. */
  private PushContent cut(String text, int bytesMax) {
    var least = 0;
    var most = text.codePointCount(0, text.length());
    while (least < most) {
      var middle = (least + most + 1) / 2;
      if (begin(text, middle).json().length <= bytesMax) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    var cut = begin(text, least);
    return cut.json().length <= bytesMax ? cut : NUMBER.withUnread(unread);
  }

  private PushContent begin(String text, int codePoints) {
    return with(text.substring(0, text.offsetByCodePoints(0, codePoints)), propose);
  }

  private byte[] json() {
    var json = new JsonObject().number("unread", unread).text("sender", sender);
    if (kind != null) {
      json.text("type", kind.value);
    }
    json.text("nickname", nickname).text("message", message).text("sid", sid);
    if (!media.isEmpty()) {
      json.texts("media", media);
    }
    return json.text("propose", propose).toString().getBytes(UTF_8);
  }

  /** Nobody's words are for a log. */
  @Override
  public String toString() {
    return "PushContent[" + kind + "]";
  }
}

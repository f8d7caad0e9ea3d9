package im.balcony.load.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a load client did or saw, in the order in which it was recorded.
 *
 * <p>Accounts are names without the domain, messages are named by their origin-id (XEP-0359), which
 * is unique in a run. The one-letter properties keep a file of millions of lines small.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HistoryEvent.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = HistoryEvent.Acknowledged.class, name = "ack"),
  @JsonSubTypes.Type(value = HistoryEvent.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = HistoryEvent.SessionReady.class, name = "ready"),
  @JsonSubTypes.Type(value = HistoryEvent.SessionLost.class, name = "lost"),
  @JsonSubTypes.Type(value = HistoryEvent.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = HistoryEvent.ArchivePage.class, name = "page"),
  @JsonSubTypes.Type(value = HistoryEvent.TokenShown.class, name = "token"),
  @JsonSubTypes.Type(value = HistoryEvent.CaughtUp.class, name = "caught"),
  @JsonSubTypes.Type(value = HistoryEvent.Synchronized.class, name = "sync"),
  @JsonSubTypes.Type(value = HistoryEvent.Replayed.class, name = "replay"),
  @JsonSubTypes.Type(value = HistoryEvent.InboxRead.class, name = "inbox"),
  @JsonSubTypes.Type(value = HistoryEvent.Out.class, name = "out"),
  @JsonSubTypes.Type(value = HistoryEvent.Marker.class, name = "marker")
})
public sealed interface HistoryEvent {

  /** A message was written to the socket, for the first time or again. */
  record Sent(
      @JsonProperty("a") String account,
      @JsonProperty("s") String session,
      @JsonProperty("m") String message,
      @JsonProperty("to") String to)
      implements HistoryEvent {}

  /**
   * The server's {@code h} has reached the message (XEP-0198 4): from here on it must not be lost.
   */
  record Acknowledged(@JsonProperty("a") String account, @JsonProperty("m") String message)
      implements HistoryEvent {}

  /** The message came back as an error. */
  record Refused(
      @JsonProperty("a") String account,
      @JsonProperty("m") String message,
      @JsonProperty("c") String condition)
      implements HistoryEvent {}

  /** A session is bound and its presence is known, or it was resumed. */
  record SessionReady(
      @JsonProperty("a") String account,
      @JsonProperty("s") String session,
      @JsonProperty("r") boolean resumed)
      implements HistoryEvent {}

  /** The socket of a session is gone; a resumption may follow. */
  record SessionLost(@JsonProperty("a") String account, @JsonProperty("s") String session)
      implements HistoryEvent {}

  /** A message reached a device: as recipient, or as a carbon of what another device sent. */
  record Delivered(
      @JsonProperty("a") String account,
      @JsonProperty("s") String session,
      @JsonProperty("m") String message,
      @JsonProperty("f") String from,
      @JsonProperty("id") @Nullable String stanzaId)
      implements HistoryEvent {}

  /** A page of an archive, oldest first; pages of one archive follow each other in order. */
  record ArchivePage(
      @JsonProperty("a") String account,
      @JsonProperty("w") @Nullable String with,
      @JsonProperty("e") List<Archived> entries,
      @JsonProperty("end") boolean last)
      implements HistoryEvent {}

  /** A device logged in by the token that it was given (XEP-0484), or was refused. */
  record TokenShown(@JsonProperty("a") String account, @JsonProperty("ok") boolean accepted)
      implements HistoryEvent {}

  /**
   * A device that came back has read its account's archive to the end.
   *
   * @param after the archive id up to which it had everything, null for nothing
   */
  record CaughtUp(
      @JsonProperty("a") String account,
      @JsonProperty("s") String session,
      @JsonProperty("after") @Nullable String after,
      @JsonProperty("e") List<Archived> entries)
      implements HistoryEvent {}

  /**
   * A device showed the stamp that it had and was told which conversations have changed.
   *
   * @param since 0 for all of them
   * @param stamp the account's
   */
  record Synchronized(
      @JsonProperty("a") String account,
      @JsonProperty("s") String session,
      @JsonProperty("since") long since,
      @JsonProperty("stamp") long stamp,
      @JsonProperty("rows") List<Row> rows)
      implements HistoryEvent {}

  /**
   * A device showed the version that it had of one conversation and was told what happened since.
   *
   * @param life which life of the conversation the versions belong to
   * @param version the newest, to which all was told
   */
  record Replayed(
      @JsonProperty("a") String account,
      @JsonProperty("s") String session,
      @JsonProperty("w") String with,
      @JsonProperty("life") String life,
      @JsonProperty("since") long since,
      @JsonProperty("version") long version,
      @JsonProperty("e") List<Happened> events)
      implements HistoryEvent {}

  /** The whole inbox of an account, with the number of all unread messages. */
  record InboxRead(
      @JsonProperty("a") String account,
      @JsonProperty("u") long unread,
      @JsonProperty("rows") List<Row> rows)
      implements HistoryEvent {}

  /** A session is told that it is not in its room any more. */
  record Out(@JsonProperty("a") String account, @JsonProperty("s") String session)
      implements HistoryEvent {}

  /** What happened outside the clients, such as a kill; rules do not look at it, people do. */
  record Marker(@JsonProperty("x") String text) implements HistoryEvent {}

  /** One result of an archive query. */
  record Archived(
      @JsonProperty("id") String archiveId,
      @JsonProperty("f") String from,
      @JsonProperty("m") String message) {}

  /** How a conversation stands for an account: its newest message and how many are not read. */
  record Row(
      @JsonProperty("w") String with,
      @JsonProperty("u") long unread,
      @JsonProperty("id") String lastId) {}

  /** One event of a conversation, by its version. */
  record Happened(@JsonProperty("v") long version, @JsonProperty("m") Archived message) {}
}

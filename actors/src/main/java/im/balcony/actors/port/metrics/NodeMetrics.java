package im.balcony.actors.port.metrics;

import im.balcony.persistence.event.call.CallEnd;
import java.util.Locale;

/**
 * Takes the figures of one node. Calls come from any thread, return at once and allocate nothing
 * that grows with what is counted; no figure names an account. Durations are nanoseconds of {@link
 * System#nanoTime}.
 */
public interface NodeMetrics {

  /** Counts nothing: nobody can ask this node. */
  NodeMetrics NONE = new NodeMetrics() {};

  /** The kinds of stanzas (RFC 6120 8.2). */
  enum StanzaKind {
    MESSAGE,
    PRESENCE,
    IQ;

    /** Its value as a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The kinds of logs that are written. */
  enum LogKind {
    ACCOUNT,
    INDEX,
    CONVERSATION,
    ROOM,
    OCCUPANCY,
    ROOM_DIRECTORY,
    CALL,
    OTHER;

    /** The kind by what persistence ids begin with: they stay, as all that is on disk. */
    public static LogKind of(String persistenceId) {
      var end = persistenceId.indexOf('-');
      return switch (end < 0 ? persistenceId : persistenceId.substring(0, end)) {
        case "account" -> ACCOUNT;
        case "index" -> INDEX;
        case "conversation" -> CONVERSATION;
        case "room" -> ROOM;
        case "occupancy" -> OCCUPANCY;
        case "directory" -> ROOM_DIRECTORY;
        case "call" -> CALL;
        default -> OTHER;
      };
    }

    /** Its value as a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The limits whose reaching is counted: each refuses somebody something. */
  enum Limit {
    /** Connections of clients, in all or of an address. */
    CONNECTIONS,
    /** Logins after too many that failed, of an account or an address. */
    LOGIN_FAILURES,
    /** Logins that wait for others, or would wait too long. */
    LOGINS_WAITING,
    /** What a session keeps for its client. */
    SESSION_QUEUE,
    /** Messages of an account that wait for their conversations. */
    ACCOUNT_QUEUE,
    /** Messages that wait for their conversation. */
    CONVERSATION_QUEUE;

    /** Its value as a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A client's stanza has come. */
  default void stanzaIn(StanzaKind kind) {}

  /** Stanzas were written to a client. */
  default void stanzasOut(int count) {}

  /** A client's stanza counts as handled (XEP-0198 4), so long after it was read. */
  default void acknowledged(long nanos) {}

  /** A message was written to a client of this node, so long after another one's was read here. */
  default void delivered(long nanos) {}

  /** A batch goes to the journal. */
  default void writing(LogKind log, int events) {}

  /** The batch is durable. */
  default void written(LogKind log, long nanos) {}

  /** The batch may be durable or not: its log has ended. */
  default void writeFailed(LogKind log) {}

  /** One limit was reached, and somebody refused. */
  default void refused(Limit limit) {}

  /** A range of a log was read for an archive. */
  default void archiveRead(int rows) {}

  /** More live calls of which this node has the entity, or fewer. */
  default void liveCalls(int more) {}

  /** A call has come to its end. */
  default void callEnded(CallEnd end) {}

  /** More occupants of rooms of which this node has the entity, or fewer. */
  default void occupants(int more) {}

  /** The sweeper of the cluster, on this node, has looked at all its buckets. */
  default void swept(int notes, long oldestSeconds) {}
}

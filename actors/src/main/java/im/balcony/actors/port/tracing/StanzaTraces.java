package im.balcony.actors.port.tracing;

/**
 * Takes the spans of sampled messages. Whether a message is sampled, and the name of its trace,
 * follow from its {@link MessageKey} alone: every node on its way comes to the same result, so
 * nothing has to be carried along, and what is not sampled costs one hash. Calls come from any
 * thread and return at once.
 */
public interface StanzaTraces {

  /** Samples nothing. */
  StanzaTraces NONE =
      new StanzaTraces() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public boolean isSampled(long key) {
          return false;
        }

        @Override
        public void span(Step step, long key, long fromNanos, long toNanos) {}
      };

  /** The parts of a message's way that are told; the first holds the others. */
  enum Step {
    /** From its read at the sender's edge until it counts as handled there (XEP-0198 4). */
    STANZA("stanza"),
    /** From its arrival at the conversation until that is done with it. */
    CONVERSATION("conversation"),
    /** From the conversation's batch to the journal until that is durable. */
    JOURNAL("journal"),
    /** From its arrival at a session of the recipient until it is written to the client. */
    DELIVERY("delivery");

    private final String word;

    Step(String word) {
      this.word = word;
    }

    /** The name of its spans. */
    public String word() {
      return word;
    }
  }

  /** Whether anything is sampled at all: without that no key has to be looked for. */
  boolean isOn();

  /** Always false for {@link MessageKey#NONE}. */
  boolean isSampled(long key);

  /**
   * One step of a sampled message is done.
   *
   * @param fromNanos of {@link System#nanoTime} of this node
   * @param toNanos likewise
   */
  void span(Step step, long key, long fromNanos, long toNanos);
}

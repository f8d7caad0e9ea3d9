package im.balcony.edge.bosh;

/** One HTTP request that waits for its answer; safe from any thread. */
public interface BoshExchange {
  /** Answers, once; nobody hears it when the connection is gone. */
  void answer(BoshAnswer answer);
}

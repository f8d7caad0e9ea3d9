package im.balcony.edge.bosh;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last answers of a session, for requests that are sent again because their answer was lost on
 * its way (XEP-0124 14.3).
 */
final class AnsweredRequests {
  private final int answersMax;
  private final TreeMap<Long, BoshAnswer> answers = new TreeMap<>();

  AnsweredRequests(int answersMax) {
    this.answersMax = answersMax;
  }

  void add(long rid, BoshAnswer answer) {
    answers.put(rid, answer);
    if (answers.size() > answersMax) {
      answers.pollFirstEntry();
    }
  }

  /** The client has all answers up to this one (9.2). */
  void acknowledge(long rid) {
    answers.headMap(rid, true).clear();
  }

  @Nullable BoshAnswer find(long rid) {
    return answers.get(rid);
  }
}

package im.balcony.load.measure;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Mutations by table at one moment, to be compared with those of a later one. */
public final class JournalWrites {
  private final Map<String, Long> before;

  private JournalWrites(Map<String, Long> before) {
    this.before = before;
  }

  public static JournalWrites from(CassandraWrites cassandra) throws IOException {
    return new JournalWrites(cassandra.read());
  }

  /** What each message cost since then: all tables together, and those that were written to. */
  public Map<String, Object> until(CassandraWrites cassandra, long messages) throws IOException {
    var perTable = new TreeMap<String, Object>();
    var all = 0L;
    for (var table : cassandra.read().entrySet()) {
      var writes = table.getValue() - before.getOrDefault(table.getKey(), 0L);
      all += writes;
      if (writes > 0) {
        perTable.put(table.getKey(), Math.round(writes * 1_000.0 / messages) / 1_000.0);
      }
    }
    var figures = new TreeMap<String, Object>();
    figures.put("journalWritesPerMessage", all / (double) messages);
    figures.put("journalWritesByTable", perTable);
    return figures;
  }
}

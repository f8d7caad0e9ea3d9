package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

/** Cells of a row as our types. */
final class Cells {
  private Cells() {}

  static String text(Row row, String column) {
    var text = row.getString(column);
    if (text == null) {
      throw new IllegalStateException("a row without " + column);
    }
    return text;
  }

  static @Nullable Long number(Row row, String column) {
    return row.isNull(column) ? null : (Long) row.getLong(column);
  }
}

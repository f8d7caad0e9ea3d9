package im.balcony.edge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One account to import: with its password, or with SCRAM keys as another server stored them.
 *
 * @param line where it stood in the file, for what is said about it
 * @param scramSha1 {@code <iterations>:<salt>:<storedKey>:<serverKey>}, base64; may be null
 * @param scramSha256 likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportRow(
    int line,
    String jid,
    @Nullable String password,
    @Nullable String scramSha1,
    @Nullable String scramSha256) {

  @Override
  public String toString() {
    return "ImportRow[" + line + ", " + jid + "]";
  }
}

package im.balcony.persistence.event.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which messages were stored lately, so that a repeat adds nothing (invariant I3): the newest ones
 * and all of the last day, up to a fixed number.
 *
 * <p>Pages of small arrays: adding copies one page, and a snapshot holds nothing but numbers. An
 * index beside them, which is not stored, finds a key among thousands.
 */
public final class RecentIds {
  public static final RecentIds NONE = new RecentIds(List.of());
  static final int IDS_MIN = 256;
  static final int IDS_MAX = 8_192;
  static final long WINDOW_SECONDS = 24 * 3600;
  public static final long ABSENT = 0;
  private static final int PAGE_IDS = 64;

  /** Keys in the order of their versions. */
  @SuppressWarnings("ArrayRecordComponent") // never changed after it was made, never compared
  public record Page(long[] keys, long[] versions, long[] epochSeconds) {
    int size() {
      return keys.length;
    }

    private Page with(long key, long version, long epochSecond) {
      var at = keys.length;
      var page =
          new Page(
              Arrays.copyOf(keys, at + 1),
              Arrays.copyOf(versions, at + 1),
              Arrays.copyOf(epochSeconds, at + 1));
      page.keys[at] = key;
      page.versions[at] = version;
      page.epochSeconds[at] = epochSecond;
      return page;
    }

    private static Page of(long key, long version, long epochSecond) {
      return new Page(new long[] {key}, new long[] {version}, new long[] {epochSecond});
    }
  }

  private final List<Page> pages;
  private final VersionsByKey index;

  @JsonCreator
  public RecentIds(@JsonProperty("pages") List<Page> pages) {
    this(List.copyOf(pages), VersionsByKey.of(pages));
  }

  private RecentIds(List<Page> pages, VersionsByKey index) {
    this.pages = pages;
    this.index = index;
  }

  @JsonProperty
  public List<Page> pages() {
    return pages;
  }

  /** The version stored under this key, or {@link #ABSENT}. */
  public long versionOf(long key) {
    return index.get(key);
  }

  /** With one more, newer than all others. */
  public RecentIds with(long key, long version, long epochSecond) {
    var more = new ArrayList<>(pages);
    var last = more.size() - 1;
    if (last >= 0 && more.get(last).size() < PAGE_IDS) {
      more.set(last, more.get(last).with(key, version, epochSecond));
    } else {
      more.add(Page.of(key, version, epochSecond));
    }
    var moreIndex = index.with(key, version);
    while (mayForgetOldest(more, epochSecond)) {
      moreIndex = moreIndex.without(more.remove(0));
    }
    return new RecentIds(Collections.unmodifiableList(more), moreIndex);
  }

  private static boolean mayForgetOldest(List<Page> pages, long nowSecond) {
    if (pages.size() == 1) {
      return false;
    }
    var oldest = pages.get(0);
    var rest = (pages.size() - 2) * PAGE_IDS + pages.get(pages.size() - 1).size();
    var newestOfIt = oldest.epochSeconds[oldest.size() - 1];
    var isOld = newestOfIt < nowSecond - WINDOW_SECONDS && rest >= IDS_MIN;
    return isOld || rest + oldest.size() > IDS_MAX;
  }

  /** A sender's origin key in 64 bits; only the sender itself could profit from making two meet. */
  public static long key(String senderBareJid, String originKey) {
    var digest = SHA_256.get();
    digest.update(senderBareJid.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    var hash = digest.digest(originKey.getBytes(StandardCharsets.UTF_8));
    var key = 0L;
    for (var i = 0; i < Long.BYTES; i++) {
      key = (key << Byte.SIZE) | (hash[i] & 0xff);
    }
    return key;
  }

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException(e);
            }
          });
}

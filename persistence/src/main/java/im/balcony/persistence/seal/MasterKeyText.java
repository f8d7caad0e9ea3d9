package im.balcony.persistence.seal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.SecretKey;

/**
 * Master keys as text: how they lie in their file and travel between the nodes of a cluster. A
 * heading, {@code current ID}, a {@code key ID BASE64} each, a {@code destroyed ID} each.
 */
public final class MasterKeyText {
  private static final String HEADING = "balcony-master-key 1";

  private MasterKeyText() {}

  public static String write(MasterKeys masters) {
    var text = new StringBuilder(HEADING).append('\n');
    text.append("current ").append(masters.currentId()).append('\n');
    masters
        .all()
        .forEach(
            (id, key) ->
                text.append("key ")
                    .append(id)
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(key.getEncoded()))
                    .append('\n'));
    masters.destroyed().forEach(id -> text.append("destroyed ").append(id).append('\n'));
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if this is no such text, or a damaged one; says what is wrong
   */
  public static MasterKeys read(String text) {
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADING)) {
      throw new IllegalArgumentException("is not a master key file");
    }
    var current = "";
    var keys = new LinkedHashMap<String, SecretKey>();
    var destroyed = new ArrayList<String>();
    for (var line : lines.subList(1, lines.size())) {
      var words = line.split(" ", -1);
      if (words.length == 2 && words[0].equals("current")) {
        current = words[1];
      } else if (words.length == 3 && words[0].equals("key")) {
        keys.put(words[1], key(words[2]));
      } else if (words.length == 2 && words[0].equals("destroyed")) {
        destroyed.add(words[1]);
      } else {
        throw new IllegalArgumentException("is damaged");
      }
    }
    if (!keys.containsKey(current)) {
      throw new IllegalArgumentException("is damaged: its current key is missing");
    }
    return new MasterKeys(current, keys, destroyed);
  }

  private static SecretKey key(String base64) {
    try {
      return Aes.key(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is damaged: a key is not valid", e);
    }
  }
}

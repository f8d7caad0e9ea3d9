package im.balcony.protocol.xep.reactions;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How people may react somewhere (section 2.2).
 *
 * @param max reactions of one person to one message; null for any number
 * @param allowed none for all
 */
public record ReactionLimits(@Nullable Integer max, List<String> allowed) {
  private static final String FORM_TYPE = Reactions.NAMESPACE + ":restrictions";

  public ReactionLimits {
    allowed = List.copyOf(allowed);
  }

  /** What clients are told; empty where there are none. */
  public Optional<DataForm> form() {
    var fields = new ArrayList<FormField>();
    if (max != null) {
      fields.add(FormField.of("max_reactions_per_user", Integer.toString(max)));
    }
    if (!allowed.isEmpty()) {
      fields.add(FormField.of("allowlist", allowed.toArray(String[]::new)));
    }
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(DataForm.of(DataForm.Type.RESULT, FORM_TYPE, fields));
  }

  /** Whether these may be; to have none any more always may. */
  public boolean allow(Reactions reactions) {
    var emojis = new HashSet<>(reactions.emojis());
    return (max == null || emojis.size() <= max)
        && (allowed.isEmpty() || allowed.containsAll(emojis));
  }

  /** For people whose reactions may not be (section 3.3). */
  public String words() {
    var words = new ArrayList<String>();
    if (max != null) {
      words.add("reactions to a message at most: " + max);
    }
    if (!allowed.isEmpty()) {
      words.add("allowed: " + String.join(" ", allowed));
    }
    return String.join("; ", words);
  }
}

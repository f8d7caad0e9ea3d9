package im.balcony.protocol.xep.reactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactionLimitsTest {
  @Test
  void whereThereAreNoneNothingIsTold() {
    var limits = RoomConfig.USUAL.reactions();
    assertEquals(Optional.empty(), limits.form());
    assertTrue(limits.allow(Reactions.to("1", "👋", "🐢", "💘")));
  }

  @Test
  void numberAndKindAreLimited() {
    var config =
        RoomConfig.USUAL.with(Map.of("reactions-max", "2", "reactions-allowed", "💘 ❤️ 💜"));
    var limits = config.reactions();
    assertEquals(new ReactionLimits(2, List.of("💘", "❤️", "💜")), limits);
    var form = limits.form().orElseThrow();
    assertEquals(Optional.of("urn:xmpp:reactions:0:restrictions"), form.formType());
    assertEquals(Optional.of("2"), form.value("max_reactions_per_user"));
    assertEquals(3, form.field("allowlist").orElseThrow().values().size());
    assertTrue(limits.allow(Reactions.to("1")));
    assertTrue(limits.allow(Reactions.to("1", "💘", "💜")));
    assertTrue(limits.allow(Reactions.to("1", "💘", "💘", "💜")));
    assertFalse(limits.allow(Reactions.to("1", "💘", "❤️", "💜")));
    assertFalse(limits.allow(Reactions.to("1", "👋")));
    assertTrue(limits.words().contains("2") && limits.words().contains("💜"), limits::words);
  }

  @Test
  void anOwnerMayWantNoneAtAll() {
    var limits = RoomConfig.USUAL.with(Map.of("reactions-max", "0")).reactions();
    assertFalse(limits.allow(Reactions.to("1", "👋")));
    assertTrue(limits.allow(Reactions.to("1")));
    assertEquals(Optional.empty(), RoomOption.REACTIONS_MAX.checked("few"));
    assertEquals(Optional.empty(), RoomOption.REACTIONS_MAX.checked("-1"));
    var many = "a ".repeat(RoomOption.TEXT_CHARS_MAX);
    assertEquals(Optional.empty(), RoomOption.REACTIONS_ALLOWED.checked(many));
    assertEquals(Optional.of("a b"), RoomOption.REACTIONS_ALLOWED.checked(" a  b a "));
  }
}

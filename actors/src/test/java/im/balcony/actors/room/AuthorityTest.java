package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.room.Authority.Standing;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Role;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may change what: the tables of XEP-0045 sections 5.1.3 and 5.2.2, and their exceptions. */
class AuthorityTest {
  private static String outcome(Optional<StanzaError> refusal) {
    return refusal.map(error -> error.condition().name()).orElse("yes");
  }

  @ParameterizedTest
  @CsvSource({
    // by, of, to
    "NONE MODERATOR, NONE PARTICIPANT, NONE, yes",
    "NONE PARTICIPANT, NONE PARTICIPANT, NONE, FORBIDDEN",
    "MEMBER PARTICIPANT, NONE VISITOR, PARTICIPANT, FORBIDDEN",
    "NONE MODERATOR, MEMBER PARTICIPANT, NONE, NOT_ALLOWED",
    "MEMBER MODERATOR, ADMIN MODERATOR, NONE, NOT_ALLOWED",
    "ADMIN MODERATOR, OWNER MODERATOR, NONE, NOT_ALLOWED",
    "MEMBER MODERATOR, NONE MODERATOR, NONE, FORBIDDEN",
    "ADMIN MODERATOR, MEMBER MODERATOR, NONE, yes",
    "ADMIN NONE, NONE PARTICIPANT, NONE, yes",
    // 8.3, 8.4
    "NONE MODERATOR, NONE VISITOR, PARTICIPANT, yes",
    "NONE MODERATOR, NONE PARTICIPANT, VISITOR, yes",
    "MEMBER MODERATOR, MEMBER PARTICIPANT, VISITOR, NOT_ALLOWED",
    "ADMIN MODERATOR, MEMBER PARTICIPANT, VISITOR, yes",
    "OWNER MODERATOR, ADMIN MODERATOR, VISITOR, NOT_ALLOWED",
    "OWNER MODERATOR, NONE MODERATOR, VISITOR, yes",
    // 9.6, 9.7
    "MEMBER MODERATOR, NONE PARTICIPANT, MODERATOR, FORBIDDEN",
    "ADMIN MODERATOR, NONE PARTICIPANT, MODERATOR, yes",
    "ADMIN MODERATOR, NONE VISITOR, MODERATOR, yes",
    "ADMIN MODERATOR, NONE MODERATOR, PARTICIPANT, yes",
    "OWNER MODERATOR, ADMIN MODERATOR, PARTICIPANT, NOT_ALLOWED",
    "NONE MODERATOR, NONE MODERATOR, PARTICIPANT, FORBIDDEN",
    "NONE MODERATOR, ADMIN MODERATOR, MODERATOR, yes"
  })
  void aRoleIsChanged(String by, String of, Role to, String outcome) {
    assertEquals(outcome, outcome(Authority.overRole(standing(by), standing(of), to, false)));
  }

  private static Standing standing(String words) {
    var parts = words.split(" ", 2);
    return new Standing(Affiliation.valueOf(parts[0]), Role.valueOf(parts[1]));
  }

  @ParameterizedTest
  @EnumSource(Affiliation.class)
  void nobodyRemovesItself(Affiliation affiliation) {
    var own = new Standing(affiliation, Role.MODERATOR);
    assertEquals("CONFLICT", outcome(Authority.overRole(own, own, Role.NONE, true)));
  }

  @ParameterizedTest
  @CsvSource({
    "MEMBER, NONE, MEMBER, FORBIDDEN",
    "NONE, OUTCAST, NONE, FORBIDDEN",
    "ADMIN, NONE, OUTCAST, yes",
    "ADMIN, MEMBER, OUTCAST, yes",
    "ADMIN, OUTCAST, NONE, yes",
    "ADMIN, OUTCAST, MEMBER, yes",
    "ADMIN, MEMBER, NONE, yes",
    "ADMIN, MEMBER, ADMIN, FORBIDDEN",
    "ADMIN, MEMBER, OWNER, FORBIDDEN",
    "ADMIN, ADMIN, MEMBER, FORBIDDEN",
    "ADMIN, OWNER, ADMIN, FORBIDDEN",
    "ADMIN, ADMIN, OUTCAST, NOT_ALLOWED",
    "ADMIN, OWNER, OUTCAST, NOT_ALLOWED",
    "ADMIN, ADMIN, ADMIN, FORBIDDEN",
    "ADMIN, MEMBER, MEMBER, yes",
    "OWNER, OUTCAST, OWNER, yes",
    "OWNER, ADMIN, OUTCAST, yes",
    "OWNER, ADMIN, ADMIN, yes",
    "OWNER, OWNER, ADMIN, yes",
    "OWNER, OWNER, OUTCAST, yes"
  })
  void anAffiliationIsChanged(Affiliation by, Affiliation of, Affiliation to, String outcome) {
    assertEquals(outcome, outcome(Authority.overAffiliation(by, of, to, false, 2)));
  }

  /** Sections 9.1 and 10.4. */
  @ParameterizedTest
  @CsvSource({
    "ADMIN, OUTCAST, 2, CONFLICT",
    "OWNER, OUTCAST, 2, CONFLICT",
    "OWNER, ADMIN, 1, CONFLICT",
    "OWNER, NONE, 1, CONFLICT",
    "OWNER, NONE, 2, yes",
    "OWNER, OWNER, 1, yes",
    "ADMIN, ADMIN, 1, yes",
    "ADMIN, NONE, 1, FORBIDDEN"
  })
  void ofOneself(Affiliation own, Affiliation to, int owners, String outcome) {
    assertEquals(outcome, outcome(Authority.overAffiliation(own, own, to, true, owners)));
  }

  /** HARDENING A27. */
  @ParameterizedTest
  @CsvSource({
    // list, who may read it in a semi-anonymous room at least, and in a non-anonymous one
    "OUTCAST, ADMIN, ADMIN",
    "MEMBER, ADMIN, MEMBER",
    "ADMIN, OWNER, MEMBER",
    "OWNER, OWNER, MEMBER"
  })
  void aListIsRead(Affiliation list, Affiliation semiAnonymous, Affiliation nonAnonymous) {
    for (var affiliation : Affiliation.values()) {
      var by = new Standing(affiliation, Role.MODERATOR);
      assertEquals(affiliation.isAtLeast(semiAnonymous), Authority.mayRead(by, list, false));
      assertEquals(affiliation.isAtLeast(nonAnonymous), Authority.mayRead(by, list, true));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void moderatorsReadWhoHasVoiceAndAdminsWhoIsModerator(Role list) {
    var moderator = new Standing(Affiliation.NONE, Role.MODERATOR);
    assertEquals(list != Role.MODERATOR, Authority.mayRead(moderator, list));
    assertTrue(Authority.mayRead(new Standing(Affiliation.ADMIN, Role.NONE), list));
    assertFalse(Authority.mayRead(new Standing(Affiliation.MEMBER, Role.PARTICIPANT), list));
  }
}

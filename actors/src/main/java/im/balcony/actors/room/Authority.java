package im.balcony.actors.room;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Role;
import java.util.Optional;

/**
 * Who may change what (XEP-0045 sections 5.1.3, 5.2.2 and 8.2 to 10.8): {@code forbidden} for who
 * may not do such a thing at all, {@code not-allowed} where the other one is protected, {@code
 * conflict} for what one must not do to oneself.
 */
final class Authority {
  /** One side of a change. */
  record Standing(Affiliation affiliation, Role role) {
    boolean isAdmin() {
      return affiliation.isAtLeast(Affiliation.ADMIN);
    }
  }

  private Authority() {}

  /**
   * Empty when the role may be changed.
   *
   * @param isSelf whether both are the same account
   */
  static Optional<StanzaError> overRole(Standing by, Standing of, Role to, boolean isSelf) {
    if (by.role() != Role.MODERATOR && !by.isAdmin()) {
      return Optional.of(StanzaError.forbidden());
    } else if (of.role() == to) {
      return Optional.empty();
    } else if (to == Role.NONE && isSelf) {
      return Optional.of(StanzaError.conflict());
    } else if (isProtected(by, of, to)) {
      return Optional.of(StanzaError.notAllowed());
    }
    var isOfModerators = of.role() == Role.MODERATOR || to == Role.MODERATOR;
    return isOfModerators && !by.isAdmin()
        ? Optional.of(StanzaError.forbidden())
        : Optional.empty();
  }

  /** Sections 8.2, 8.4 and 9.7: by what the other one is to the room. */
  private static boolean isProtected(Standing by, Standing of, Role to) {
    return switch (to) {
      case NONE -> of.affiliation().compareTo(by.affiliation()) > 0;
      // who is nothing to the room has no level that another one could be at
      case VISITOR ->
          of.isAdmin()
              || (of.affiliation() == Affiliation.MEMBER && by.affiliation() == Affiliation.MEMBER)
              || of.affiliation().compareTo(by.affiliation()) > 0;
      case PARTICIPANT -> of.isAdmin() && of.role() == Role.MODERATOR;
      case MODERATOR -> false;
    };
  }

  /**
   * Empty when the affiliation may be changed.
   *
   * @param owners how many the room has
   */
  static Optional<StanzaError> overAffiliation(
      Affiliation by, Affiliation of, Affiliation to, boolean isSelf, int owners) {
    if (!by.isAtLeast(Affiliation.ADMIN)) {
      return Optional.of(StanzaError.forbidden());
    } else if (of == to) {
      // a new nickname, or nothing at all
      return by == Affiliation.OWNER || !of.isAtLeast(Affiliation.ADMIN) || isSelf
          ? Optional.empty()
          : Optional.of(StanzaError.forbidden());
    } else if (to == Affiliation.OUTCAST && isSelf) {
      return Optional.of(StanzaError.conflict());
    } else if (by == Affiliation.OWNER) {
      // section 10.4: there is always one
      return of == Affiliation.OWNER && owners <= 1
          ? Optional.of(StanzaError.conflict())
          : Optional.empty();
    } else if (to == Affiliation.OUTCAST && of.isAtLeast(Affiliation.ADMIN)) {
      return Optional.of(StanzaError.notAllowed());
    }
    return of.isAtLeast(Affiliation.ADMIN) || to.isAtLeast(Affiliation.ADMIN)
        ? Optional.of(StanzaError.forbidden())
        : Optional.empty();
  }

  /** Who may read a list (sections 8.5, 9.2, 9.5, 9.8, 10.5 and 10.8). */
  static boolean mayRead(Standing by, Affiliation list, boolean nonAnonymous) {
    // section 9.5: where everybody sees who is there, members may know who belongs to it
    var mayKnow = nonAnonymous && by.affiliation().isAtLeast(Affiliation.MEMBER);
    return switch (list) {
      case OUTCAST -> by.isAdmin();
      case MEMBER -> by.isAdmin() || mayKnow;
      case ADMIN, OWNER -> by.affiliation() == Affiliation.OWNER || mayKnow;
      case NONE -> false;
    };
  }

  static boolean mayRead(Standing by, Role list) {
    return by.isAdmin() || (by.role() == Role.MODERATOR && list != Role.MODERATOR);
  }
}

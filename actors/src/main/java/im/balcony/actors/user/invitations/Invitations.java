package im.balcony.actors.user.invitations;

import im.balcony.persistence.event.account.InvitationEvent;
import im.balcony.persistence.event.account.InvitationEvent.InvitationKept;
import im.balcony.persistence.event.account.InvitationEvent.InvitationsShown;
import java.util.ArrayList;
import java.util.List;

/** What waits, one a room at most, in the order in which it came. */
public record Invitations(List<InvitationKept> all) implements InvitationEvent.Fold<Invitations> {
  public static final Invitations NONE = new Invitations(List.of());

  public Invitations {
    all = List.copyOf(all);
  }

  /** Whether one to this room waits. */
  public boolean isTo(String room) {
    return all.stream().anyMatch(each -> each.room().equals(room));
  }

  @Override
  public Invitations on(InvitationKept event) {
    var more = new ArrayList<>(all);
    more.removeIf(each -> each.room().equals(event.room()));
    more.add(event);
    return new Invitations(more);
  }

  @Override
  public Invitations on(InvitationsShown event) {
    return NONE;
  }
}

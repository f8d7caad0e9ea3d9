package im.balcony.actors.user.front;

import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;

/** What those hear whose commands a User that cannot start has to let go. */
final class StartRefusals {
  private final StanzaRouter router;

  StartRefusals(StanzaRouter router) {
    this.router = router;
  }

  /** What repeats itself (sessions, conversations) and what nobody waits for is just dropped. */
  void refuse(UserCommand command) {
    if (command instanceof UserCommand.Route route) {
      refuse(route);
    } else if (command instanceof UserCommand.GetKeys get) {
      get.replyTo().tell(new AccountReply.TryLater());
    } else if (command instanceof UserCommand.ChangeKeys change) {
      change.replyTo().tell(new AccountReply.TryLater());
    } else if (command instanceof UserCommand.AddKeys add) {
      add.replyTo().tell(new AccountReply.TryLater());
    } else if (command instanceof UserCommand.NoteClient note) {
      note.replyTo().tell(new AccountReply.TryLater());
    } else if (command instanceof UserCommand.UseToken use) {
      use.replyTo().tell(new AccountReply.TryLater());
    } else if (command instanceof UserCommand.OpenAccount open) {
      open.replyTo().tell(new AccountReply.TryLater());
    } else if (command instanceof UserCommand.CloseAccount close) {
      close.replyTo().tell(new AccountReply.TryLater());
    }
  }

  private void refuse(UserCommand.Route route) {
    if (route.stanza() instanceof Iq iq && iq.isRequest() && iq.from() != null) {
      var error = StanzaError.resourceConstraint().bounce(iq);
      if (error.isPresent() && StanzaReader.read(error.get()) instanceof StanzaReader.Read read) {
        router.route(read.stanza());
      }
    }
  }
}

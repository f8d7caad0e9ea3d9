package im.balcony.actors.user.front;

import im.balcony.actors.feature.Consequence;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what follows from an answered request. */
final class Consequences {
  private final Front front;
  private final RosterPushes pushes;
  private final Presences presences;
  private final Subscriptions subscriptions;
  private final NodeNotices notices;
  private final RowPushes rows;
  private final DisplayedReads reads;
  private final ServicePushes external;
  private final Account account;

  /** What only the User itself can do. */
  interface Account {
    void admissionChanged();

    void close(Runnable told);

    void endClient(String userAgentId);
  }

  Consequences(
      Front front,
      RosterPushes pushes,
      Presences presences,
      Subscriptions subscriptions,
      NodeNotices notices,
      RowPushes rows,
      DisplayedReads reads,
      ServicePushes external,
      Account account) {
    this.front = front;
    this.pushes = pushes;
    this.presences = presences;
    this.subscriptions = subscriptions;
    this.notices = notices;
    this.rows = rows;
    this.reads = reads;
    this.external = external;
    this.account = account;
  }

  /** Ends the account if that is among them; {@code told} is called when it is durable. */
  boolean closes(List<Consequence> consequences, Runnable told) {
    if (!consequences.contains(new Consequence.CloseAccount())) {
      return false;
    }
    account.close(told);
    return true;
  }

  void carryOut(List<Consequence> consequences, @Nullable OpenSession session) {
    for (var consequence : consequences) {
      if (session == null || !forSession(consequence, session)) {
        forAccount(consequence);
      }
    }
  }

  /** Whether it was about the asking session alone. */
  private boolean forSession(Consequence consequence, OpenSession session) {
    if (consequence instanceof Consequence.RosterRequested asked) {
      session.remember(session.memory().withRosterRequested(asked.annotated()));
    } else if (consequence instanceof Consequence.BlockListRequested) {
      session.remember(session.memory().withBlockListRequested());
    } else if (consequence instanceof Consequence.ServicesTold told) {
      external.told(session, told.list());
    } else if (consequence instanceof Consequence.SetCarbons set) {
      session.remember(session.memory().withCarbons(set.enabled()));
    } else if (consequence instanceof Consequence.InboxUsed) {
      session.remember(session.memory().withInboxUsed());
    } else if (consequence instanceof Consequence.Displayed shown) {
      reads.displayed(shown.payload(), session);
    } else if (consequence instanceof Consequence.PushRow push) {
      rows.push(push.peer(), push.type(), session);
    } else if (consequence instanceof Consequence.ArchiveUsed) {
      session.remember(session.memory().withArchiveUsed());
    } else if (consequence instanceof Consequence.PushToAsker push) {
      push.payloads().forEach(payload -> pushes.push(List.of(session), payload));
    } else {
      return false;
    }
    return true;
  }

  private void forAccount(Consequence consequence) {
    if (consequence instanceof Consequence.TellBox tell) {
      rows.tellBox(tell.peer());
    } else if (consequence instanceof Consequence.PushRoster push) {
      pushes.push(front.account().committed(), push.contact());
    } else if (consequence instanceof Consequence.ShowInChannel show) {
      presences.showIn(show.channel());
    } else if (consequence instanceof Consequence.PushBlockList push) {
      pushes.push(
          front.sessions().where(session -> session.memory().blockListRequested()), push.payload());
    } else if (consequence instanceof Consequence.HidePresence hide) {
      hide.from().forEach(address -> changePresence(address, false));
    } else if (consequence instanceof Consequence.ShowPresence show) {
      show.to().forEach(address -> changePresence(address, true));
    } else if (consequence instanceof Consequence.SendSubscription send) {
      subscriptions.send(send.contact(), send.kind(), send.sawPresence());
    } else if (consequence instanceof Consequence.AvatarChanged) {
      presences.avatarChanged();
    } else if (consequence instanceof Consequence.NotifyNode about) {
      notices.tell(about);
    } else if (consequence instanceof Consequence.NotifySubscriber about) {
      notices.tell(about.subscriber(), about.event());
    } else if (consequence instanceof Consequence.EndClient end) {
      account.endClient(end.userAgentId());
    } else if (consequence instanceof Consequence.AdmissionChanged) {
      account.admissionChanged();
    }
  }

  /** Only for those who may see it by their subscription (XEP-0191 sections 3.3 and 3.4). */
  private void changePresence(Jid address, boolean available) {
    for (var item : front.decided().roster().all()) {
      var contact = item.contact();
      var meant =
          address.isDomain() ? contact.domainJid().equals(address) : contact.equals(address.bare());
      if (item.from() && meant) {
        presences.show(address.isFull() ? address : contact, available);
      }
    }
  }
}

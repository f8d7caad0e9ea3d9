package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import im.balcony.actors.BatchLog;
import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.actors.feature.rewrite.RewriteNews;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.account.AccountWriter;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.persistence.event.account.AccountEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The parts of one account's front, put together. */
record FrontParts(
    String incarnation,
    Front front,
    MessagePath path,
    SessionRegistry registry,
    StanzaOrder order,
    StanzaIntake intake,
    RoomRoutes rooms,
    LaterAnswers later,
    ArchiveAccess archive,
    BookmarkedMutes mutes,
    FollowedRooms followed,
    OfflineMessages offline,
    NodeNotices notices,
    RequestRows requests,
    CallFeed calls,
    CallRecordWriter records,
    PushSender pushes,
    ServicePushes external,
    PushRecovery recovery,
    AccountClosing closing) {

  static FrontParts of(
      User.Entity entity,
      String incarnation,
      ActorRef<BatchLog.Batch<AccountEvent>> log,
      AccountState state) {
    var context = entity.context();
    var ports = entity.ports();
    var settings = entity.settings();
    var sessions = new Sessions();
    var rooms =
        new RoomRoutes(
            entity.bareJid(),
            sessions,
            ports.rooms(),
            ports.roomSettings(),
            entity.timers(),
            ChronoUnit.MICROS.between(Instant.EPOCH, ports.messages().clock().instant()));
    var front =
        new Front(
            entity.bareJid(),
            sessions,
            new AccountWriter(state, log::tell, settings.writesWaitingMax()),
            rooms.over(ports.router()),
            settings,
            ports.messages().clock());
    var archive = new ArchiveAccess(context, incarnation, ports.archive());
    var offline = new OfflineMessages(front, archive);
    var notices = new NodeNotices(front);
    var interests = new Interests(front, ports.caps(), notices);
    var debt = new PushDebt(front, ports.pushNotes());
    var pushServices =
        new PushSender(
            front,
            ports.pushSettings(),
            entity.timers(),
            archive::committed,
            new PushedRows(archive, ports.archive()),
            debt);
    var invitations =
        new KeptInvitations(front, ports.roomSettings().invitationsMax(), pushServices);
    var presences =
        new Presences(front, offline, interests, new ChannelClients(front, rooms), invitations);
    var pushes = new RosterPushes(front);
    var external = new ServicePushes(context, front, ports.external(), pushes);
    var rows = new RowPushes(front, pushes, archive, new RowPreviews(ports.archive()));
    var requests = new RequestRows(archive, rows, pushServices);
    var subscriptions = new Subscriptions(front, pushes, presences, interests, requests);
    var outcomes = new RequestOutcomes();
    var calls =
        new CallFeed(
            front,
            ports.calls(),
            entity.timers(),
            ports.messageSettings().repeatAfter(),
            archive::committed);
    var delivery =
        delivery(front, incarnation, ports, archive, offline, rows, outcomes, calls, pushServices);
    var path =
        new MessagePath(
            context, entity.timers(), delivery, ports.messages(), ports.messageSettings());
    var registry =
        new SessionRegistry(
            context,
            front,
            presences,
            interests,
            offline,
            archive,
            new CatchUp(front, archive, offline),
            session -> {
              rooms.moved(session);
              external.registered(session);
            },
            new CallNotices(front, archive, ports.archive(), archive::committed),
            pushServices);
    var closing = new AccountClosing(front, subscriptions, registry);
    var followed =
        new FollowedRooms(
            front,
            incarnation,
            ports.rooms(),
            ports.roomSettings(),
            entity.timers(),
            path,
            rows,
            pushServices);
    var consequences =
        new Consequences(
            front,
            pushes,
            presences,
            subscriptions,
            notices,
            rows,
            new DisplayedReads(front, archive, ports.archive(), path, rows, followed),
            external,
            account(delivery, closing, registry));
    var mutes = new BookmarkedMutes(front, path, ports.bookmarkedSettings(), consequences, rows);
    archive.use(path, mutes::isCurrent, followed::isCurrent);
    var later = new LaterAnswers(context, settings.laterAnswersMax(), settings.laterAnswerMax());
    var iqs =
        new IqDispatch(
            front,
            ports.services(),
            consequences,
            interests,
            later,
            archive::archiveHead,
            archive::listHead,
            mutes::decide,
            new RequestedMessages(front, path, outcomes),
            new SessionSteps(front, calls),
            pushServices);
    var order = new StanzaOrder(path);
    var intake =
        new StanzaIntake(
            front,
            new MessageSubmission(
                front, path, iqs, order, new MarkerTargets(path, archive, ports.archive())),
            presences,
            new RoomSubmission(front, rooms, presences, followed),
            new PresenceArrivals(front),
            subscriptions,
            iqs,
            new NoticeArrivals(front, notices),
            order,
            path,
            invitations,
            () -> ports.sessions().callSessionsOf(entity.bareJid()));
    return new FrontParts(
        incarnation,
        front,
        path,
        registry,
        order,
        intake,
        rooms,
        later,
        archive,
        mutes,
        followed,
        offline,
        notices,
        requests,
        calls,
        new CallRecordWriter(path, outcomes, ports.calls()),
        pushServices,
        external,
        new PushRecovery(front, path::index, pushServices, debt),
        closing);
  }

  private static MessageDelivery delivery(
      Front front,
      String incarnation,
      UserPorts ports,
      ArchiveAccess archive,
      OfflineMessages offline,
      RowPushes rows,
      RequestOutcomes outcomes,
      CallFeed calls,
      PushSender pushes) {
    return new MessageDelivery(
        front,
        incarnation,
        offline,
        new StoredNotices(front, incarnation, archive, ports.messages().lookup()),
        new RewriteNotices(front, archive, new RewriteNews(ports.archive()), rows),
        outcomes,
        calls,
        pushes,
        front.clock().millis(),
        () -> {
          archive.opened();
          front.sessions().flush();
        });
  }

  private static Consequences.Account account(
      MessageDelivery delivery, AccountClosing closing, SessionRegistry registry) {
    return new Consequences.Account() {
      @Override
      public void admissionChanged() {
        delivery.admissionChanged();
      }

      @Override
      public void close(Runnable told) {
        closing.close(told);
      }

      @Override
      public void endClient(String userAgentId) {
        registry.endClient(userAgentId);
      }
    };
  }

  /** Sends what was collected: to other accounts and conversations first, then to sessions. */
  void flush() {
    order.release();
    path.flush();
    mutes.check();
    followed.check();
    recovery.check();
    archive.opened();
    front.sessions().flush();
  }

  boolean isNeeded() {
    return !front.sessions().isEmpty()
        || path.hasWork()
        || !front.account().isIdle()
        || !later.isIdle()
        || !rooms.isIdle()
        || !followed.isIdle()
        || !calls.isIdle()
        || !pushes.isIdle();
  }
}

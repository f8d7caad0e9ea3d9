package im.balcony.actors.user.front;

import im.balcony.actors.user.UserCommand;

/** Notices of contacts' nodes, for those clients that want them (XEP-0163 section 4.3.2). */
final class NoticeArrivals {
  private final Front front;
  private final NodeNotices notices;

  NoticeArrivals(Front front, NodeNotices notices) {
    this.front = front;
    this.notices = notices;
  }

  void arrived(UserCommand.NodeNotice notice) {
    var item = front.decided().roster().items().get(notice.account());
    if (item == null || !item.to() || front.isBlocked(notice.account())) {
      return;
    }
    var to = notice.to();
    if (to.isBare()) {
      Interests.inNode(front.sessions(), notice.node())
          .forEach(
              session ->
                  session.send(
                      notice.message().withAttribute("to", session.fullJid().toString()), false));
      return;
    }
    var session = front.sessions().get(to);
    if (session != null && session.isAvailable()) {
      notices.sendLastItem(session, notice.message());
    }
  }
}

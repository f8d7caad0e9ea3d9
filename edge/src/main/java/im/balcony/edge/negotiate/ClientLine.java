package im.balcony.edge.negotiate;

import akka.actor.typed.ActorRef;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionWishes;
import im.balcony.edge.bridge.SessionBridge;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the steps of a negotiation can do with their connection; all on its event loop. */
interface ClientLine {

  void send(XmlElement element);

  /** Ends the stream with this error. */
  void fail(StreamErrorCondition condition, @Nullable String text);

  /**
   * From here on only elements may come, and no white space between them (XEP-0388 2.4), or not.
   */
  void onlyElements(boolean only);

  /**
   * The connection is a stranger's no more.
   *
   * @param wishes what is known of the session to be
   */
  void loggedIn(Jid account, SessionWishes wishes);

  /** Goes on when it is this login's turn, or ends the stream because there are too many. */
  void admit(LoginAdmission.Kind kind, Runnable then);

  /** Answers a login in vain; too many of them end the stream. */
  void loginFailed(XmlElement failure);

  /** What a client that has logged in has already; nothing of it is offered again. */
  enum Progress {
    NOTHING,
    /** A resource. */
    BOUND,
    /** A resource, and Stream Management that was enabled along with it (XEP-0386). */
    MANAGED
  }

  /** What is offered once logged in. */
  XmlElement features(Progress progress);

  /** Reads nothing until the answer is there, then goes on in the order of what was sent. */
  <T> void await(CompletionStage<T> answer, BiConsumer<@Nullable T, @Nullable Throwable> then);

  /** What the client sent along with its login comes before whatever it sends behind it. */
  void unread(List<XmlElement> elements);

  /** What will join the connection to a session. */
  SessionBridge newBridge();

  /** From here on the stream is the session's. */
  void handOver(SessionBridge bridge, ActorRef<SessionCommand> session);
}

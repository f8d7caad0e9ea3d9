package im.balcony.actors.room;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import im.balcony.actors.session.Frames;
import im.balcony.actors.session.RoomPost;
import im.balcony.actors.session.RoomStanza;
import im.balcony.actors.session.SessionCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a room says to clients at other nodes: who gets the same gets it in one message a node, in
 * pieces that a frame between nodes has room for.
 */
final class Posts {
  /** Clients in one message between nodes. */
  static final int SESSIONS_MAX = 4096;

  private record Same(Address node, long upTo, List<RoomStanza> stanzas) {}

  private final ActorRefResolver resolver;
  private final String life;
  private final Map<Same, List<String>> waiting = new LinkedHashMap<>();
  private final Map<Address, ActorRef<RoomPost.Share>> nodes = new HashMap<>();

  Posts(ActorRefResolver resolver, String life) {
    this.resolver = resolver;
    this.life = life;
  }

  /**
   * To a client of this node at once, to another one with the next {@link #send}.
   *
   * @param upTo with these the client has heard all up to this id
   */
  void add(ActorRef<SessionCommand> session, long upTo, List<RoomStanza> stanzas) {
    var node = session.path().address();
    if (node.hasLocalScope()) {
      session.tell(new SessionCommand.DeliverFromRoom(life, upTo, stanzas));
    } else {
      waiting
          .computeIfAbsent(new Same(node, upTo, stanzas), same -> new ArrayList<>())
          .add(RoomPost.name(session));
    }
  }

  void send() {
    waiting.forEach(this::send);
    waiting.clear();
  }

  private void send(Same same, List<String> sessions) {
    var post = nodes.computeIfAbsent(same.node(), node -> RoomPost.at(node, resolver));
    for (var from = 0; from < sessions.size(); from += SESSIONS_MAX) {
      var some = sessions.subList(from, Math.min(sessions.size(), from + SESSIONS_MAX));
      send(post, same, List.copyOf(some));
    }
  }

  private void send(ActorRef<RoomPost.Share> post, Same same, List<String> sessions) {
    var pieces = Frames.cut(same.stanzas(), stanza -> stanza.xml().size());
    var upTo = 0L;
    for (var stanzas : pieces.subList(0, pieces.size() - 1)) {
      upTo = stanzas.stream().mapToLong(RoomStanza::id).reduce(upTo, Math::max);
      post.tell(new RoomPost.Share(life, upTo, stanzas, sessions));
    }
    var last = pieces.get(pieces.size() - 1);
    post.tell(new RoomPost.Share(life, same.upTo(), last, sessions));
  }
}

package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of an XMPP server on loopback to test load clients: PLAIN, bind, resumption, carbons,
 * archive; all on one thread, and faulty on request.
 */
public final class TinyServer implements AutoCloseable {
  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final Channel listener;
  private final List<TinyConnection> connections = new ArrayList<>();
  private final Map<String, TinyAccount> accounts = new HashMap<>();
  private final Map<String, TinySession> resumable = new HashMap<>();
  private final TinyRooms rooms = new TinyRooms();
  private final TinyPhones phones = new TinyPhones();
  private int loseEvery;
  private int refuseEvery;
  private boolean withholdsPresence;
  private int messages;
  private int sessions;
  private int tokenGeneration;
  private int skipWhenReplaying;
  private long lastId = 1_000_000;

  public TinyServer() {
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    var connection = new TinyConnection(TinyServer.this);
                    connections.add(connection);
                    channel.pipeline().addLast(new FramesIn(connection));
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Settings of clients that log in here. */
  public ClientSettings settings() {
    return new ClientSettings(
        "127.0.0.1", port(), "localhost", false, ClientSettings.Mechanism.PLAIN, 1, 5_000);
  }

  /** Acknowledges every n-th message and throws it away. */
  public void loseEvery(int n) {
    onLoop(() -> loseEvery = n);
  }

  /** Answers every n-th message with an error. */
  public void refuseEvery(int n) {
    onLoop(() -> refuseEvery = n);
  }

  /** Whether clients wait in vain for their own presence, so that they never become ready. */
  public void withholdPresence(boolean withheld) {
    onLoop(() -> withholdsPresence = withheld);
  }

  boolean withholdsPresence() {
    return withholdsPresence;
  }

  /** How many sessions there have been. */
  public int sessions() {
    var count = new int[1];
    onLoop(() -> count[0] = sessions);
    return count[0];
  }

  /** All sockets are gone; sessions can be resumed, unless they are forgotten. */
  public void cutAll(boolean forgetSessions) {
    onLoop(
        () -> {
          List.copyOf(connections).forEach(TinyConnection::cut);
          if (forgetSessions) {
            resumable.clear();
            accounts.values().forEach(account -> account.sessions().clear());
          }
        });
  }

  public int archived(String account) {
    var size = new int[1];
    onLoop(() -> size[0] = account(account).archive().size());
    return size[0];
  }

  private void onLoop(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }

  /** Nobody is let in by a token that was given before. */
  public void forgetTokens() {
    onLoop(() -> tokenGeneration++);
  }

  /** Who asks what happened in a conversation is not told every n-th version. */
  public void skipWhenReplaying(int n) {
    onLoop(() -> skipWhenReplaying = n);
  }

  int skipWhenReplaying() {
    return skipWhenReplaying;
  }

  /** The token of an account's one client that has tokens. */
  String token(String name) {
    return "token " + tokenGeneration + " of " + name;
  }

  TinyAccount account(String name) {
    return accounts.computeIfAbsent(name, TinyAccount::new);
  }

  TinySession newSession(TinyConnection connection, TinyAccount account) {
    var session = new TinySession("r" + ++sessions, account, connection);
    account.sessions().add(session);
    resumable.put(session.name(), session);
    return session;
  }

  @Nullable TinySession resumable(String name) {
    return resumable.get(name);
  }

  void gone(TinyConnection connection) {
    connections.remove(connection);
  }

  TinyRooms rooms() {
    return rooms;
  }

  TinyPhones phones() {
    return phones;
  }

  /** From now on no phone that sleeps is woken. */
  public void forgetPhones() {
    onLoop(phones::forget);
  }

  void call(XmlElement message) {
    var to = String.valueOf(message.attribute("to"));
    phones.called(account(to.substring(0, to.indexOf('@'))), message);
  }

  /** To all in the room, or an error. */
  void say(TinySession from, String room, String id, String inner) {
    messages++;
    if (refuseEvery > 0 && messages % refuseEvery == 0) {
      refuse(from, id);
    } else {
      rooms.say(from, room, id, inner);
    }
  }

  private static void refuse(TinySession from, String id) {
    from.send(
        "<message type='error' id='"
            + id
            + "'><error type='wait'><resource-constraint"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  }

  /** Archives once for each side and delivers to all devices but the sending one. */
  void message(TinySession from, String to, String originId, String inner) {
    messages++;
    if (refuseEvery > 0 && messages % refuseEvery == 0) {
      refuse(from, originId);
      return;
    }
    if (loseEvery > 0 && messages % loseEvery == 0) {
      return;
    }
    var sender = from.account();
    for (var account : List.of(account(to), sender)) {
      if (account.archive().stream().anyMatch(entry -> entry.originId().equals(originId))) {
        continue;
      }
      var id = Long.toString(++lastId);
      var entry = new TinyAccount.Entry(id, originId, sender.name(), to, inner);
      account.archive().add(entry);
      for (var session : account.sessions()) {
        if (session != from) {
          session.send(
              account.name().equals(sender.name())
                  ? entry.asSentCarbon()
                  : entry.asMessage(account.name()));
        }
      }
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}

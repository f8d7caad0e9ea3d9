package im.balcony.load.client;

import im.balcony.load.client.StreamManagement.Stanza;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One device of one account: logs in, sends, acknowledges, resumes (XEP-0198), with carbons.
 *
 * <p>Messages that a lost session left unacknowledged are sent again by the next one, with the same
 * origin-id and before anything new. All methods but {@link #loop} belong to the event loop.
 */
public final class LoadClient {
  static final String SM = "urn:xmpp:sm:3";
  private static final String CLIENT = "jabber:client";

  private final ClientGroup group;
  private final Account account;
  private final LoginKind kind;
  private final ClientToken token = new ClientToken();
  private final EventLoop loop;
  private final int device;
  private final ClientListener listener;
  private final String bareJid;
  private final StreamManagement managed = new StreamManagement();
  private final IqRequests requests = new IqRequests();
  private @Nullable Connection connection;
  private List<OutgoingMessage> toSendAgain = List.of();
  private boolean ready;
  private int messagesSinceRequest;
  private int sessions;

  LoadClient(
      ClientGroup group,
      Account account,
      LoginKind kind,
      EventLoop loop,
      int device,
      ClientListener listener) {
    this.group = group;
    this.kind = kind;
    this.device = device;
    this.account = account;
    this.loop = loop;
    this.listener = listener;
    this.bareJid = account.bareJid(group.settings().domain());
  }

  public EventLoop loop() {
    return loop;
  }

  public Account account() {
    return account;
  }

  public String bareJid() {
    return bareJid;
  }

  /** Names the bound session in histories: account, device and a count of its sessions. */
  public String sessionName() {
    return account.name() + "/" + device + "." + sessions;
  }

  public boolean isReady() {
    return ready;
  }

  /** Stanzas that the server has not acknowledged, and messages of a lost session. */
  public int unacknowledgedCount() {
    return managed.unacknowledgedCount() + toSendAgain.size();
  }

  /** Connects, and resumes the last session if there is one. */
  public void connect() {
    if (connection != null) {
      throw new IllegalStateException(account.name() + " is connected");
    }
    var attempt = new Connection();
    connection = attempt;
    group.connect(loop, new FramesIn(attempt), attempt::closed);
    var unused =
        loop.schedule(
            attempt::timeOut, group.settings().loginTimeoutMillis(), TimeUnit.MILLISECONDS);
  }

  /** Cuts the socket without a word: the session can be resumed. */
  public void cut() {
    var current = connection;
    if (current != null) {
      current.closed("cut by its owner");
    }
  }

  /** Ends the stream, and the session with it; the listener is told that the connection is lost. */
  public void leave() {
    var current = connection;
    managed.forgetResumption();
    if (current != null) {
      current.write("</stream:stream>");
    }
  }

  /** Makes the next {@link #connect} a new login. */
  public void forgetResumption() {
    managed.forgetResumption();
  }

  /** Sends when ready, else refuses. */
  public boolean send(OutgoingMessage message) {
    var current = connection;
    if (!ready || current == null) {
      return false;
    }
    listener.sending(this, message);
    current.stanza(new Stanza(message.toXml(group.settings().domain()), message));
    messagesSinceRequest++;
    if (messagesSinceRequest >= group.settings().acknowledgementEvery()) {
      messagesSinceRequest = 0;
      current.write("<r xmlns='" + SM + "'/>");
    }
    return true;
  }

  /**
   * Asks the own server and gives the answering {@code iq}, or null if the connection was lost.
   *
   * @return false if not connected
   */
  public boolean request(String type, String payload, Consumer<@Nullable XmlElement> answer) {
    return ask(id -> "<iq type='" + type + "' id='" + id + "'>" + payload + "</iq>", answer);
  }

  /** The same to a service of the own domain, such as {@code push}. */
  public boolean request(
      String type, String service, String payload, Consumer<@Nullable XmlElement> answer) {
    var to = service + "." + group.settings().domain();
    return ask(
        id -> "<iq type='%s' to='%s' id='%s'>%s</iq>".formatted(type, to, id, payload), answer);
  }

  private boolean ask(UnaryOperator<String> question, Consumer<@Nullable XmlElement> answer) {
    return ready && connection != null && stanza(question.apply(requests.add(answer)));
  }

  /**
   * Sends a presence of this type (RFC 6121 section 4.7.1) to an account of the own domain, or to
   * all that may see it.
   *
   * @return false if not connected
   */
  public boolean presence(String type, @Nullable String to) {
    var address = to == null ? "" : " to='" + to + "@" + group.settings().domain() + "'";
    return stanza("<presence type='" + type + "'" + address + "/>");
  }

  /**
   * Sends a step of a call (XEP-0353) to an account of the own domain.
   *
   * @return false if not connected
   */
  public boolean call(String step, String to, String sessionId) {
    return stanza(LoadCalls.step(step, to + "@" + group.settings().domain(), sessionId));
  }

  private boolean stanza(String xml) {
    var current = connection;
    if (!ready || current == null) {
      return false;
    }
    current.stanza(xml);
    return true;
  }

  /**
   * Enters a room of the own domain; the listener is told when the client is in.
   *
   * @return false if not connected
   */
  public boolean enter(String room, String nick) {
    return stanza(LoadRooms.entering(LoadRooms.address(room, group.settings().domain()), nick));
  }

  /**
   * Opens the room that the client has made, as it is by default, and gives the answer, or null if
   * the connection was lost.
   *
   * @return false if not connected
   */
  public boolean open(String room, Consumer<@Nullable XmlElement> answer) {
    var address = LoadRooms.address(room, group.settings().domain());
    return ask(id -> LoadRooms.opening(address, id), answer);
  }

  /** The same; fails if the connection is not there, or lost before the answer. */
  CompletionStage<XmlElement> request(String type, String payload) {
    var answered = new CompletableFuture<XmlElement>();
    var sent =
        request(
            type,
            payload,
            answer -> {
              if (answer == null) {
                answered.completeExceptionally(new IllegalStateException("connection lost"));
              } else {
                answered.complete(answer);
              }
            });
    if (!sent) {
      answered.completeExceptionally(new IllegalStateException("not connected"));
    }
    return answered;
  }

  /** Messages that are not chat, such as archive results, go there. */
  void onOtherMessages(@Nullable Consumer<XmlElement> consumer) {
    requests.onOtherMessages(consumer);
  }

  private void arrived(XmlElement element) {
    managed.received();
    if (element.is("message", CLIENT)) {
      message(element);
    } else if (element.is("iq", CLIENT)) {
      iq(element);
    } else if (LoadRooms.isIn(element)) {
      listener.entered(this);
    } else if (LoadRooms.isOut(element)) {
      listener.out(this);
    }
  }

  private void message(XmlElement element) {
    if ("error".equals(element.attribute("type"))) {
      var id = element.attribute("id");
      var condition = element.child("error", CLIENT).map(LoadClient::condition).orElse("");
      listener.refused(this, id == null ? "" : id, condition);
      return;
    }
    LoadCalls.proposed(element).ifPresent(sessionId -> listener.called(this, sessionId));
    var message = IncomingMessage.read(element, bareJid);
    if (message.isPresent()) {
      listener.received(this, message.get());
    } else {
      requests.otherMessage(element);
    }
  }

  private void iq(XmlElement element) {
    var type = element.attribute("type");
    var current = connection;
    if ("result".equals(type) || "error".equals(type)) {
      requests.answer(element);
    } else if (current != null) {
      current.answerPing(element);
    }
  }

  private static String condition(XmlElement error) {
    return error.elements().stream().map(XmlElement::name).findFirst().orElse("");
  }

  /** One socket, from its opening to its end. */
  private final class Connection implements FramesIn.Connection, OneExchangeLogin.Steps {
    private final Login login = kind.login(group, account, token, this);
    private @Nullable Wire wire;
    private boolean loggedIn;
    private boolean enabled;
    private boolean available;

    @Override
    public void opened(Channel channel) {
      wire = new Wire(channel);
      if (connection == this) {
        login.openStream();
      } else {
        wire.close();
      }
    }

    @Override
    public void frame(StreamFrame frame) {
      if (connection != this) {
        return;
      }
      if (frame instanceof StreamFrame.Element element) {
        element(element.element());
      } else if (frame instanceof StreamFrame.Close) {
        closed("the server ended the stream");
      } else if (frame instanceof StreamFrame.Malformed malformed) {
        closed("the server sent bad XML: " + malformed.detail());
      }
    }

    private void element(XmlElement element) {
      if (element.is("error", "http://etherx.jabber.org/streams")) {
        closed("stream error: " + condition(element));
      } else if (!loggedIn) {
        login.element(element);
      } else if (element.is("r", SM)) {
        write("<a xmlns='" + SM + "' h='" + managed.handled() + "'/>");
      } else if (element.is("a", SM)) {
        acknowledge(Login.number(element, "h"));
      } else if (element.is("enabled", SM)) {
        enabled(element);
        readyWhenAll();
      } else if (element.is("features", Login.STREAM)) {
        // what a session that came with its login can use (XEP-0388 2.6.1): nothing more is wanted
        return;
      } else if (element.is("failed", SM)) {
        closed("stream management refused: " + element.toXml());
      } else {
        if (!available && element.is("presence", CLIENT)) {
          available = true;
        }
        arrived(element);
        readyWhenAll();
      }
    }

    private void readyWhenAll() {
      if (!ready && enabled && available) {
        becomeReady(false);
      }
    }

    /** A session that was lost before it was ready has not sent what the one before it left. */
    private void becomeReady(boolean resumed) {
      ready = true;
      listener.ready(LoadClient.this, resumed);
      var again = toSendAgain;
      toSendAgain = List.of();
      again.forEach(LoadClient.this::send);
    }

    private void acknowledge(long h) {
      var messages = managed.acknowledge(h);
      if (messages == null) {
        closed("the server acknowledges more than it was sent: " + h);
        return;
      }
      messages.forEach(message -> listener.acknowledged(LoadClient.this, message));
    }

    void stanza(String xml) {
      stanza(new Stanza(xml, null));
    }

    void stanza(Stanza stanza) {
      managed.sent(stanza);
      write(stanza.xml());
    }

    @Override
    public void write(String xml) {
      if (wire != null) {
        wire.write(xml);
      }
    }

    void answerPing(XmlElement iq) {
      var from = iq.attribute("from");
      var to = from == null ? "" : "' to='" + from;
      stanza("<iq type='result' id='" + iq.attribute("id") + to + "'/>");
    }

    @Override
    public void startTls() {
      if (wire != null) {
        wire.startTls(group);
      }
    }

    @Override
    public void expectNewStream() {
      if (wire != null) {
        wire.expectNewStream();
      }
    }

    @Override
    public @Nullable String resumption() {
      var id = managed.resumptionId();
      return id == null
          ? null
          : "<resume xmlns='%s' h='%d' previd='%s'/>".formatted(SM, managed.handled(), id);
    }

    @Override
    public void resumed(long h) {
      loggedIn = true;
      enabled = true;
      available = true;
      acknowledge(h);
      if (connection != this) {
        return;
      }
      for (var stanza : managed.unacknowledged()) {
        if (stanza.message() != null) {
          listener.sending(LoadClient.this, stanza.message());
        }
        write(stanza.xml());
      }
      write("<r xmlns='" + SM + "'/>");
      becomeReady(true);
    }

    @Override
    public void resumptionRefused(@Nullable Long h) {
      if (h != null) {
        acknowledge(h);
      }
      managed.forgetResumption();
    }

    @Override
    public void bound() {
      newSession();
      write("<enable xmlns='" + SM + "' resume='true'/>");
      stanza("<iq type='set' id='carbons'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
      stanza("<presence/>");
    }

    @Override
    public void begun(XmlElement managedBy) {
      newSession();
      enabled(managedBy);
      stanza("<presence/>");
    }

    private void newSession() {
      loggedIn = true;
      sessions++;
      var again = new ArrayList<>(managed.start());
      again.addAll(toSendAgain);
      toSendAgain = again;
    }

    private void enabled(XmlElement element) {
      managed.enabled(
          "true".equals(element.attribute("resume")) || "1".equals(element.attribute("resume"))
              ? element.attribute("id")
              : null);
      enabled = true;
    }

    @Override
    public void tokenShown(boolean accepted) {
      listener.tokenShown(LoadClient.this, accepted);
    }

    @Override
    public void failed(String reason) {
      closed(reason);
    }

    void timeOut() {
      if (connection == this && !ready) {
        closed("not logged in within " + group.settings().loginTimeoutMillis() + " ms");
      }
    }

    @Override
    public void closed(String reason) {
      if (connection != this) {
        return;
      }
      connection = null;
      ready = false;
      if (wire != null) {
        wire.close();
      }
      requests.fail();
      listener.lost(LoadClient.this, reason);
    }
  }
}

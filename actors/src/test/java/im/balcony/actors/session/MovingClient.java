package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that counts what it gets (XEP-0198) and comes back wherever it likes. */
final class MovingClient {
  private final Jid jid;
  private final List<XmlElement> got = new ArrayList<>();
  private long h;
  private @Nullable Line line;
  private @Nullable ActorRef<SessionCommand> session;
  private volatile @Nullable XmlElement lastError;
  private volatile boolean isClosed;

  MovingClient(String fullJid) {
    this.jid = Jid.parse(fullJid);
  }

  Jid jid() {
    return jid;
  }

  private final class Line implements ClientConnection {
    private volatile boolean isOpen = true;

    @Override
    public void write(byte[] xml) {
      synchronized (MovingClient.this) {
        if (isOpen) {
          var element = StoredXml.read(xml);
          if (List.of("message", "presence", "iq").contains(element.name())) {
            h++;
            got.add(element);
          }
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
      return isOpen;
    }

    @Override
    public void settled(int items) {}

    @Override
    public void drop(@Nullable XmlElement streamError) {
      lastError = streamError;
      isOpen = false;
    }

    @Override
    public void close(@Nullable XmlElement streamError) {
      lastError = streamError;
      isOpen = false;
      isClosed = true;
    }
  }

  synchronized ClientConnection connect() {
    line = new Line();
    return line;
  }

  void isAt(ActorRef<SessionCommand> at) {
    session = at;
  }

  boolean isConnected() {
    var now = line;
    return now != null && now.isOpen;
  }

  /** Whether a stream was ever closed on it. */
  boolean wasClosed() {
    return isClosed;
  }

  @Nullable XmlElement lastError() {
    return lastError;
  }

  /** The network is gone; what is written from now on is lost, though it may look written. */
  void losesConnection() {
    var lost = line;
    if (lost != null && session != null) {
      lost.isOpen = false;
      session.tell(new LocalCommand.ConnectionLost(lost));
    }
  }

  /** The network is gone and nobody has noticed: what is written is lost. */
  synchronized void falls() {
    var lost = line;
    if (lost != null) {
      line = null;
      lost.isOpen = false;
    }
  }

  boolean resumes(ActorRef<SessionCommand> at) throws Exception {
    var taken = new CompletableFuture<Boolean>();
    long count;
    ClientConnection next;
    synchronized (this) {
      count = h;
      next = connect();
    }
    at.tell(
        new LocalCommand.Resume(jid.bare(), next, count, resumed -> resumed.toElement(), taken));
    session = at;
    return taken.get(30, TimeUnit.SECONDS);
  }

  void sends(String xml) throws Exception {
    var element =
        XmlParser.parse(
            xml.getBytes(StandardCharsets.UTF_8),
            XmlContext.CLIENT.defaultNamespace(),
            XmlLimits.DEFAULT);
    var read = (StanzaReader.Read) StanzaReader.read(element);
    var now = line;
    if (session != null && now != null) {
      session.tell(new LocalCommand.Received(now, List.of(new ClientItem.Accepted(read.stanza()))));
    }
  }

  /** All that it got, once. */
  synchronized List<XmlElement> got(Predicate<XmlElement> wanted) {
    return got.stream().filter(wanted).toList();
  }

  /** The ids of the messages with a body, in the order in which they came. */
  List<String> messages() {
    return got(
            each ->
                each.name().equals("message") && each.child("body", "jabber:client").isPresent())
        .stream()
        .map(each -> String.valueOf(each.attribute("id")))
        .toList();
  }
}

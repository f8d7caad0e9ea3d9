package im.balcony.load.client;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One socket of the test server. */
final class TinyConnection implements FramesIn.Connection {
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final String SM = LoadClient.SM;

  private final TinyServer server;
  private @Nullable Wire wire;
  private @Nullable String user;
  private @Nullable TinySession session;

  TinyConnection(TinyServer server) {
    this.server = server;
  }

  @Override
  public void opened(Channel channel) {
    wire = new Wire(channel);
  }

  @Override
  public void closed(String reason) {
    server.gone(this);
    if (session != null) {
      session.detach();
      session = null;
    }
  }

  void cut() {
    closed("cut");
    if (wire != null) {
      wire.close();
    }
  }

  void write(String xml) {
    if (wire != null) {
      wire.write(xml);
    }
  }

  @Override
  public void frame(StreamFrame frame) {
    if (frame instanceof StreamFrame.Open) {
      write(
          "<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0' id='1'"
              + " xmlns:stream='http://etherx.jabber.org/streams' from='localhost'>"
              + "<stream:features/>");
    } else if (frame instanceof StreamFrame.Element element) {
      element(element.element());
    }
  }

  private void element(XmlElement element) {
    switch (element.name()) {
      case "auth" -> authenticate(element);
      case "resume" -> resume(element);
      case "enable" -> enable();
      case "r" -> write("<a xmlns='" + SM + "' h='" + session().handled() + "'/>");
      case "a" -> session().acknowledge(Login.number(element, "h"));
      default -> stanza(element);
    }
  }

  private void authenticate(XmlElement element) {
    var parts =
        new String(Base64.getDecoder().decode(element.text()), StandardCharsets.UTF_8)
            .split("\0", -1);
    if (!parts[2].equals(Account.PASSWORD)) {
      write("<failure xmlns='" + SASL + "'><not-authorized/></failure>");
      return;
    }
    user = parts[1];
    write("<success xmlns='" + SASL + "'/>");
    if (wire != null) {
      wire.expectNewStream();
    }
  }

  private void resume(XmlElement element) {
    var known = server.resumable(Objects.requireNonNull(element.attribute("previd")));
    if (known == null) {
      write("<failed xmlns='" + SM + "'/>");
      return;
    }
    session = known;
    write("<resumed xmlns='%s' h='%d' previd='x'/>".formatted(SM, known.handled()));
    known.resume(this, Login.number(element, "h")).forEach(this::write);
  }

  private void enable() {
    var begun = server.newSession(this, server.account(Objects.requireNonNull(user)));
    session = begun;
    write("<enabled xmlns='%s' id='%s' resume='true'/>".formatted(SM, begun.name()));
  }

  private TinySession session() {
    return Objects.requireNonNull(session);
  }

  private void stanza(XmlElement element) {
    if (session == null) {
      write(
          "<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>"
              + (user + "@localhost/x</jid></bind></iq>"));
      return;
    }
    session.handledOne();
    if (element.name().equals("message")) {
      var to = Objects.requireNonNull(element.attribute("to"));
      var inner = element.elements().stream().map(XmlElement::toXml).collect(Collectors.joining());
      var id = Objects.requireNonNull(element.attribute("id"));
      server.message(session, to.substring(0, to.indexOf('@')), id, inner);
    } else if (element.name().equals("presence")) {
      if (!server.withholdsPresence()) {
        session.send("<presence from='" + user + "@localhost/x'/>");
      }
    } else {
      iq(element);
    }
  }

  private void iq(XmlElement iq) {
    var query = iq.child("query", "urn:xmpp:mam:2");
    if (query.isEmpty()) {
      session().send("<iq type='result' id='" + iq.attribute("id") + "'/>");
      return;
    }
    var set = query.get().child("set", "http://jabber.org/protocol/rsm").orElseThrow();
    var max = Integer.parseInt(text(set, "max").orElse("10"));
    var entries = session().account().archiveWith(with(query.get()));
    var page = page(entries, set, max);
    var id = Objects.requireNonNull(query.get().attribute("queryid"));
    page.forEach(entry -> session().send(entry.asResult(id)));
    var last = page.isEmpty() ? "" : page.get(page.size() - 1).archiveId();
    var complete = page.isEmpty() || entries.get(entries.size() - 1).archiveId().equals(last);
    session()
        .send(
            ("<iq type='result' id='%s'><fin xmlns='urn:xmpp:mam:2' complete='%s'><set"
                    + " xmlns='http://jabber.org/protocol/rsm'>%s</set></fin></iq>")
                .formatted(
                    iq.attribute("id"),
                    complete,
                    page.isEmpty() ? "" : "<last>" + last + "</last>"));
  }

  private static List<TinyAccount.Entry> page(
      List<TinyAccount.Entry> entries, XmlElement set, int max) {
    if (text(set, "before").isPresent()) {
      return entries.subList(Math.max(0, entries.size() - max), entries.size());
    }
    var after = text(set, "after").map(Long::parseLong).orElse(0L);
    return entries.stream()
        .filter(entry -> Long.parseLong(entry.archiveId()) > after)
        .limit(max)
        .toList();
  }

  private static @Nullable String with(XmlElement query) {
    return query
        .child("x", "jabber:x:data")
        .flatMap(
            form ->
                form.elements().stream()
                    .filter(field -> "with".equals(field.attribute("var")))
                    .findFirst())
        .map(field -> field.elements().get(0).text())
        .map(jid -> jid.substring(0, jid.indexOf('@')))
        .orElse(null);
  }

  private static Optional<String> text(XmlElement set, String name) {
    return set.child(name, "http://jabber.org/protocol/rsm").map(XmlElement::text);
  }
}

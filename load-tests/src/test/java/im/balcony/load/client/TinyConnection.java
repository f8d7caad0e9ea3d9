package im.balcony.load.client;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One socket of the test server. */
final class TinyConnection implements FramesIn.Connection {
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final String SASL2 = "urn:xmpp:sasl:2";
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
    } else if (frame instanceof StreamFrame.Close) {
      leave();
    }
  }

  /** The session ends with its stream. */
  private void leave() {
    if (session != null) {
      session.account().sessions().remove(session);
    }
    write("</stream:stream>");
    cut();
  }

  private void element(XmlElement element) {
    switch (element.name()) {
      case "auth" -> authenticate(element);
      case "authenticate" -> authenticateAtOnce(element);
      case "resume" -> resume(element);
      case "enable" -> write(enable());
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

  /** XEP-0388 with XEP-0386 and XEP-0484: by password or by the token that came of it. */
  private void authenticateAtOnce(XmlElement element) {
    var initial = element.child("initial-response", SASL2).orElseThrow().text();
    var parts =
        new String(Base64.getDecoder().decode(initial), StandardCharsets.UTF_8).split("\0", -1);
    var byToken = ClientToken.MECHANISM.equals(element.attribute("mechanism"));
    var name = byToken ? parts[0] : parts[1];
    var token = new ClientToken();
    token.given(server.token(name));
    try {
      var right = byToken ? token.shownBy(Account.numbered(number(name))) : null;
      if (byToken ? !initial.equals(right) : !parts[2].equals(Account.PASSWORD)) {
        write("<failure xmlns='%s'><not-authorized xmlns='%s'/></failure>".formatted(SASL2, SASL));
        return;
      }
      user = name;
      success(element, byToken ? token.expectedAnswer() : "");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void success(XmlElement element, String proof) {
    var known =
        element
            .child("resume", SM)
            .map(resume -> server.resumable(Objects.requireNonNull(resume.attribute("previd"))));
    var came =
        known.isPresent()
            ? resumed(known.get())
            : "<failed xmlns='%s'/><bound xmlns='urn:xmpp:bind:0'>%s</bound>"
                .formatted(SM, enable());
    write(
        ("<success"
                + " xmlns='%s'><additional-data>%s</additional-data><authorization-identifier>%s</authorization-identifier>%s<token"
                + " xmlns='urn:xmpp:fast:0' token='%s'/></success>")
            .formatted(SASL2, proof, user, came, server.token(Objects.requireNonNull(user))));
    if (known.isPresent()) {
      goOn(known.get(), element.child("resume", SM).orElseThrow());
    } else {
      write("<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>");
    }
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring("load".length()));
  }

  private void resume(XmlElement element) {
    var known = server.resumable(Objects.requireNonNull(element.attribute("previd")));
    if (known == null) {
      write("<failed xmlns='" + SM + "'/>");
      return;
    }
    write(resumed(known));
    goOn(known, element);
  }

  private static String resumed(TinySession known) {
    return "<resumed xmlns='%s' h='%d' previd='x'/>".formatted(SM, known.handled());
  }

  private void goOn(TinySession known, XmlElement resume) {
    session = known;
    known.resume(this, Login.number(resume, "h")).forEach(this::write);
  }

  private String enable() {
    var begun = server.newSession(this, server.account(Objects.requireNonNull(user)));
    session = begun;
    return "<enabled xmlns='%s' id='%s' resume='true'/>".formatted(SM, begun.name());
  }

  private TinySession session() {
    return Objects.requireNonNull(session);
  }

  private void toRoom(TinySession from, XmlElement element) {
    var to = Objects.requireNonNull(element.attribute("to"));
    switch (element.name()) {
      case "presence" -> server.rooms().enter(from, to);
      case "iq" -> server.rooms().open(from, element);
      default -> {
        var inner = element.elements().stream().map(XmlElement::toXml);
        var id = Objects.requireNonNull(element.attribute("id"));
        server.say(from, to, id, inner.collect(Collectors.joining()));
      }
    }
  }

  private void stanza(XmlElement element) {
    if (session == null) {
      write(
          "<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>"
              + (user + "@localhost/x</jid></bind></iq>"));
      return;
    }
    session.handledOne();
    if (TinyRooms.isRoom(String.valueOf(element.attribute("to")))) {
      toRoom(session, element);
    } else if (TinyPhones.isOfCall(element)) {
      server.call(element);
    } else if (element.name().equals("message")) {
      var to = Objects.requireNonNull(element.attribute("to"));
      var inner = element.elements().stream().map(XmlElement::toXml).collect(Collectors.joining());
      var id = Objects.requireNonNull(element.attribute("id"));
      server.message(session, to.substring(0, to.indexOf('@')), id, inner);
    } else if (element.name().equals("presence")) {
      if (!server.withholdsPresence()) {
        session.send("<presence from='" + user + "@localhost/x'/>");
        server.phones().came(session);
      }
    } else if (!server.phones().answer(session, element)) {
      TinyQueries.answer(session, element, server.skipWhenReplaying());
    }
  }
}

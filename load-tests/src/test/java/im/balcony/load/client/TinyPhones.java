package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * Phones of the test server: who registers is told of calls by a push service while it sleeps, and
 * of the one that still rings when it comes.
 */
final class TinyPhones {
  private static final String COMMANDS = "http://jabber.org/protocol/commands";
  private static final String PUSH = "urn:xmpp:push:0";
  private static final int CALL_TTL_SECONDS = 119;
  private static final int END_TTL_SECONDS = 60;

  private final Map<String, URI> endpoints = new HashMap<>();
  private final Map<String, String> ringing = new HashMap<>();
  private final HttpClient pushes;
  private boolean forgetful;

  TinyPhones() {
    try {
      var trusting = SSLContext.getInstance("TLS");
      trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      pushes = HttpClient.newBuilder().sslContext(trusting).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on no phone is woken. */
  void forget() {
    forgetful = true;
  }

  /** False for what is no phone's. */
  boolean answer(TinySession session, XmlElement iq) {
    var payload = iq.elements().get(0);
    var result = "<iq type='result' id='" + iq.attribute("id") + "'>%s</iq>";
    if (payload.is("command", COMMANDS)) {
      session.send(
          result.formatted(
              "<command xmlns='%s' status='completed'><x xmlns='jabber:x:data'><field var='node'><value>%s</value></field></x></command>"
                  .formatted(COMMANDS, endpoint(payload))));
      return true;
    }
    if (payload.is("enable", PUSH)) {
      endpoints.put(
          session.account().name(), URI.create(Objects.requireNonNull(payload.attribute("node"))));
      session.send(result.formatted(""));
      return true;
    }
    return false;
  }

  private static String endpoint(XmlElement command) {
    return command.elements().get(0).elements().stream()
        .filter(field -> "endpoint".equals(field.attribute("var")))
        .map(field -> field.elements().get(0).text())
        .findFirst()
        .orElseThrow();
  }

  static boolean isOfCall(XmlElement message) {
    return message.elements().stream()
        .anyMatch(child -> child.namespace().equals("urn:xmpp:jingle-message:0"));
  }

  /** Somebody calls, or gives up. */
  void called(TinyAccount account, XmlElement message) {
    var endpoint = endpoints.get(account.name());
    if (endpoint == null || forgetful) {
      return;
    }
    var begins = message.toXml().contains("<propose");
    if (begins) {
      ringing.put(account.name(), message.toXml());
    } else {
      ringing.remove(account.name());
    }
    if (account.sessions().isEmpty()) {
      var push =
          HttpRequest.newBuilder(endpoint)
              .header("TTL", "" + (begins ? CALL_TTL_SECONDS : END_TTL_SECONDS))
              .POST(HttpRequest.BodyPublishers.ofString("sealed"))
              .build();
      var unused = pushes.sendAsync(push, BodyHandlers.discarding());
    }
  }

  void came(TinySession session) {
    var call = ringing.get(session.account().name());
    if (call != null) {
      session.send(call);
    }
  }
}

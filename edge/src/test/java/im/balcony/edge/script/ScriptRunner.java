package im.balcony.edge.script;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Plays one script against a server. Accounts are renamed for the run ({@code romeo@a.example}
 * becomes {@code romeo-7@a.example} everywhere), so that scripts do not see each other.
 */
final class ScriptRunner implements AutoCloseable {
  static final String PASSWORD = "script";
  private static final String MARKER = "urn:balcony:script-marker";
  private static final Pattern CAPTURE = Pattern.compile("\\{[a-z][A-Za-z0-9]*\\}");

  private final Script script;
  private final InetSocketAddress server;
  private final InetSocketAddress tlsServer;
  private final int run;
  private final Map<String, ScriptClient> clients = new LinkedHashMap<>();
  private final Map<String, String> captures = new HashMap<>();
  private int markers;

  ScriptRunner(Script script, InetSocketAddress server, InetSocketAddress tlsServer, int run) {
    this.script = script;
    this.server = server;
    this.tlsServer = tlsServer;
    this.run = run;
    script.accounts().forEach(this::provideLogin);
  }

  /** {@code {plainRomeo}} stands for the message of PLAIN (RFC 4616) of romeo@…. */
  private void provideLogin(String account) {
    var local = account.substring(0, account.indexOf('@'));
    var renamed = renamed(account);
    var message = "\0" + renamed.substring(0, renamed.indexOf('@')) + "\0" + PASSWORD;
    captures.put(
        "{plain" + Character.toUpperCase(local.charAt(0)) + local.substring(1) + "}",
        Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)));
  }

  /** The accounts of this run, as they must exist with {@link #PASSWORD}. */
  List<String> accounts() {
    return script.accounts().stream().map(this::renamed).toList();
  }

  void play() throws Exception {
    play(script);
  }

  /** Goes on with the same clients. */
  void play(Script next) throws Exception {
    for (var step : next.steps()) {
      try {
        play(step);
      } catch (AssertionError | IOException e) {
        throw new AssertionError(
            "line %d: %s %s: %s"
                .formatted(step.line(), step.client(), step.verb().words(), e.getMessage()),
            e);
      }
    }
  }

  private void play(ScriptStep step) throws Exception {
    var name = step.client();
    switch (step.verb()) {
      case OPENS_TCP -> open(name);
      case OPENS_TLS -> clients.put(name, ScriptClient.openTls(tlsServer, domainOf(name)));
      case LOGS_IN -> login(name);
      case CONNECTS -> {
        login(name);
        client(name).bind(resource(name));
      }
      case COMES_ONLINE -> {
        if (!clients.containsKey(name)) {
          login(name);
          client(name).bind(resource(name));
        }
        client(name).comeOnline();
      }
      case SENDS -> client(name).send(filled(renamed(step.text().strip())));
      case RECEIVES -> receive(name, templates(step.text()), true);
      case RECEIVES_UNORDERED -> receive(name, templates(step.text()), false);
      case RECEIVES_NOTHING -> receiveNothing(name);
      case IS_CLOSED -> isClosed(name);
      case CLOSES -> {
        client(name).closeStream();
        isClosed(name);
      }
      case DROPS -> remove(name).drop();
    }
  }

  private void open(String name) throws IOException {
    clients.put(name, ScriptClient.open(server, domainOf(name)));
  }

  private void login(String name) throws IOException, InterruptedException {
    open(name);
    var account = accountOf(name);
    client(name).login(account.substring(0, account.indexOf('@')), PASSWORD);
  }

  private void receive(String name, List<XmlElement> templates, boolean ordered)
      throws InterruptedException {
    var left = new ArrayList<>(templates);
    while (!left.isEmpty()) {
      var actual = client(name).receive();
      if (actual == null) {
        throw new AssertionError("nothing came, expected " + left.get(0).toXml());
      }
      var reasons = new ArrayList<String>();
      var candidates = ordered ? left.subList(0, 1) : left;
      var matched = false;
      for (var template : List.copyOf(candidates)) {
        var mismatch = new StanzaTemplate(template).mismatch(actual, captures);
        if (mismatch.isEmpty()) {
          left.remove(template);
          matched = true;
          break;
        }
        reasons.add(mismatch.get());
      }
      if (!matched) {
        throw new AssertionError(String.join("; ", reasons) + "\n  got " + actual.toXml());
      }
    }
  }

  /**
   * Nothing is on its way to the client: every client of the script sends it a marker behind
   * whatever it sent before, and only the markers come.
   */
  private void receiveNothing(String name) throws Exception {
    var to = accountOf(name) + "/" + resource(name);
    var awaited = new ArrayList<String>();
    for (var sender : clients.values()) {
      var id = "marker-" + ++markers;
      awaited.add(id);
      sender.send(
          "<message type='headline' to='%s'><marker xmlns='%s' id='%s'/></message>"
              .formatted(to, MARKER, id));
    }
    while (!awaited.isEmpty()) {
      var actual = client(name).receive();
      if (actual == null) {
        throw new AssertionError("markers did not come back: " + awaited);
      }
      var marker = actual.child("marker", MARKER);
      if (marker.isEmpty()) {
        throw new AssertionError("expected nothing, got " + actual.toXml());
      }
      awaited.remove(marker.get().attribute("id"));
    }
  }

  private void isClosed(String name) throws Exception {
    var actual = client(name).receive();
    if (actual != null) {
      throw new AssertionError("expected the end of the stream, got " + actual.toXml());
    }
    remove(name).close();
  }

  private List<XmlElement> templates(String text) {
    var wrapped =
        "<templates xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
            + renamed(text)
            + "</templates>";
    try {
      return XmlParser.parse(wrapped.getBytes(StandardCharsets.UTF_8), XmlLimits.DEFAULT)
          .elements();
    } catch (XmlException e) {
      throw new IllegalArgumentException("template is not XML: " + text, e);
    }
  }

  private String filled(String text) {
    return CAPTURE
        .matcher(text)
        .replaceAll(
            found ->
                java.util.regex.Matcher.quoteReplacement(
                    captures.getOrDefault(found.group(), found.group())));
  }

  private String renamed(String text) {
    var result = text;
    for (var account : script.accounts()) {
      result = result.replace(account, account.replace("@", "-" + run + "@"));
    }
    return result;
  }

  private String accountOf(String client) {
    var local = client.substring(0, client.indexOf('/')) + "@";
    return script.accounts().stream()
        .filter(account -> account.startsWith(local))
        .map(this::renamed)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no account for " + client));
  }

  private String domainOf(String client) {
    var account = accountOf(client);
    return account.substring(account.indexOf('@') + 1);
  }

  private static String resource(String client) {
    return client.substring(client.indexOf('/') + 1);
  }

  private ScriptClient client(String name) {
    var client = clients.get(name);
    if (client == null) {
      throw new IllegalArgumentException(name + " is not connected");
    }
    return client;
  }

  private ScriptClient remove(String name) {
    var client = client(name);
    clients.remove(name);
    return client;
  }

  @Override
  public void close() throws IOException {
    for (var client : clients.values()) {
      client.close();
    }
  }
}

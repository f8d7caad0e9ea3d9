package im.balcony.edge.http;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that speaks BOSH by hand: every body is written by its test. */
final class BoshClient {
  private static final String BODY =
      "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' ";
  private static final int ANSWER_SECONDS_MAX = 20;

  private final HttpClient http;
  private final int port;
  private String sid = "";
  private long rid = 1_000;

  BoshClient(HttpClient http, int port) {
    this.http = http;
    this.port = port;
  }

  String sid() {
    return sid;
  }

  long rid() {
    return rid;
  }

  /** Asks for a session of domain localhost, with these attributes besides. */
  XmlElement begin(String more) throws Exception {
    var answer =
        body(post(BODY + "rid='%d' to='localhost' xmpp:version='1.0' %s/>".formatted(rid, more)));
    sid = Objects.requireNonNullElse(answer.attribute("sid"), "");
    return answer;
  }

  /** The next request, with these attributes and this content. */
  CompletableFuture<HttpResponse<String>> next(String attributes, String content) {
    rid++;
    return at(rid, attributes, content);
  }

  CompletableFuture<HttpResponse<String>> at(long id, String attributes, String content) {
    return post(bodyText(id, attributes, content));
  }

  private String bodyText(long id, String attributes, String content) {
    return BODY + "rid='%d' sid='%s' %s>%s</body>".formatted(id, sid, attributes, content);
  }

  /** A whole request, as it stands on the wire. */
  String text(long id, String attributes, String content) {
    var body = bodyText(id, attributes, content);
    return "POST /http-bind HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  XmlElement ask(String attributes, String content) throws Exception {
    return body(next(attributes, content));
  }

  /** Requests up to this one were sent by hand. */
  void saw(long id) {
    rid = id;
  }

  /** From the first request to a bound session. */
  void logIn(String user, String terms) throws Exception {
    begin(terms);
    ask("", WireClient.plain(user, EdgeUnderTest.PASSWORD));
    ask("xmpp:restart='true' to='localhost'", "");
    ask(
        "",
        "<iq xmlns='jabber:client' type='set' id='b'>"
            + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
  }

  CompletableFuture<HttpResponse<String>> post(String text) {
    return send("POST", text);
  }

  CompletableFuture<HttpResponse<String>> send(String method, String text, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/http-bind"))
            .version(HttpClient.Version.HTTP_1_1)
            .method(method, HttpRequest.BodyPublishers.ofString(text));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static XmlElement body(CompletableFuture<HttpResponse<String>> answer)
      throws InterruptedException, ExecutionException, TimeoutException, XmlException {
    var text = answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).body();
    return XmlParser.parse(text, XmlLimits.DEFAULT);
  }
}

package im.balcony.protocol.xml;

import java.util.List;

/**
 * The namespaces in force around an element: what the stream header has declared.
 *
 * @param defaultNamespace empty if there is none
 * @param prefixes the declared prefixes
 */
public record XmlContext(String defaultNamespace, List<Prefix> prefixes) {
  static final String XML = "http://www.w3.org/XML/1998/namespace";
  static final String XMLNS = "http://www.w3.org/2000/xmlns/";
  public static final String STREAMS = "http://etherx.jabber.org/streams";

  /** Declared with its prefix in the stream headers between servers (XEP-0220 section 2). */
  static final String DIALBACK = "jabber:server:dialback";

  /** Nothing around it: a document of its own. */
  public static final XmlContext NONE = new XmlContext("", List.of());

  /**
   * What nearly every client's stream header declares; shared, so that idle readers hold nothing.
   */
  public static final XmlContext CLIENT =
      new XmlContext("jabber:client", List.of(new Prefix("stream", STREAMS)));

  /** One declared prefix. */
  public record Prefix(String name, String namespace) {}

  public XmlContext {
    prefixes = List.copyOf(prefixes);
  }
}

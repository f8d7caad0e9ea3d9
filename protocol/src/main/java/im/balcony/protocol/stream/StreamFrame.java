package im.balcony.protocol.stream;

import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** What a stream is made of, in the order of its bytes. */
public sealed interface StreamFrame {

  /**
   * The stream header (RFC 6120 section 4.7).
   *
   * @param lang the header's xml:lang
   * @param namespace of the content: jabber:client or jabber:server
   * @param id given by the answering side only
   */
  record Open(
      @Nullable String to,
      @Nullable String from,
      @Nullable String version,
      @Nullable String lang,
      String namespace,
      @Nullable String id)
      implements StreamFrame {
    public Open(
        @Nullable String to,
        @Nullable String from,
        @Nullable String version,
        @Nullable String lang,
        String namespace) {
      this(to, from, version, lang, namespace, null);
    }
  }

  /**
   * A first-level element: a stanza or a nonza.
   *
   * @param bytes how many it took on the wire
   */
  record Element(XmlElement element, int bytes) implements StreamFrame {}

  /** The end tag of the stream. */
  record Close() implements StreamFrame {}

  /** Bytes that end the stream with an error; nothing comes after it. */
  record Malformed(StreamErrorCondition condition, String detail) implements StreamFrame {}
}

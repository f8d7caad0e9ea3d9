package im.balcony.edge.codec;

import im.balcony.protocol.xml.XmlLimits;

/** What the next handlers ask of the decoder below them, whatever the transport. */
public interface FrameSource {
  /** No bound on the bytes of a connection: it has logged in. */
  long UNBOUNDED = Long.MAX_VALUE;

  /**
   * A new stream begins with what is read next; what has been read and not yet decoded is dropped,
   * as it was sent before the peer could know (RFC 6120 5.4.3.3).
   *
   * @param bytesMax how many bytes may still come until the next restart
   */
  void restart(XmlLimits limits, long bytesMax);

  /**
   * The stream goes on under these limits and unbounded: its peer has logged in, and no new stream
   * begins (XEP-0388 2.6.1).
   */
  void goOn(XmlLimits limits);

  /**
   * Whether white space between elements ends the stream (XEP-0388 2.4). Transports whose elements
   * are framed have none.
   */
  default void spaceIsFault(boolean fault) {}

  /** Whether a stanza has begun and not ended. */
  boolean isInsideStanza();

  /** Counts the frames that were complete. */
  int framesRead();

  /** Counts everything read from the peer, so that its silence can be told from its work. */
  long bytesRead();
}

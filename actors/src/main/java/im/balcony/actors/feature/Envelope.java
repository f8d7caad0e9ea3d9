package im.balcony.actors.feature;

import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;

/** An element around a stanza that is at hand as bytes and need not be read for it. */
public final class Envelope {
  /** The text that stands where the stanza goes. */
  public static final String PLACE = "@@";

  /** An opening angle stands in no text and no attribute, so this is found nowhere else. */
  private static final String MARK = ">" + PLACE + "<";

  private final byte[] before;
  private final byte[] after;

  private Envelope(byte[] before, byte[] after) {
    this.before = before;
    this.after = after;
  }

  /**
   * @param element with one element whose text is {@link #PLACE}
   */
  public static Envelope of(XmlElement element) {
    var xml = element.toXml();
    var at = xml.lastIndexOf(MARK);
    if (at < 0) {
      throw new IllegalArgumentException("no place for the stanza");
    }
    return new Envelope(
        xml.substring(0, at + 1).getBytes(StandardCharsets.UTF_8),
        xml.substring(at + MARK.length() - 1).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The whole, as bytes.
   *
   * @param stanza a document of its own: it declares its namespace
   */
  public byte[] around(byte[] stanza) {
    var whole = new byte[before.length + stanza.length + after.length];
    System.arraycopy(before, 0, whole, 0, before.length);
    System.arraycopy(stanza, 0, whole, before.length, stanza.length);
    System.arraycopy(after, 0, whole, before.length + stanza.length, after.length);
    return whole;
  }
}

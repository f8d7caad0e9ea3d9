package im.balcony.protocol.xep.bosh;

import im.balcony.protocol.xml.XmlElement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the body of one HTTP response together (XEP-0124 6). */
public final class BoshResponse {
  private static final byte[] STREAM_PREFIX = "<stream:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "</body>".getBytes(StandardCharsets.US_ASCII);
  private static final String START = "<body xmlns='" + BoshRequest.NAMESPACE + "'";

  private final XmlElement.Builder body = XmlElement.named("body", BoshRequest.NAMESPACE);
  private final List<byte[]> payloads = new ArrayList<>();
  private boolean isFirst;

  /** The end of the session, for this reason (17.2); null when the client asked for it (13). */
  public static BoshResponse terminate(@Nullable BoshCondition condition) {
    return new BoshResponse()
        .with("type", "terminate")
        .with("condition", condition == null ? null : condition.value());
  }

  /** The client is to send this request again, with all before it that have no answer (17.3). */
  public static BoshResponse error() {
    return new BoshResponse().with("type", "error");
  }

  /** Sets an attribute, or none when the value is null. */
  public BoshResponse with(String attribute, @Nullable String value) {
    body.attribute(attribute, value);
    return this;
  }

  public BoshResponse with(String attribute, long value) {
    return with(attribute, Long.toString(value));
  }

  /** The first of a session: XMPP 1.0, and streams can begin anew (XEP-0206 4). */
  public BoshResponse first() {
    isFirst = true;
    return this;
  }

  /** A whole element that names its own namespace. */
  public BoshResponse payload(byte[] xml) {
    payloads.add(xml);
    return this;
  }

  public byte[] toBytes() {
    var empty = start();
    if (payloads.isEmpty()) {
      return empty.getBytes(StandardCharsets.UTF_8);
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes((empty.substring(0, empty.length() - 2) + ">").getBytes(StandardCharsets.UTF_8));
    payloads.forEach(out::writeBytes);
    out.writeBytes(END);
    return out.toByteArray();
  }

  /** With the prefixes that clients expect, whatever XML would allow. */
  private String start() {
    var more = new StringBuilder(START);
    if (payloads.stream().anyMatch(BoshResponse::isOfTheStream)) {
      more.append(" xmlns:stream='http://etherx.jabber.org/streams'");
    }
    if (isFirst) {
      more.append(" xmlns:xmpp='").append(XmppOverBosh.NAMESPACE);
      more.append("' xmpp:version='1.0' xmpp:restartlogic='true'");
    }
    var xml = body.build().toXml();
    if (!xml.startsWith(START)) {
      throw new IllegalStateException("an element is written with its namespace first");
    }
    return more + xml.substring(START.length());
  }

  private static boolean isOfTheStream(byte[] xml) {
    return xml.length > STREAM_PREFIX.length
        && Arrays.equals(xml, 0, STREAM_PREFIX.length, STREAM_PREFIX, 0, STREAM_PREFIX.length);
  }
}

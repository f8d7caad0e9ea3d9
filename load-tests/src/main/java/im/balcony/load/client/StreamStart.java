package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;

/** From the socket to the stream features that count: a header, and STARTTLS first if wanted. */
final class StreamStart {
  private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

  private final ClientSettings settings;
  private final Login.Steps steps;
  private boolean secured;

  StreamStart(ClientSettings settings, Login.Steps steps) {
    this.settings = settings;
    this.steps = steps;
  }

  void open() {
    steps.write(
        ("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='%s' to='%s'"
                + " version='1.0'>")
            .formatted(Login.STREAM, settings.domain()));
  }

  /** Whether the element was about TLS (RFC 6120 5.4) and is dealt with. */
  boolean took(XmlElement element) {
    if (element.is("proceed", TLS)) {
      secured = true;
      steps.expectNewStream();
      steps.startTls();
      open();
      return true;
    }
    if (element.is("features", Login.STREAM) && settings.startTls() && !secured) {
      steps.write("<starttls xmlns='" + TLS + "'/>");
      return true;
    }
    return false;
  }
}

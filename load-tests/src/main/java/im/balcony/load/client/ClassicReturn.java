package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * The way of RFC 6120 and 6121: login and bind step by step, then, as soon as there is a session
 * and in one flight, Stream Management, carbons, roster, presence and the archive since the last
 * time (XEP-0313), page by page.
 */
final class ClassicReturn implements PhoneLine.Errand, Login.Steps {
  private static final String CLIENT = "jabber:client";
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String RSM = "http://jabber.org/protocol/rsm";
  private static final int PAGE_ITEMS = 50;

  private final Login login;
  private final PhoneMemory memory;
  private int presencesMissing;
  private @Nullable PhoneLine line;
  private boolean bound;
  private boolean hasRoster;
  private boolean hasArchive;
  private int messages;

  /**
   * @param contactsOnline presences of contacts that come, besides its own
   */
  ClassicReturn(ClientSettings settings, PhoneMemory memory, ScramLogin scram, int contactsOnline) {
    this.login = new StepwiseLogin(settings.insideTls(), memory.account(), scram, this);
    this.memory = memory;
    this.presencesMissing = contactsOnline + 1;
  }

  @Override
  public void begin(PhoneLine opened) {
    line = opened;
    login.openStream();
  }

  @Override
  public void element(PhoneLine from, XmlElement element) {
    if (element.is("error", Login.STREAM)) {
      failed("stream error: " + element.toXml());
    } else if (!bound) {
      login.element(element);
    } else {
      stanza(element);
      if (hasRoster && hasArchive && presencesMissing <= 0) {
        from.done(messages);
      }
    }
  }

  private void stanza(XmlElement element) {
    if (element.is("presence", CLIENT)) {
      presencesMissing--;
    } else if (element.is("message", CLIENT) && element.child("result", MAM).isPresent()) {
      messages++;
    } else if (element.is("iq", CLIENT) && "roster".equals(element.attribute("id"))) {
      hasRoster = true;
    } else if (element.is("iq", CLIENT) && "archive".equals(element.attribute("id"))) {
      page(element);
    }
  }

  private void page(XmlElement answer) {
    var fin = answer.child("fin", MAM);
    if (fin.isEmpty()) {
      failed("no archive: " + answer.toXml());
      return;
    }
    hasArchive = "true".equals(fin.get().attribute("complete"));
    if (!hasArchive) {
      askArchive(
          fin.get()
              .child("set", RSM)
              .flatMap(set -> set.child("last", RSM))
              .map(XmlElement::text)
              .orElse(""));
    }
  }

  private void askArchive(String after) {
    write(
        "<iq type='set' id='archive'><query xmlns='%s'><set xmlns='%s'><max>%d</max><after>%s</after></set></query></iq>"
            .formatted(MAM, RSM, PAGE_ITEMS, after));
  }

  // ---- the login

  @Override
  public void write(String xml) {
    if (line != null) {
      line.write(xml);
    }
  }

  @Override
  public void startTls() {
    throw new IllegalStateException("TLS stands from the first byte");
  }

  @Override
  public void expectNewStream() {
    if (line != null) {
      line.expectNewStream();
    }
  }

  @Override
  public @Nullable String resumption() {
    return null;
  }

  @Override
  public void resumed(long h) {
    throw new IllegalStateException("nothing to resume");
  }

  @Override
  public void resumptionRefused(@Nullable Long h) {
    throw new IllegalStateException("nothing to resume");
  }

  @Override
  public void bound() {
    bound = true;
    write("<enable xmlns='" + LoadClient.SM + "' resume='true'/>");
    write("<iq type='set' id='carbons'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
    write("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
    write("<presence/>");
    askArchive(memory.archiveEnd());
  }

  @Override
  public void failed(String reason) {
    if (line != null) {
      line.closed(reason);
    }
  }
}

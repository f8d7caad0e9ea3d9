package im.balcony.actors.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which messages are timed, and that nothing else is taken for one of them. */
class ReadTimesTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example/phone");
  private static final Jid JULIET = Jid.parse("juliet@a.example/phone");
  private static final String SENT =
      "<message to='juliet@b.example' id='m1'><body>Hi</body></message>";
  private static final String WRITTEN =
      "<message to='juliet@b.example/balcony' from='romeo@a.example/phone' type='chat' id='m1'>"
          + "<body>Hi</body></message>";

  private final ReadTimes times = new ReadTimes(4);

  @Test
  void aMessageIsTimedOnce() throws Exception {
    times.read(stanza(SENT), ROMEO, 7);
    assertEquals(7, take(WRITTEN));
    assertEquals(ReadTimes.UNKNOWN, take(WRITTEN), "the second client that gets it");
  }

  @Test
  void anotherSenderAnotherIdAndAnotherKindAreOthers() throws Exception {
    times.read(stanza(SENT), ROMEO, 7);
    times.read(stanza("<iq type='result' id='q1' to='juliet@b.example/balcony'/>"), ROMEO, 8);
    times.read(stanza("<message to='juliet@b.example'/>"), ROMEO, 9);
    assertEquals(ReadTimes.UNKNOWN, take(WRITTEN.replace("romeo", "rosaline")));
    assertEquals(ReadTimes.UNKNOWN, take(WRITTEN.replace("m1", "m2")));
    assertEquals(ReadTimes.UNKNOWN, take("<iq from='romeo@a.example/phone' id='q1'/>"));
    assertEquals(ReadTimes.UNKNOWN, take("<message from='romeo@a.example/phone'/>"));
    assertEquals(7, take(WRITTEN.replace('\'', '"')), "either quote");
  }

  @Test
  void onlyAttributesOfTheStanzaItselfCount() throws Exception {
    times.read(stanza(SENT), ROMEO, 7);
    assertEquals(
        ReadTimes.UNKNOWN,
        take(
            "<message from='juliet@a.example/phone'><x from='romeo@a.example/phone' id='m1'/></message>"));
    assertEquals(
        ReadTimes.UNKNOWN,
        take("<message xid='m1' type=\" id='m1' from='romeo@a.example/phone' \"/>"),
        "inside of a value");
    assertEquals(7, take(WRITTEN));
  }

  @Test
  void whatWasOvertakenIsForgottenAndNeverTakenForAnother() throws Exception {
    for (int n = 1; n <= 100; n++) {
      times.read(stanza(SENT.replace("m1", "m" + n)), ROMEO, n);
      times.read(stanza(SENT.replace("m1", "m" + n)), JULIET, 1000 + n);
    }
    int known = 0;
    for (int n = 1; n <= 100; n++) {
      var nanos = take(WRITTEN.replace("'m1'", "'m" + n + "'"));
      known += nanos == ReadTimes.UNKNOWN ? 0 : 1;
      assertEquals(nanos == ReadTimes.UNKNOWN ? nanos : n, nanos);
    }
    assertEquals(true, known <= 4, "as many as there is room for: " + known);
  }

  @Test
  void brokenBytesAreOnlyUnknown() throws Exception {
    times.read(stanza(SENT), ROMEO, 7);
    var bytes = WRITTEN.getBytes(UTF_8);
    for (int length = 0; length < WRITTEN.indexOf("'m1'") + 3; length++) {
      assertEquals(ReadTimes.UNKNOWN, take(WRITTEN.substring(0, length)));
    }
    var random = new Random(5);
    for (int n = 0; n < 10_000; n++) {
      var broken = bytes.clone();
      broken[random.nextInt(20)] = (byte) "'\"=<> \0é".charAt(random.nextInt(8));
      times.take(broken);
    }
  }

  @Test
  void withoutRoomNothingIsTimed() throws Exception {
    ReadTimes.NONE.read(stanza(SENT), ROMEO, 7);
    assertEquals(ReadTimes.UNKNOWN, ReadTimes.NONE.take(WRITTEN.getBytes(UTF_8)));
    assertThrows(IllegalArgumentException.class, () -> new ReadTimes(3));
  }

  private static Stanza stanza(String xml) throws XmlException {
    var read =
        StanzaReader.read(XmlParser.parse(xml.getBytes(UTF_8), Nonzas.CLIENT, XmlLimits.DEFAULT));
    return ((StanzaReader.Read) read).stanza();
  }

  private long take(String xml) {
    return times.take(xml.getBytes(UTF_8));
  }
}

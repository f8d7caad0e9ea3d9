package im.balcony.protocol.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.aalto.UncheckedStreamException;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/**
 * Why streams are not read with Aalto: what it lets pass. When one of these fails, Aalto has become
 * better and the record on our parser in docs/adr is to be looked at again.
 */
class AaltoStreamTest {

  private static String body(String content, int chunk) throws XMLStreamException {
    String xml = StreamFrameReaderTest.HEADER + "<message><body>" + content + "</body></message>";
    byte[] bytes = xml.getBytes(ISO_8859_1);
    List<XmlElement> read = new ArrayList<>();
    AaltoStream aalto = new AaltoStream();
    for (int at = 0; at < bytes.length; at += chunk) {
      aalto.feed(bytes, at, Math.min(chunk, bytes.length - at), read::add);
    }
    return read.get(0).elements().get(0).text();
  }

  @Test
  void itTakesOverlongFormsOfCharactersForTheCharacters() throws XMLStreamException {
    assertEquals("/", body("\u00C0\u00AF", 1000));
    assertEquals("<", body("\u00E0\u0080\u00BC", 1000));
  }

  @Test
  void itsVerdictDependsOnHowTheBytesWereCut() throws XMLStreamException {
    assertThrows(UncheckedStreamException.class, () -> body("]]]>", 1000));
    assertEquals("]]]>", body("]]]>", 1));
  }
}

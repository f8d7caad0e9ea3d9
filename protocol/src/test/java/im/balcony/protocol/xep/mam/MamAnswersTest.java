package im.balcony.protocol.xep.mam;

import static im.balcony.protocol.xep.Payloads.message;
import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.rsm.PageResult;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MamAnswersTest {
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00.000123Z");
  private static final Jid ROMEO = Jid.parse("romeo@a.example");

  @Test
  void aResultCarriesTheMessageItsIdAndItsTime() {
    var result = MamResult.of("f27", "17", message("chat", "<body>hi</body>").element(), NOON);
    var message = reparsed(result.toMessage(ROMEO, Jid.parse("romeo@a.example/phone")));
    assertEquals(Optional.of(result), MamResult.in(message));
    assertEquals("romeo@a.example", message.attribute("from"));
    assertTrue(MamResult.isIn(message));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void theEndOfAPageIsReadBack(boolean complete, boolean stable) {
    var fin = new MamFin(PageResult.of("1", "2"), complete, stable);
    assertEquals(Optional.of(fin), MamFin.read(reparsed(fin.toElement())));
  }

  @Test
  void theEndsOfAnArchiveAreReadBack() {
    var metadata =
        new MamMetadata(new MamMetadata.Entry("1", NOON), new MamMetadata.Entry("2", NOON));
    assertEquals(Optional.of(metadata), MamMetadata.read(reparsed(metadata.toElement())));
    assertEquals(Optional.of(MamMetadata.EMPTY), MamMetadata.read(MamMetadata.EMPTY.toElement()));
    assertEquals(
        Optional.empty(),
        MamMetadata.read(xml("<metadata xmlns='urn:xmpp:mam:2'><start id='1'/><end/></metadata>"))
            .filter(read -> read.start() != null));
  }
}

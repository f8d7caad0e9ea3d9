package im.balcony.protocol.xep.cdr;

import static im.balcony.protocol.xep.Payloads.message;
import static im.balcony.protocol.xep.Payloads.reparsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of calls: read as the talk shows them, written as they are read. */
class CallRecordTest {
  private static final Jid CALLER = Jid.parse("northumberland@shakespeare.lit/westminster");
  private static final Jid CALLED = Jid.parse("kingrichard@royalty.england.lit");

  @Property
  void aRecordIsReadBack(@ForAll("records") CallRecord record) {
    var message =
        XmlElement.named("message", "jabber:client").child(reparsed(record.toElement())).build();
    assertEquals(Optional.of(record), CallRecord.in(message));
  }

  /** What we do not know beside it is left out. */
  @Test
  void theTalksExampleIsRead() {
    var message =
        message(
            "headline",
            """
            <cdr xmlns='urn:xmpp:cdr:0'
                 sid='sessionNumber1'
                 initiator='northumberland@shakespeare.lit/westminster'
                 responder='kingrichard@royalty.england.lit'
                 answer='true'
                 ring='true'
                 termination-reason='success'
                 duration='324'>
              <ssrc>a73sjjvkla37jfea</ssrc>
              <optional-value>a73sjjvkla37jfea</optional-value>
            </cdr>""");
    assertEquals(
        Optional.of(
            new CallRecord(
                "sessionNumber1",
                CALLER,
                CALLED,
                true,
                true,
                JingleReason.SUCCESS,
                324,
                List.of(),
                List.of())),
        CallRecord.in(message.element()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sid=''",
        "initiator='@'",
        "responder='a@'",
        "answer='perhaps'",
        "ring=''",
        "termination-reason='boredom'",
        "duration='-1'",
        "duration='4294967296'"
      })
  void whatIsNoRecordIsNotRead(String wrong) {
    var name = wrong.substring(0, wrong.indexOf('='));
    var valid = record(CALLED, false, JingleReason.TIMEOUT).toElement();
    var value = wrong.substring(wrong.indexOf('\'') + 1, wrong.length() - 1);
    assertTrue(CallRecord.in(carrying(valid)).isPresent());
    assertEquals(Optional.empty(), CallRecord.in(carrying(valid.withAttribute(name, value))));
    assertEquals(Optional.empty(), CallRecord.in(carrying(valid.withAttribute(name, null))));
  }

  @ParameterizedTest
  @CsvSource({
    "true,  kingrichard@royalty.england.lit, false, TIMEOUT",
    "true,  kingrichard@royalty.england.lit, false, CANCEL",
    "true,  kingrichard@royalty.england.lit, false, GONE",
    "false, kingrichard@royalty.england.lit, false, EXPIRED",
    "false, kingrichard@royalty.england.lit, false, DECLINE",
    "false, kingrichard@royalty.england.lit/horse, false, BUSY",
    "false, kingrichard@royalty.england.lit/horse, false, CANCEL",
    "false, kingrichard@royalty.england.lit/horse, true, SUCCESS"
  })
  void onlyWhatWasMissedCountsAsUnread(
      boolean missed, String responder, boolean answered, JingleReason reason) {
    var record = record(Jid.parse(responder), answered, reason);
    assertEquals(missed, record.isMissed());
    var message = message("headline", record.toElement().toXml());
    assertEquals(
        missed ? MessageEffect.Kind.CONTENT : MessageEffect.Kind.CALL,
        MessageEffect.of(message).kind());
    assertTrue(CallRecord.isIn(message.element()));
    assertFalse(CallRecord.isIn(message("chat", "<body>cdr</body>").element()));
  }

  @Test
  void aDurationHasItsBounds() {
    for (var seconds : List.of(-1L, 0x1_0000_0000L)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new CallRecord(
                  "s",
                  CALLER,
                  CALLED,
                  true,
                  true,
                  JingleReason.SUCCESS,
                  seconds,
                  List.of(),
                  List.of()));
    }
  }

  private static CallRecord record(Jid responder, boolean answered, JingleReason reason) {
    return new CallRecord("s", CALLER, responder, answered, true, reason, 1, List.of(), List.of());
  }

  private static XmlElement carrying(XmlElement record) {
    return XmlElement.named("message", "jabber:client").child(record).build();
  }

  @Provide
  Arbitrary<CallRecord> records() {
    return Combinators.combine(
            Payloads.text().filter(text -> !text.isEmpty()),
            Arbitraries.of(CALLER, CALLED, Jid.parse("a@b/it's <\"odd\"> & fine")),
            Arbitraries.of(CALLER, CALLED),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(JingleReason.class),
            Arbitraries.longs().between(0, 0xffff_ffffL),
            Arbitraries.of(CallMedia.class).set())
        .as(
            (sid, from, to, answered, rang, reason, seconds, media) ->
                new CallRecord(
                    sid,
                    from,
                    to,
                    answered,
                    rang,
                    reason,
                    seconds,
                    List.copyOf(media),
                    List.of(seconds, 0L)));
  }
}

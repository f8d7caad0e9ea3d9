package im.balcony.protocol.xep.commands;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.dataforms.DataForm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdHocCommandTest {
  private static Optional<AdHocCommand> read(String attributes, String inside) {
    return AdHocCommand.read(
        xml(
            "<command xmlns='http://jabber.org/protocol/commands' %s>%s</command>"
                .formatted(attributes, inside)));
  }

  /** Section 2.4: without an action it is to be executed. */
  @Test
  void aRequestNamesItsCommand() {
    assertEquals(
        Optional.of(new AdHocCommand("config", false, null, null)), read("node='config'", ""));
    assertTrue(read("node='config' action='cancel' sessionid='s'", "").orElseThrow().isCancelled());
    var filled = read("node='config'", "<x xmlns='jabber:x:data' type='submit'/>");
    assertNotNull(filled.orElseThrow().form());
  }

  @Test
  void whatIsNoneOrNotKnownIsRefused() {
    assertEquals(Optional.empty(), read("", ""));
    assertEquals(Optional.empty(), read("node='config' action='prev'", ""));
    assertEquals(Optional.empty(), AdHocCommand.read(xml("<command xmlns='urn:x' node='a'/>")));
  }

  /** Sections 2.4.1 and 2.4.2: the session is named in every answer. */
  @Test
  void anAnswerSaysHowFarItIs() {
    var command = new AdHocCommand("config", false, "s1", null);
    assertEquals(
        xml(
            "<command xmlns='http://jabber.org/protocol/commands' node='config' sessionid='s1' status='completed'/>"),
        command.completed(null));
    assertEquals("canceled", command.cancelled().attribute("status"));
    var asks = command.asks(DataForm.of(DataForm.Type.FORM, "urn:f", List.of()));
    assertEquals("executing", asks.attribute("status"));
    assertTrue(DataForm.in(asks).isPresent());
  }
}

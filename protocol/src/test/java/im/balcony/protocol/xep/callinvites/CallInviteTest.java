package im.balcony.protocol.xep.callinvites;

import static im.balcony.protocol.xep.Payloads.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.callinvites.CallInvite.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallInviteTest {
  private static final String NS = "xmlns='urn:xmpp:call-invites:0'";

  private static Optional<CallInvite> in(String payload) {
    return CallInvite.in(message("chat", payload).element());
  }

  @Test
  void anInvitationIsNamedByItsMessage() {
    var invited = new CallInvite(Step.INVITE, "");
    assertEquals(
        Optional.of(invited), in("<invite video='true' " + NS + "><jingle sid='s'/></invite>"));
    assertEquals(Optional.of(invited), in("<invite " + NS + " id='mine'/>"));
  }

  @ParameterizedTest
  @CsvSource({"RETRACT,retract", "ACCEPT,accept", "REJECT,reject", "LEFT,left"})
  void everyOtherStepNamesTheInvitation(Step step, String name) {
    assertEquals(
        Optional.of(new CallInvite(step, "id1")), in("<%s %s id='id1'/>".formatted(name, NS)));
    assertEquals(Optional.empty(), in("<%s %s/>".formatted(name, NS)));
    assertEquals(Optional.empty(), in("<%s xmlns='urn:example' id='id1'/>".formatted(name)));
  }

  @Test
  void whatIsUnknownIsPassedOver() {
    assertEquals(Optional.empty(), in("<hold " + NS + " id='id1'/>"));
    assertEquals(
        Optional.of(new CallInvite(Step.LEFT, "2")),
        in("<hold " + NS + "/><left " + NS + " id='2'/>"));
  }
}

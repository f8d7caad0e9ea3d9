package im.balcony.protocol.xep.muc;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.register.Registration;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms by which somebody asks for something in a room, and somebody else grants it. */
class MucFormsTest {
  private static final Jid JULIET = Jid.parse("juliet@b.example");

  /** The form as somebody returns it who has changed one field. */
  private static DataForm filled(DataForm form, String var, String value) {
    var fields = new ArrayList<FormField>();
    for (var field : form.fields()) {
      fields.add(field.var().equals(var) ? FormField.of(var, value) : field);
    }
    var returned = new DataForm(DataForm.Type.SUBMIT, null, null, fields);
    return DataForm.read(reparsed(returned.toElement())).orElseThrow();
  }

  @Test
  void voiceIsGrantedByTheFormThatModeratorsGet() {
    var form = VoiceRequest.approval(JULIET, "Juliet");
    assertEquals(
        Optional.of(new VoiceRequest("Juliet", true)),
        VoiceRequest.read(filled(form, "muc#request_allow", "true")));
    assertEquals(
        Optional.of(new VoiceRequest("Juliet", false)),
        VoiceRequest.read(filled(form, "muc#request_allow", "0")));
    assertEquals(Optional.empty(), VoiceRequest.read(filled(form, "muc#request_allow", "maybe")));
    assertEquals(Optional.empty(), VoiceRequest.read(filled(form, "muc#role", "moderator")));
    assertEquals(Optional.empty(), VoiceRequest.read(filled(form, "FORM_TYPE", "urn:x")));
    assertEquals(Optional.empty(), VoiceRequest.read(form));
  }

  @Test
  void voiceIsAskedForByTwoFields() {
    var form =
        DataForm.of(
            DataForm.Type.SUBMIT,
            VoiceRequest.FORM_TYPE,
            List.of(FormField.of("muc#role", "participant")));
    assertEquals(Optional.of(new VoiceRequest(null, null)), VoiceRequest.read(form));
  }

  @Test
  void aMembershipIsAskedForAndGrantedByTheFormsThatPeopleGet() {
    var query = Membership.form("nave@conference.b.example");
    var form = filled(DataForm.in(query).orElseThrow(), "muc#register_roomnick", "Juliet");
    var answer = XmlElement.named("query", Registration.NAMESPACE).child(form.toElement()).build();
    assertEquals(Optional.of(new Membership.Wish("Juliet")), Membership.read(answer));
    var approval = Membership.approval(JULIET, "Juliet");
    assertEquals(
        Optional.of(new Membership.Decision(JULIET, "Juliet", true)),
        Membership.decision(filled(approval, "muc#register_allow", "1")));
    assertEquals(
        Optional.empty(), Membership.decision(filled(approval, "muc#register_allow", "perhaps")));
    assertEquals(Optional.empty(), Membership.decision(filled(approval, "muc#jid", "@")));
    assertEquals(Optional.empty(), Membership.decision(approval));
  }

  @Test
  void aMembershipIsGivenUpByNothingElse() {
    var remove = xml("<query xmlns='jabber:iq:register'><remove/></query>");
    assertEquals(Optional.of(new Membership.Leave()), Membership.read(remove));
    var mixed = xml("<query xmlns='jabber:iq:register'><remove/><username>a</username></query>");
    assertEquals(Optional.empty(), Membership.read(mixed));
    assertEquals(Optional.empty(), Membership.read(xml("<query xmlns='jabber:iq:register'/>")));
  }

  @Test
  void anInvitationIsPassedOnUnderTheNameOfWhoInvites() {
    var sent =
        xml(
            "<message xmlns='jabber:client'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='juliet@b.example' from='forged@b.example'><reason> Come </reason>"
                + "<continue thread='t'><more xmlns='urn:x'/></continue></invite></x></message>");
    var invitation = Invitation.sent(sent).get(0);
    assertEquals(JULIET, invitation.other());
    assertEquals(invitation, Invitation.sent(with(invitation.toElement())).get(0));
    var passed = with(invitation.from(Jid.parse("romeo@a.example"), "secret"));
    assertEquals(Optional.of(Jid.parse("romeo@a.example")), Invitation.sender(passed));
    assertEquals(
        xml(
            "<x xmlns='http://jabber.org/protocol/muc#user'><invite from='romeo@a.example'>"
                + "<reason>Come</reason><continue thread='t'/></invite><password>secret</password></x>"),
        passed.elements().get(0));
  }

  private static XmlElement with(XmlElement payload) {
    return reparsed(xml("<message xmlns='jabber:client'/>").withChild(payload));
  }

  @Test
  void invitationsAreBoundedAndNameSomebody() {
    assertEquals(
        Invitation.INVITATIONS_MAX,
        Invitation.sent(invitations(Invitation.INVITATIONS_MAX)).size());
    assertEquals(List.of(), Invitation.sent(invitations(Invitation.INVITATIONS_MAX + 1)));
    var nobody = with(xml("<x xmlns='http://jabber.org/protocol/muc#user'><decline/></x>"));
    assertTrue(Invitation.isIn(nobody));
    assertEquals(List.of(), Invitation.sent(nobody));
  }

  private static XmlElement invitations(int count) {
    return with(
        xml(
            "<x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='a@b.example'/>".repeat(count)
                + "</x>"));
  }
}

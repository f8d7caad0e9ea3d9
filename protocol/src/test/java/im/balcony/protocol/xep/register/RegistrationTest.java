package im.balcony.protocol.xep.register;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import im.balcony.protocol.xep.register.Registration.Account;
import im.balcony.protocol.xep.register.Registration.Removal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
  private static final Account BILL = new Account("bill", "Calliope");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<username>bill</username><password>Calliope</password><email>a@b</email>",
        "<x xmlns='jabber:x:data' type='submit'><field var='username'><value>bill</value></field>"
            + "<field var='password'><value>Calliope</value></field></x>"
      })
  void anAccountIsNamedByElementsOrByAForm(String content) {
    assertEquals(Optional.of(BILL), read(content));
  }

  @Test
  void aRemovalStandsAlone() {
    assertEquals(Optional.of(new Removal()), read("<remove/>"));
    assertEquals(Optional.empty(), read("<remove/><username>bill</username>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<username>bill</username>",
        "<password>Calliope</password>",
        "<username>bill</username><password/>",
        "<username/><password>Calliope</password>"
      })
  void whatIsIncompleteIsRefused(String content) {
    assertEquals(Optional.empty(), read(content));
  }

  @Test
  void namesAreBounded() {
    var name = "b".repeat(Registration.CHARS_MAX + 1);
    assertEquals(Optional.empty(), read("<username>" + name + "</username><password>p</password>"));
  }

  @Test
  void aPasswordNeverShowsInALog() {
    assertFalse(BILL.toString().contains("Calliope"));
  }

  @Test
  void whoHasAnAccountIsToldSoWithoutThePassword() {
    assertEquals(
        xml(
            "<query xmlns='jabber:iq:register'><registered/><username>bill</username>"
                + "<password/></query>"),
        Registration.registered("bill"));
  }

  private static Optional<Registration> read(String content) {
    return Registration.read(xml("<query xmlns='jabber:iq:register'>" + content + "</query>"));
  }
}

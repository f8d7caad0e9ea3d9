package im.balcony.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.client.ClientSettings.Mechanism;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** The exchanges printed in RFC 5802 section 5 and RFC 7677 section 3. */
class ScramLoginTest {
  private static final Account USER = new Account("user", "pencil");

  private final ScramKeyCache keys = new ScramKeyCache();

  @Test
  void scram_sha_1_as_in_rfc_5802() throws GeneralSecurityException {
    var login = new ScramLogin(Mechanism.SCRAM_SHA_1, USER, keys, "fyko+d2lbbFgONRv9qkxdawL");

    assertEquals("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL", login.first());
    assertEquals(
        "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
        login.answer("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"));
    assertTrue(login.isServerTrue("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
  }

  @Test
  void scram_sha_256_as_in_rfc_7677() throws GeneralSecurityException {
    var login = new ScramLogin(Mechanism.SCRAM_SHA_256, USER, keys, "rOprNGfwEbeRWgbNEkqO");

    assertEquals(
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        login.answer(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
    assertTrue(login.isServerTrue("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }

  @Test
  void a_server_without_the_keys_is_not_believed() {
    var login = new ScramLogin(Mechanism.SCRAM_SHA_1, USER, keys, "abc");

    assertFalse(login.isServerTrue("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
    assertThrows(
        GeneralSecurityException.class, () -> login.answer("r=other,s=QSXCR+Q6sek8bf92,i=4096"));
  }
}

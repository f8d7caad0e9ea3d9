package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.tls.PemKey;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.VapidToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PushCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int keys(Path file) {
    return BalconyCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("push", "keys", file.toString());
  }

  @Test
  void aKeyIsMadeForItsOwnerAloneAndItsPublicHalfIsTold() throws Exception {
    var file = folder.resolve("vapid.pem");
    assertEquals(0, keys(file), err::toString);

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    var key = P256.privateKeyOf(PemKey.read(file).getEncoded()).orElseThrow();
    assertTrue(
        out.toString().contains("public key: " + VapidToken.publicText(P256.publicHalf(key))),
        out::toString);
    assertTrue(out.toString().contains("vapid-key-file = \"" + file), out::toString);
  }

  @Test
  void aFileThatIsThereStays() throws Exception {
    var file = Files.writeString(folder.resolve("vapid.pem"), "older");

    assertEquals(1, keys(file));
    assertEquals("older", Files.readString(file));
    assertTrue(err.toString().contains("is there already"), err::toString);
    assertEquals(1, keys(folder.resolve("no-such-folder/vapid.pem")));
  }
}

package im.balcony.edge.command;

import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.VapidToken;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the push service needs that nobody else gives. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "push",
    description = "Make the key by which push services of browsers know this deployment.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PushCommand {
  private static final int LINE_CHARS = 64;

  @Spec private CommandSpec spec;

  @Command(
      name = "keys",
      mixinStandardHelpOptions = true,
      description = {
        "Make a key pair for Web Push (RFC 8292) in a file that only its owner can read.",
        "Whoever subscribed by an older key has to subscribe anew: a file that is there stays."
      })
  int keys(@Parameters(paramLabel = "FILE", description = "Where the private key goes.") Path file)
      throws CommandProblem {
    var pair = P256.newKeyPair(new SecureRandom());
    write(file, pem(pair.getPrivate().getEncoded()));
    var out = spec.commandLine().getOut();
    out.println("balcony.push.gateway.webpush.vapid-key-file = \"" + file.toAbsolutePath() + '"');
    out.println("balcony.push.gateway.webpush.subject = \"mailto:...\"");
    out.println("public key: " + VapidToken.publicText((ECPublicKey) pair.getPublic()));
    return 0;
  }

  private static void write(Path file, String text) throws CommandProblem {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
    } catch (FileAlreadyExistsException e) {
      throw new CommandProblem(file + " is there already: name another file");
    } catch (IOException e) {
      throw new CommandProblem("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }

  private static String pem(byte[] pkcs8) {
    return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
        .formatted(Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(pkcs8));
  }
}

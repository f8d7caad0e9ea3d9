package im.balcony.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A certificate authority for one test, with RSA keys (RFC 5280). */
public final class TestAuthority {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final byte[] SHA256_WITH_RSA =
      Der.sequence(Der.objectId("1.2.840.113549.1.1.11"), new byte[] {0x05, 0x00});
  private static final byte[] BASIC_CONSTRAINTS = Der.objectId("2.5.29.19");
  private static final byte[] ALTERNATIVE_NAME = Der.objectId("2.5.29.17");
  private static final int DNS_NAME = 0x82;

  private final Path folder;
  private final String name;
  private final KeyPair keys;
  private final SecureRandom random = new SecureRandom();

  private TestAuthority(Path folder, String name) throws GeneralSecurityException {
    this.folder = folder;
    this.name = name;
    this.keys = newKeys("RSA", 2048);
  }

  /** With its certificate in this folder. */
  public static TestAuthority in(Path folder, String name)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    var authority = new TestAuthority(folder, name);
    var isAuthority =
        Der.sequence(
            BASIC_CONSTRAINTS, Der.booleanTrue(), Der.octetString(Der.sequence(Der.booleanTrue())));
    write(
        authority.certificate(),
        "CERTIFICATE",
        authority.sign(name, authority.keys, Instant.now().plus(A_DAY), isAuthority));
    return authority;
  }

  public Path certificate() {
    return folder.resolve(name + "-ca.pem");
  }

  /** A node's certificate and key, good for a day. */
  public ClusterCertificate issue(String file, String dnsName)
      throws IOException, GeneralSecurityException {
    return issue(file, dnsName, newKeys("RSA", 2048), Instant.now().plus(A_DAY));
  }

  ClusterCertificate issue(String file, String dnsName, KeyPair subject, Instant end)
      throws IOException, GeneralSecurityException {
    var names =
        Der.sequence(
            ALTERNATIVE_NAME,
            Der.octetString(
                Der.sequence(Der.tagged(DNS_NAME, dnsName.getBytes(StandardCharsets.US_ASCII)))));
    var chain = folder.resolve(file + ".pem");
    var key = folder.resolve(file + ".key");
    write(chain, "CERTIFICATE", sign(dnsName, subject, end, names));
    write(key, "PRIVATE KEY", subject.getPrivate().getEncoded());
    return new ClusterCertificate(chain, key, certificate());
  }

  static KeyPair newKeys(String algorithm, int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private byte[] sign(String subjectName, KeyPair subject, Instant end, byte[] extension)
      throws GeneralSecurityException {
    var body =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)), // X.509 version 3
            Der.integer(new BigInteger(63, random).add(BigInteger.ONE)),
            SHA256_WITH_RSA,
            commonName(name),
            Der.sequence(Der.time(end.minus(A_DAY).minus(A_DAY)), Der.time(end)),
            commonName(subjectName),
            subject.getPublic().getEncoded(),
            Der.explicit(3, Der.sequence(extension)));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(body);
    return Der.sequence(body, SHA256_WITH_RSA, Der.bitString(signature.sign(), 0));
  }

  private static byte[] commonName(String text) {
    return Der.sequence(Der.set(Der.sequence(Der.objectId("2.5.4.3"), Der.utf8(text))));
  }

  private static void write(Path file, String label, byte[] der) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label));
  }
}

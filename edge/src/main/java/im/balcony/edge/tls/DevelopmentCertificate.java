package im.balcony.edge.tls;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.math.BigInteger;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The self-signed certificate of a server that has no real one (RFC 5280; names as RFC 6125 wants
 * them): made on first start, kept in the data folder, made anew when the domains change or it is
 * about to expire. Java 17 has no public API that signs certificates, hence the DER by hand.
 */
final class DevelopmentCertificate {
  private static final Duration VALID_FOR = Duration.ofDays(825);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  // Clients whose clock is a little behind must not see a certificate of the future.
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final int SUBJECT_NAME_CHARS_MAX = 64;
  private static final int SAN_DNS = 2;
  private static final int SAN_IP = 7;

  private DevelopmentCertificate() {}

  /** The files of a certificate that names all {@code domains}, made if there is none yet. */
  static CertificateFiles in(Path folder, List<String> domains, Instant now)
      throws TlsUnusableException {
    var files =
        new CertificateFiles(
            List.of(),
            folder.resolve("development-certificate.pem"),
            folder.resolve("development-key.pem"));
    try {
      if (!isUsable(files, domains, now)) {
        make(files, domains, now);
      }
      return files;
    } catch (IOException | GeneralSecurityException e) {
      throw new TlsUnusableException(
          "cannot make a self-signed certificate in %s: %s".formatted(folder, e), e);
    }
  }

  private static boolean isUsable(CertificateFiles files, List<String> domains, Instant now) {
    if (!Files.exists(files.chain()) || !Files.exists(files.key())) {
      return false;
    }
    try {
      return namesOf(files.read(now.plus(RENEW_BEFORE)).get(0)).containsAll(names(domains));
    } catch (TlsUnusableException | CertificateParsingException e) {
      return false;
    }
  }

  private static Set<String> namesOf(X509Certificate certificate)
      throws CertificateParsingException {
    var found = new LinkedHashSet<String>();
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names != null) {
      names.forEach(name -> found.add(String.valueOf(name.get(1))));
    }
    return found;
  }

  private static void make(CertificateFiles files, List<String> domains, Instant now)
      throws IOException, GeneralSecurityException {
    var random = new SecureRandom();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    var keys = generator.generateKeyPair();
    var certificate = sign(keys, domains, now, random);
    Files.createDirectories(files.chain().toAbsolutePath().getParent());
    write(files.key(), "PRIVATE KEY", keys.getPrivate().getEncoded());
    write(files.chain(), "CERTIFICATE", certificate);
  }

  private static byte[] sign(KeyPair keys, List<String> domains, Instant now, SecureRandom random)
      throws GeneralSecurityException {
    var algorithm = Der.sequence(Der.objectId("1.2.840.10045.4.3.2")); // ecdsa-with-SHA256
    var firstName = names(domains).get(0);
    var name = commonName(firstName.length() > SUBJECT_NAME_CHARS_MAX ? "Balcony" : firstName);
    var body =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)), // X.509 version 3
            Der.integer(new BigInteger(63, random).add(BigInteger.ONE)),
            algorithm,
            name,
            Der.sequence(Der.time(now.minus(CLOCK_SKEW)), Der.time(now.plus(VALID_FOR))),
            name,
            keys.getPublic().getEncoded(),
            Der.explicit(3, extensions(domains)));
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate(), random);
    signature.update(body);
    return Der.sequence(body, algorithm, Der.bitString(signature.sign(), 0));
  }

  private static byte[] commonName(String text) {
    return Der.sequence(Der.set(Der.sequence(Der.objectId("2.5.4.3"), Der.utf8(text))));
  }

  private static byte[] extensions(List<String> domains) {
    return Der.sequence(
        // A self-signed leaf that people import as trusted must not be able to sign others.
        Der.sequence(Der.objectId("2.5.29.19"), Der.booleanTrue(), Der.octetString(Der.sequence())),
        // keyUsage: digitalSignature
        Der.sequence(
            Der.objectId("2.5.29.15"),
            Der.booleanTrue(),
            Der.octetString(Der.bitString(new byte[] {(byte) 0x80}, 7))),
        // extendedKeyUsage: serverAuth
        Der.sequence(
            Der.objectId("2.5.29.37"),
            Der.octetString(Der.sequence(Der.objectId("1.3.6.1.5.5.7.3.1")))),
        Der.sequence(
            Der.objectId("2.5.29.17"),
            Der.octetString(
                Der.sequence(
                    names(domains).stream()
                        .map(DevelopmentCertificate::generalName)
                        .toArray(byte[][]::new)))));
  }

  private static byte[] generalName(String name) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
    return address != null
        ? Der.tagged(0x80 | SAN_IP, address)
        : Der.tagged(0x80 | SAN_DNS, name.getBytes(StandardCharsets.US_ASCII));
  }

  /** A-labels and addresses; "localhost" also stands for the loopback addresses. */
  private static List<String> names(List<String> domains) {
    var names = new ArrayList<String>();
    for (var domain : domains) {
      names.add(domain.startsWith("[") ? domain.replaceAll("[\\[\\]]", "") : IDN.toASCII(domain));
      if (domain.equals("localhost")) {
        names.add("127.0.0.1");
      }
    }
    return names;
  }

  /** Never readable by others, not even for the moment between making and writing. */
  private static void write(Path file, String label, byte[] der) throws IOException {
    var text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(
                label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try {
      Files.createFile(fresh, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("another process is writing " + fresh, e);
    }
    Files.writeString(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

package im.balcony.edge.listen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM, computed from RFC 5802 and nothing of the server's code.
 *
 * @param hash as PBKDF2 is named with it: SHA1 or SHA256
 * @param header of GS2
 * @param bindingData what the header's type names, no bytes for none
 */
record ScramPeer(String hash, String header, byte[] bindingData, String user, String password) {

  String first() {
    return header + firstBare();
  }

  private String firstBare() {
    return "n=" + user + ",r=clientnonce";
  }

  String last(String serverFirst) throws GeneralSecurityException {
    var bound = new ByteArrayOutputStream();
    bound.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    bound.writeBytes(bindingData);
    var withoutProof = "c=" + base64(bound.toByteArray()) + ",r=" + attribute(serverFirst, 'r');
    var clientKey = hmac(salted(serverFirst), "Client Key");
    var storedKey = MessageDigest.getInstance(hash.replace("SHA", "SHA-")).digest(clientKey);
    var proof = hmac(storedKey, firstBare() + "," + serverFirst + "," + withoutProof);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    return withoutProof + ",p=" + base64(proof);
  }

  /** SaltedPassword, with salt and iterations of this message. */
  byte[] salted(String serverFirst) throws GeneralSecurityException {
    var spec =
        new PBEKeySpec(
            password.toCharArray(),
            Base64.getDecoder().decode(attribute(serverFirst, 's')),
            Integer.parseInt(attribute(serverFirst, 'i')),
            hash.equals("SHA256") ? 256 : 160);
    return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash).generateSecret(spec).getEncoded();
  }

  private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("Hmac" + hash);
    mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  static String attribute(String message, char name) {
    return Arrays.stream(message.split(",", -1))
        .filter(part -> part.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(2);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

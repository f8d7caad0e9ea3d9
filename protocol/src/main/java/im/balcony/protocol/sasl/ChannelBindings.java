package im.balcony.protocol.sasl;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The channel binding data of one connection, by type. Only types in here may be advertised: what
 * was not computed is not offered.
 */
public final class ChannelBindings {
  /** No TLS, or a TLS that ends elsewhere: no -PLUS mechanism can be offered. */
  public static final ChannelBindings NONE = new ChannelBindings(Map.of());

  private final Map<ChannelBindingType, byte[]> data = new EnumMap<>(ChannelBindingType.class);

  private ChannelBindings(Map<ChannelBindingType, byte[]> data) {
    this.data.putAll(data);
  }

  public ChannelBindings with(ChannelBindingType type, byte[] bindingData) {
    var more = new ChannelBindings(data);
    more.data.put(type, bindingData.clone());
    return more;
  }

  public List<ChannelBindingType> types() {
    return List.copyOf(data.keySet());
  }

  public boolean isEmpty() {
    return data.isEmpty();
  }

  Optional<byte[]> dataOf(ChannelBindingType type) {
    return Optional.ofNullable(data.get(type));
  }

  /**
   * The data of tls-server-end-point (RFC 5929 section 4.1): the certificate hashed with the hash
   * of its signature, SHA-256 in place of MD5 and SHA-1. Empty for signatures without one hash
   * (Ed25519).
   */
  public static Optional<byte[]> serverEndPoint(X509Certificate certificate) {
    try {
      var hash = signatureHash(certificate);
      return hash.isEmpty()
          ? Optional.empty()
          : Optional.of(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException unknownHash) {
      return Optional.empty();
    }
  }

  private static Optional<String> signatureHash(X509Certificate certificate)
      throws GeneralSecurityException {
    var signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (signature.equals("RSASSA-PSS")) {
      return pssHash(certificate.getSigAlgParams());
    }
    int with = signature.indexOf("WITH");
    if (with < 0) {
      return Optional.empty();
    }
    return switch (signature.substring(0, with)) {
      case "MD5", "SHA1" -> Optional.of("SHA-256");
      case "SHA224" -> Optional.of("SHA-224");
      case "SHA256" -> Optional.of("SHA-256");
      case "SHA384" -> Optional.of("SHA-384");
      case "SHA512" -> Optional.of("SHA-512");
      default -> Optional.empty();
    };
  }

  private static Optional<String> pssHash(byte[] parameters) throws GeneralSecurityException {
    try {
      var pss = AlgorithmParameters.getInstance("RSASSA-PSS");
      pss.init(parameters);
      return Optional.of(pss.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}

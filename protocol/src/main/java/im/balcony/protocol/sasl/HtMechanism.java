package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms of hashed tokens (draft-schmaus-kitten-sasl-ht-09), strongest first: one message
 * each way, the token itself is never sent.
 */
public enum HtMechanism {
  HT_SHA_256_EXPR("HT-SHA-256-EXPR", ChannelBindingType.TLS_EXPORTER),
  HT_SHA_256_ENDP("HT-SHA-256-ENDP", ChannelBindingType.TLS_SERVER_END_POINT),
  HT_SHA_256_NONE("HT-SHA-256-NONE", null);

  /** Length of both sides' hashes. */
  public static final int HASH_BYTES = 32;

  private static final byte[] INITIATOR = "Initiator".getBytes(UTF_8);
  private static final byte[] RESPONDER = "Responder".getBytes(UTF_8);
  private static final byte[] NO_DATA = {};

  private final String saslName;
  private final @Nullable ChannelBindingType binding;

  HtMechanism(String saslName, @Nullable ChannelBindingType binding) {
    this.saslName = saslName;
    this.binding = binding;
  }

  public static Optional<HtMechanism> byName(@Nullable String saslName) {
    return Arrays.stream(values()).filter(m -> m.saslName.equals(saslName)).findFirst();
  }

  public String saslName() {
    return saslName;
  }

  /** The channel's data that both hashes cover; empty when this channel has none of the type. */
  public Optional<byte[]> bindingData(ChannelBindings channel) {
    return binding == null ? Optional.of(NO_DATA) : channel.dataOf(binding);
  }

  /** What the client must send for this token (section 3.1 of the draft). */
  public static byte[] initiatorHash(byte[] token, byte[] bindingData) {
    return hash(token, INITIATOR, bindingData);
  }

  /** What proves that the server knows the token (section 3.2). */
  public static byte[] responderHash(byte[] token, byte[] bindingData) {
    return hash(token, RESPONDER, bindingData);
  }

  private static byte[] hash(byte[] token, byte[] role, byte[] bindingData) {
    var data = new ByteArrayOutputStream(role.length + bindingData.length);
    data.writeBytes(role);
    data.writeBytes(bindingData);
    return ScramMechanism.SCRAM_SHA_256.hmac(token, data.toByteArray());
  }
}

package im.balcony.protocol.sasl;

import java.util.Arrays;
import java.util.Optional;

/** The ways to name a TLS channel that the server knows (RFC 9266, RFC 5929), strongest first. */
public enum ChannelBindingType {
  TLS_EXPORTER("tls-exporter"),
  TLS_SERVER_END_POINT("tls-server-end-point");

  private final String registeredName;

  ChannelBindingType(String registeredName) {
    this.registeredName = registeredName;
  }

  public String registeredName() {
    return registeredName;
  }

  public static Optional<ChannelBindingType> byName(String registeredName) {
    return Arrays.stream(values())
        .filter(type -> type.registeredName.equals(registeredName))
        .findFirst();
  }
}

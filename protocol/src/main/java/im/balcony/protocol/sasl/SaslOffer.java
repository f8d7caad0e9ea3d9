package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.xep.Xep;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * What this stream advertised: the mechanisms, and the channel bindings of XEP-0440 if the element
 * was sent. The login is checked against it, so that nobody between can thin it out.
 */
@Xep(number = 474, name = "SASL SCRAM Downgrade Protection", version = "0.5.0")
public record SaslOffer(List<SaslMechanism> mechanisms, ChannelBindings channelBindings) {
  /** i;octet collation: byte by byte, unsigned (XEP-0474 section 5.1). */
  private static final Comparator<String> OCTETS =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  public SaslOffer {
    mechanisms = List.copyOf(mechanisms);
    if (channelBindings.isEmpty() && mechanisms.stream().anyMatch(SaslMechanism::bindsChannel)) {
      throw new IllegalArgumentException("a -PLUS mechanism without channel binding data");
    }
  }

  public boolean bindsChannel() {
    return mechanisms.stream().anyMatch(SaslMechanism::bindsChannel);
  }

  /** The types to list in XEP-0440's element; none when no -PLUS mechanism is offered. */
  public List<ChannelBindingType> channelBindingTypes() {
    return bindsChannel() ? channelBindings.types() : List.of();
  }

  /**
   * The value of the attribute "h" in server-first-message (XEP-0474 version 0.5.0 section 5.1).
   */
  public String downgradeProtectionHash(ScramMechanism mechanism) {
    var text = new StringBuilder(joined(mechanisms.stream().map(SaslMechanism::saslName).toList()));
    if (!channelBindingTypes().isEmpty()) {
      var names = channelBindingTypes().stream().map(ChannelBindingType::registeredName).toList();
      text.append('\u001f').append(joined(names));
    }
    var hash = mechanism.hash(text.toString().getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(hash);
  }

  private static String joined(List<String> names) {
    return String.join("\u001e", names.stream().sorted(OCTETS).toList());
  }
}

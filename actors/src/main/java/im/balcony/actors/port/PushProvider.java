package im.balcony.actors.port;

import java.util.Optional;

/** Who takes notifications to devices. */
public enum PushProvider {
  /** Apple Push Notification service. */
  APNS("apns", 2_600, "tigase:messenger:apns:1"),
  /** Firebase Cloud Messaging. */
  FCM("fcm", 2_600, "fcm-xmpp-api"),
  /** A push service of RFC 8030. */
  WEB_PUSH("webpush", 2_500, "urn:ietf:rfc:8030");

  private final String word;
  private final int encryptedBytesMax;
  private final String alias;

  PushProvider(String word, int encryptedBytesMax, String alias) {
    this.word = word;
    this.encryptedBytesMax = encryptedBytesMax;
    this.alias = alias;
  }

  /** Its name in registrations and in the configuration. */
  public String word() {
    return word;
  }

  /**
   * What fits into a notification of what only the device reads (4,096 bytes with Base64 and what
   * stands around it). More is left out, and the device is woken without it.
   */
  public int encryptedBytesMax() {
    return encryptedBytesMax;
  }

  /** Clients of other servers name them in their own way. */
  public static Optional<PushProvider> byWord(String word) {
    for (var provider : values()) {
      if (provider.word.equals(word) || provider.alias.equals(word)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }
}

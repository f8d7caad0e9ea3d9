package im.balcony.persistence.event.account;

/** What is kept of a password for one SASL mechanism (RFC 5802 section 3): never the password. */
public record StoredScramKeys(
    String mechanism, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {}

package im.balcony.actors.user.account;

import java.time.Instant;

/** A request for the account's presence that waits for its answer (RFC 6121 3.1.3 number 4). */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SubscriptionRequest(byte[] stanzaXml, Instant at) {}

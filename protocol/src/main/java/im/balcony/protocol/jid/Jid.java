package im.balcony.protocol.jid;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An XMPP address in its normal form: equal addresses are equal texts (RFC 7622). */
public final class Jid implements Comparable<Jid> {
  private final @Nullable String local;
  private final String domain;
  private final @Nullable String resource;
  private final String text;

  private Jid(@Nullable String local, String domain, @Nullable String resource, String text) {
    this.local = local;
    this.domain = domain;
    this.resource = resource;
    this.text = text;
  }

  /** Trusts its caller that the parts are in their normal form. */
  private static Jid prepared(@Nullable String local, String domain, @Nullable String resource) {
    String bare = local == null ? domain : local + "@" + domain;
    return new Jid(local, domain, resource, resource == null ? bare : bare + "/" + resource);
  }

  /** Reads {@code local@domain/resource} and prepares every part. */
  public static Jid parse(String text) {
    // RFC 7622 section 3.2: the first slash ends the domain, the first at-sign before it the local.
    int slash = text.indexOf('/');
    int bareEnd = slash < 0 ? text.length() : slash;
    int firstAt = text.indexOf('@');
    int at = firstAt < bareEnd ? firstAt : -1;
    String rawLocal = at < 0 ? null : text.substring(0, at);
    String rawDomain = text.substring(at + 1, bareEnd);
    String rawResource = slash < 0 ? null : text.substring(slash + 1);
    String local = rawLocal == null ? null : JidParts.local(rawLocal);
    String domain = JidParts.domain(rawDomain);
    String resource = rawResource == null ? null : JidParts.resource(rawResource);
    boolean normal =
        domain.equals(rawDomain)
            && (local == null || local.equals(rawLocal))
            && (resource == null || resource.equals(rawResource));
    return normal ? new Jid(local, domain, resource, text) : prepared(local, domain, resource);
  }

  /** As {@link #parse}, but empty where that throws, and for no text at all. */
  public static Optional<Jid> tryParse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(text));
    } catch (InvalidJidException e) {
      return Optional.empty();
    }
  }

  /** Puts an address together from unprepared parts. */
  public static Jid of(@Nullable String local, String domain, @Nullable String resource) {
    return prepared(
        local == null ? null : JidParts.local(local),
        JidParts.domain(domain),
        resource == null ? null : JidParts.resource(resource));
  }

  public @Nullable String local() {
    return local;
  }

  public String domain() {
    return domain;
  }

  public @Nullable String resource() {
    return resource;
  }

  /** The same account or domain, without the resource. */
  public Jid bare() {
    return resource == null ? this : prepared(local, domain, null);
  }

  /** Only the domain. */
  public Jid domainJid() {
    return isDomain() ? this : new Jid(null, domain, null, domain);
  }

  /** The same account with this resource, which is prepared. */
  public Jid withResource(String resource) {
    return prepared(local, domain, JidParts.resource(resource));
  }

  public boolean isBare() {
    return resource == null;
  }

  public boolean isFull() {
    return resource != null;
  }

  /** Neither account nor resource. */
  public boolean isDomain() {
    return local == null && resource == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Jid jid && jid.text.equals(text);
  }

  /** Cached by the text itself. */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(Jid other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package im.balcony.actors.user.account;

/** What a private element is filed under: its name and namespace (XEP-0049 section 3). */
public record PrivateName(String name, String namespace) {}

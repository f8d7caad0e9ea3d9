package im.balcony.persistence.account;

/**
 * The life of an account that has an address at present.
 *
 * @param id opaque, never given away again; persistence ids are built from it
 * @param created whether this very request gave the address away
 */
public record Incarnation(String id, boolean created) {}

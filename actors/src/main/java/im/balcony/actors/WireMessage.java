package im.balcony.actors;

/**
 * Marks what may travel between nodes; the binding to a serializer hangs on it. Names and fields
 * are versioned like events: two adjacent releases read each other.
 */
public interface WireMessage {}

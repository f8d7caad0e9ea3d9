package im.balcony.edge.codec;

import java.util.List;

/** Elements for one client, as XML in UTF-8, that leave in one write and one flush. */
public record StanzaBatch(List<byte[]> elements, int bytes) {}

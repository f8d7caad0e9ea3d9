package im.balcony.edge.s2s;

/** Who talks to whom: one of their domains to one of ours, or the other way. */
record Pair(String from, String to) {}

package im.balcony.persistence.archive;

/** An event with its place in its log. */
public record Sequenced<E>(long sequenceNr, E event) {}

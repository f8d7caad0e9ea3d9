package im.balcony.edge.bridge;

/** The bounds of a bound connection; balcony/edge.conf says what each is for. */
public record BridgeLimits(
    int stanzasInFlightMax,
    int stanzaSecondsMax,
    int writeSecondsMax,
    int silentSecondsMax,
    int pingAnswerSecondsMax,
    int closeSecondsMax) {}

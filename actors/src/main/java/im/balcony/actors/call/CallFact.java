package im.balcony.actors.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.Jingle;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xep.jmi.CallSignal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a stanza says of a call, as one of both accounts saw it.
 *
 * @param from full JID of the device that said it; the account itself for {@link Kind#UNREACHABLE}
 * @param to as it was addressed, bare or full
 * @param media each once, in the order of their names
 * @param sources of RTP that it names (XEP-0339); a node that does not know of them tells none
 * @param tieBreak whether it gives way to another call (XEP-0353 4.1)
 * @param migratedTo the session that goes on in its place (XEP-0353 4.2)
 */
public record CallFact(
    Kind kind,
    Jid from,
    Jid to,
    List<CallMedia> media,
    List<Long> sources,
    @Nullable JingleReason reason,
    boolean tieBreak,
    @Nullable String migratedTo,
    Instant at) {

  public CallFact {
    media = List.copyOf(media);
    sources = sources == null ? List.of() : List.copyOf(sources);
  }

  /** What is said: by a message (XEP-0353), by Jingle (XEP-0166), by the account itself. */
  public enum Kind {
    PROPOSE,
    RINGING,
    PROCEED,
    REJECT,
    RETRACT,
    FINISH,
    SESSION_INITIATE,
    SESSION_RINGING,
    SESSION_ACCEPT,
    SESSION_TERMINATE,
    UNREACHABLE
  }

  public static CallFact of(CallSignal signal, Jid from, Jid to, Instant at) {
    var kind =
        switch (signal.step()) {
          case PROPOSE -> Kind.PROPOSE;
          case RINGING -> Kind.RINGING;
          case PROCEED, ACCEPT -> Kind.PROCEED;
          case REJECT -> Kind.REJECT;
          case RETRACT -> Kind.RETRACT;
          case FINISH -> Kind.FINISH;
        };
    return new CallFact(
        kind,
        from,
        to,
        inOrder(signal.media()),
        List.of(),
        signal.reason(),
        signal.tieBreak(),
        signal.migratedTo(),
        at);
  }

  /** Empty for what is between the devices alone: contents, transports, candidates. */
  public static Optional<CallFact> of(Jingle jingle, Jid from, Jid to, Instant at) {
    return kindOf(jingle)
        .map(
            kind ->
                new CallFact(
                    kind,
                    from,
                    to,
                    inOrder(jingle.media()),
                    jingle.sources(),
                    jingle.reason(),
                    false,
                    null,
                    at));
  }

  private static Optional<Kind> kindOf(Jingle jingle) {
    return switch (jingle.action()) {
      case SESSION_INITIATE -> Optional.of(Kind.SESSION_INITIATE);
      case SESSION_ACCEPT -> Optional.of(Kind.SESSION_ACCEPT);
      case SESSION_TERMINATE -> Optional.of(Kind.SESSION_TERMINATE);
      case SESSION_INFO -> jingle.ringing() ? Optional.of(Kind.SESSION_RINGING) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** No device of this account gets the proposal of the other. */
  public static CallFact unreachable(Jid account, Jid initiator, Instant at) {
    return new CallFact(
        Kind.UNREACHABLE, account, initiator, List.of(), List.of(), null, false, null, at);
  }

  private static List<CallMedia> inOrder(Collection<CallMedia> media) {
    return media.stream().sorted().toList();
  }
}

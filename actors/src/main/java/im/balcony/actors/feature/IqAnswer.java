package im.balcony.actors.feature;

import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a feature answers to a request. */
public sealed interface IqAnswer {

  /** No. */
  record Refused(StanzaError error) implements IqAnswer {}

  /**
   * Yes.
   *
   * @param payload of the result, null for an empty one
   * @param consequences what else happens, after the result is sent
   */
  record Result(@Nullable XmlElement payload, List<Consequence> consequences) implements IqAnswer {}

  /** Once these events are durable; the answer, a final one, is made of the state they led to. */
  record Stored(List<AccountEvent> events, Function<AccountState, ? extends IqAnswer> then)
      implements IqAnswer {}

  /**
   * Yes, once these decisions are durable.
   *
   * @param payload of the result, null for an empty one
   * @param consequences what happens then
   */
  record Decided(
      List<? extends OwnerDecision> decisions,
      @Nullable XmlElement payload,
      List<Consequence> consequences)
      implements IqAnswer {}

  /**
   * Yes, once this message of the asker has been stored for both sides; its refusal is the
   * answer's.
   *
   * @param message without from; with an id only if it is one that was stored before, which then is
   *     told to both sides again and adds nothing (I3)
   * @param about the message that it is about, which its ids alone may not tell any more
   */
  record Submitted(XmlElement message, MessagePlace about) implements IqAnswer {}

  /**
   * The answer needs I/O, which begins when its turn comes. The stage ends with the stanzas that go
   * before the result, and the result; when it fails, the asker gets internal-server-error.
   */
  record Later(Supplier<CompletionStage<Reply>> begin) implements IqAnswer {}

  /**
   * An answer that came later.
   *
   * @param before stanzas for the asker that go before the answer, as XML
   * @param answer any but {@link Later}
   */
  record Reply(List<byte[]> before, IqAnswer answer) {

    /** The answer alone. */
    public static Reply of(IqAnswer answer) {
      return new Reply(List.of(), answer);
    }

    /** The answer alone, which needs no more I/O. */
    public static CompletionStage<Reply> now(IqAnswer answer) {
      return CompletableFuture.completedFuture(of(answer));
    }
  }

  /** Found in the asked account's archive, once that is open. */
  static IqAnswer fromArchive(
      IqRequest request, Function<ArchiveHead, CompletionStage<Reply>> answer) {
    return new Later(() -> request.archive().get().thenCompose(answer));
  }

  static IqAnswer empty() {
    return new Result(null, List.of());
  }

  static IqAnswer result(XmlElement payload) {
    return new Result(payload, List.of());
  }

  static IqAnswer result(XmlElement payload, Consequence... consequences) {
    return new Result(payload, List.of(consequences));
  }

  static IqAnswer empty(Consequence... consequences) {
    return new Result(null, List.of(consequences));
  }

  static IqAnswer refused(StanzaError error) {
    return new Refused(error);
  }

  /** Empty result once the events are durable. */
  static IqAnswer stored(List<AccountEvent> events, Consequence... consequences) {
    var all = List.of(consequences);
    return new Stored(events, state -> new Result(null, all));
  }
}

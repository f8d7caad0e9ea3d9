package im.balcony.actors.feature;

/**
 * One payload that is answered at one place.
 *
 * @param types which requests; the others get bad-request
 */
public record IqService(
    Place place, Types types, Access access, String name, String namespace, Handler handler) {

  /** To whom the request is addressed. */
  public enum Place {
    /** The domain itself. */
    SERVER,
    /** The service of rooms of a domain. */
    ROOMS,
    /** The push service of a domain, asked by an account that lives here. */
    PUSH,
    /** A bare JID, or nobody: the asker's own account (RFC 6120 10.3.3). */
    ACCOUNT
  }

  /** Which requests are understood. */
  public enum Types {
    GET,
    SET,
    GET_AND_SET
  }

  /** Who may ask an account; of the server everybody may ask. */
  public enum Access {
    /** The account's own clients; others get forbidden. */
    OWNER,
    /** Whoever may see its presence; others get service-unavailable, as if nobody were there. */
    CONTACT,
    /** A contact, or a stranger where the operator admits them; others as for contacts. */
    ADMITTED,
    /** Others may read; they get forbidden when they set. */
    ANYBODY,
    /** Others may set as well; the handler says what. */
    ANYBODY_WRITES
  }

  /** Answers; called on the thread of the asked account, so it returns at once. */
  @FunctionalInterface
  public interface Handler {
    IqAnswer answer(IqRequest request);
  }

  /** For the account's own clients. */
  public static IqService own(Types types, String name, String namespace, Handler handler) {
    return new IqService(Place.ACCOUNT, types, Access.OWNER, name, namespace, handler);
  }

  /** Answered by the server's domain for everybody. */
  public static IqService server(Types types, String name, String namespace, Handler handler) {
    return new IqService(Place.SERVER, types, Access.ANYBODY, name, namespace, handler);
  }

  /** Answered by the service of rooms for everybody; nothing can be set. */
  public static IqService rooms(String name, String namespace, Handler handler) {
    return new IqService(Place.ROOMS, Types.GET, Access.ANYBODY, name, namespace, handler);
  }

  /** Answered by the push service. */
  public static IqService push(Types types, String name, String namespace, Handler handler) {
    return new IqService(Place.PUSH, types, Access.ANYBODY, name, namespace, handler);
  }

  /** Answered for an account. */
  public static IqService account(
      Access access, Types types, String name, String namespace, Handler handler) {
    return new IqService(Place.ACCOUNT, types, access, name, namespace, handler);
  }
}

package im.balcony.edge.turn;

import im.balcony.protocol.stun.MappedAddress;
import im.balcony.protocol.stun.StunAttribute;
import im.balcony.protocol.stun.StunMessage;
import im.balcony.protocol.stun.TurnMessages;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Questions and answers with one server; a refusal is an exception that names its code. */
final class StunDialogue implements AutoCloseable {
  private static final int CHANCE_BYTES = 12;
  private static final int OTHERS_MAX = 100;
  private static final int UNAUTHENTICATED = 401;
  private static final int STALE_NONCE = 438;

  private final StunLine line;
  private final SecureRandom random = new SecureRandom();
  private byte[] realm = {};
  private byte[] nonce = {};

  StunDialogue(StunLine line) {
    this.line = line;
  }

  byte[] transaction() {
    var chance = new byte[CHANCE_BYTES];
    random.nextBytes(chance);
    return TurnMessages.transaction(chance);
  }

  /** RFC 8489 12: under which address the server sees this machine. */
  MappedAddress bind() throws IOException {
    var request = new StunMessage(StunMessage.BINDING_REQUEST, transaction(), List.of());
    return MappedAddress.of(done(ask(request.write(), request.transaction())))
        .orElseThrow(() -> new IOException("the answer tells no address"));
  }

  /**
   * RFC 8489 9.2: first without a login, which brings the realm and the nonce for it.
   *
   * @param request made anew for each transaction
   */
  StunMessage askLoggedIn(Function<byte[], StunMessage> request, ExternalService.Login login)
      throws IOException {
    if (realm.length == 0) {
      var first = request.apply(transaction());
      var answer = ask(first.write(), first.transaction());
      if (answer.errorCode() != UNAUTHENTICATED) {
        return done(answer);
      }
      learn(answer);
    }
    var answer = askOnce(request.apply(transaction()), login);
    if (answer.errorCode() == STALE_NONCE) {
      learn(answer);
      answer = askOnce(request.apply(transaction()), login);
    }
    return done(answer);
  }

  private void learn(StunMessage answer) {
    realm = answer.value(StunAttribute.REALM).orElse(realm);
    nonce = answer.value(StunAttribute.NONCE).orElse(nonce);
  }

  private StunMessage askOnce(StunMessage request, ExternalService.Login login) throws IOException {
    var bytes = TurnMessages.loggedIn(request, login.username(), login.password(), realm, nonce);
    return ask(bytes, request.transaction());
  }

  private static StunMessage done(StunMessage answer) throws IOException {
    if (TurnMessages.isSuccess(answer)) {
      return answer;
    }
    int code = answer.errorCode();
    throw new IOException(
        code == UNAUTHENTICATED
            ? "it refuses the login (401): is the secret the same on both sides, and both clocks right?"
            : "it refuses with %d".formatted(code));
  }

  void tell(StunMessage indication) throws IOException {
    line.send(indication.write());
  }

  /** What comes next of this type. */
  StunMessage next(int type) throws IOException {
    for (int i = 0; i < OTHERS_MAX; i++) {
      var message = line.receive();
      if (message.type() == type) {
        return message;
      }
    }
    throw new SocketTimeoutException("only other messages came");
  }

  private StunMessage ask(byte[] request, byte[] transaction) throws IOException {
    for (int left = line.tries(); ; left--) {
      line.send(request);
      try {
        return answer(transaction);
      } catch (PortUnreachableException e) {
        throw new IOException("nothing listens there", e);
      } catch (SocketTimeoutException e) {
        if (left == 1) {
          throw new IOException("it does not answer", e);
        }
      }
    }
  }

  private StunMessage answer(byte[] transaction) throws IOException {
    for (int i = 0; i < OTHERS_MAX; i++) {
      var message = line.receive();
      if (Arrays.equals(message.transaction(), transaction)) {
        return message;
      }
    }
    throw new SocketTimeoutException("only other answers came");
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}

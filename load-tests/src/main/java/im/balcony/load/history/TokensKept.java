package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I1_TOKEN_LOST;

import java.util.function.Consumer;

/** I1: a token that a device was given lets it in (XEP-0484), whatever was killed meanwhile. */
final class TokensKept implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      for (var token : account.tokens()) {
        if (!token.accepted()) {
          found.accept(new Violation(I1_TOKEN_LOST, account.name(), "", "a token was refused"));
        }
      }
    }
  }
}

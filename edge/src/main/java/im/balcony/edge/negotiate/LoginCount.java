package im.balcony.edge.negotiate;

import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.metrics.EdgeMetrics.LoginResult;
import im.balcony.protocol.sasl.SaslFailure;
import org.jspecify.annotations.Nullable;

/** What logins lead to, as it is counted. */
final class LoginCount {
  private LoginCount() {}

  /** Counts an exchange that is over; one that goes on is counted later. */
  static void of(EdgeMetrics metrics, String mechanism, @Nullable SaslOutcome outcome) {
    if (!(outcome instanceof SaslOutcome.Challenge)) {
      metrics.login(mechanism, result(outcome));
    }
  }

  private static LoginResult result(@Nullable SaslOutcome outcome) {
    if (outcome instanceof SaslOutcome.LoggedIn) {
      return LoginResult.SUCCEEDED;
    }
    var failure = SaslOutcome.failureOf(outcome);
    if (failure.equals(SaslLogin.TOO_OFTEN)) {
      return LoginResult.TOO_OFTEN;
    }
    return failure.condition() == SaslFailure.Condition.TEMPORARY_AUTH_FAILURE
        ? LoginResult.UNAVAILABLE
        : LoginResult.REFUSED;
  }
}

package im.balcony.edge.negotiate;

import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.xep.sasl2.Sasl2;
import im.balcony.protocol.xep.sasl2.Sasl2Request;
import im.balcony.protocol.xep.saslupgrade.SaslUpgrade;
import im.balcony.protocol.xml.XmlElement;

/**
 * One upgrade to a mechanism of the SCRAM family (XEP-0480 section 3): the client begins it, gets
 * salt and iterations, and answers with its salted password. Each step comes once.
 */
final class UpgradeTask {
  private final ScramMechanism mechanism;
  private final byte[] salt;
  private final int iterations;
  private boolean begun;

  UpgradeTask(ScramMechanism mechanism, byte[] salt, int iterations) {
    this.mechanism = mechanism;
    this.salt = salt.clone();
    this.iterations = iterations;
  }

  /** What one element of the client leads to. */
  sealed interface Step {
    /** The client gets this, and its answer is awaited. */
    record Ask(XmlElement element) implements Step {}

    /** The last word: these are to be stored. */
    record Done(ScramKeys keys) implements Step {}

    record Failed(SaslFailure failure) implements Step {}

    /** Nothing a client may send now (XEP-0388 section 2.4). */
    record OutOfPlace() implements Step {}
  }

  String name() {
    return SaslUpgrade.task(mechanism);
  }

  Step on(Sasl2Request request) {
    if (request instanceof Sasl2Request.Next next && !begun) {
      return begin(next);
    }
    return request instanceof Sasl2Request.TaskData data && begun
        ? keys(data.element())
        : new Step.OutOfPlace();
  }

  private Step begin(Sasl2Request.Next next) {
    if (!next.task().equals(name())) {
      return new Step.Failed(SaslFailure.malformed("not the task " + name()));
    }
    begun = true;
    return new Step.Ask(Sasl2.taskData(SaslUpgrade.salt(salt, iterations)));
  }

  private Step keys(XmlElement taskData) {
    var salted = SaslUpgrade.saltedPassword(taskData);
    if (salted.isEmpty()) {
      return new Step.Failed(SaslFailure.of(SaslFailure.Condition.INCORRECT_ENCODING));
    }
    return salted.get().length == mechanism.hashBytes()
        ? new Step.Done(ScramKeys.ofSalted(mechanism, salted.get(), salt, iterations))
        : new Step.Failed(SaslFailure.malformed("no salted password of " + mechanism.saslName()));
  }
}

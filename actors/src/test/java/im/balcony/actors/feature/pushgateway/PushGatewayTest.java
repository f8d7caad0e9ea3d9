package im.balcony.actors.feature.pushgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xep.push.PushSummary;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0357 section 7, from the account to the provider and back. */
class PushGatewayTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");
  private static final PushDevice PHONE = new PushDevice.Fcm("token-1");
  private static final PushNotification NOTIFICATION =
      new PushNotification(new PushSummary(2, 0), PushRoute.of(PushRoute.Type.CHAT), null, null);

  private final RecordedProviders providers = new RecordedProviders(PushProvider.FCM);
  private final DeviceNodes nodes =
      new DeviceNodes(new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh()));
  private final PushGateway gateway = new PushGateway(providers, nodes);

  private Optional<StanzaError> publish(Jid account, String node) {
    return gateway
        .publish(account, new PushPublication(node, NOTIFICATION, null).toElement())
        .toCompletableFuture()
        .join();
  }

  private String node() {
    return nodes.seal(ROMEO, PHONE).toCompletableFuture().join().orElseThrow();
  }

  @Test
  void whatAnAccountPublishesGoesToItsDevice() {
    assertTrue(publish(ROMEO, node()).isEmpty());

    assertEquals(List.of(new RecordedProviders.Sent(PHONE, NOTIFICATION)), providers.sent);
  }

  @ParameterizedTest
  @CsvSource({
    "GONE,ITEM_NOT_FOUND,CANCEL",
    "TRY_LATER,RESOURCE_CONSTRAINT,WAIT",
    "REFUSED,POLICY_VIOLATION,MODIFY"
  })
  void whatTheProviderSaysIsAnErrorThatTheAccountKnows(
      PushOutcome outcome, StanzaError.Condition condition, StanzaError.Type type) {
    providers.outcome = CompletableFuture.completedFuture(outcome);

    var error = publish(ROMEO, node()).orElseThrow();
    assertEquals(condition, error.condition());
    assertEquals(type, error.type());
  }

  @Test
  void aNodeOfSomebodyElseIsNone() {
    assertEquals(
        StanzaError.Condition.ITEM_NOT_FOUND,
        publish(Jid.parse("juliet@a.example"), node()).orElseThrow().condition());
    assertEquals(
        StanzaError.Condition.ITEM_NOT_FOUND, publish(ROMEO, "made-up").orElseThrow().condition());
    assertTrue(providers.sent.isEmpty());
  }

  @Test
  void whatIsNoNotificationIsABadRequest() {
    var payload = XmlElement.named("pubsub", "http://jabber.org/protocol/pubsub").build();

    assertEquals(
        StanzaError.Condition.BAD_REQUEST,
        gateway.publish(ROMEO, payload).toCompletableFuture().join().orElseThrow().condition());
  }

  @Test
  void aProviderThatFailsIsAnErrorThatMayPass() {
    providers.outcome = CompletableFuture.failedFuture(new IllegalStateException("broken"));

    assertEquals(StanzaError.Type.WAIT, publish(ROMEO, node()).orElseThrow().type());
  }
}

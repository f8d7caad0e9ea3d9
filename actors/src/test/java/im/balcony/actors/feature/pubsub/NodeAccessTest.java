package im.balcony.actors.feature.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.actors.user.pubsub.NodeConfigs;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.PubsubError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XEP-0060 4.5 and 6.1.3: each access model says its own no. */
class NodeAccessTest {
  private static final String NODE = "urn:xmpp:mood";
  private static final Jid OWNER = Jid.parse("romeo@a.example");
  private static final Jid FRIEND = Jid.parse("juliet@b.example/balcony");
  private static final Jid SERVANT = Jid.parse("nurse@b.example/house");
  private static final Jid STRANGER = Jid.parse("tybalt@b.example/street");

  /** Juliet and the nurse get his presence, the nurse is in a group; Paris is, and gets none. */
  private final AccountState account =
      after(
          new AccountEvent.ContactSet("juliet@b.example", "", List.of()),
          new AccountEvent.ContactSet("nurse@b.example", "", List.of("Servants")),
          new AccountEvent.ContactSet("paris@b.example", "", List.of("Servants")),
          new AccountEvent.SubscriptionChanged("juliet@b.example", false, true, false, false),
          new AccountEvent.SubscriptionChanged("nurse@b.example", true, true, false, false),
          new AccountEvent.SubscriptionChanged("paris@b.example", true, false, false, false));

  private static AccountState after(AccountEvent... events) {
    var state = AccountState.NONE;
    for (var event : events) {
      state = event.fold(state);
    }
    return state;
  }

  private Node node(AccessModel access, String... affiliations) {
    var config =
        PersonalEventing.DEFAULT.edit().access(access).rosterGroups(List.of("Servants")).build();
    AccountState state = NodeConfigs.event(NODE, config).fold(account);
    for (var at = 0; at < affiliations.length; at += 2) {
      state =
          new NodeEvent.AffiliationSet(NODE, affiliations[at], affiliations[at + 1]).fold(state);
    }
    return state.nodes().node(NODE).orElseThrow();
  }

  private Optional<StanzaError> refusal(Node node, Jid asker) {
    return NodeAccess.refusal(account, OWNER, node, asker);
  }

  @ParameterizedTest
  @EnumSource(AccessModel.class)
  void theOwnerMaySeeEachOfHisNodes(AccessModel access) {
    assertTrue(NodeAccess.maySee(account, OWNER, node(access), OWNER.withResource("phone")));
  }

  @Test
  void anOpenNodeIsForEverybody() {
    assertEquals(Optional.empty(), refusal(node(AccessModel.OPEN), STRANGER));
  }

  @Test
  void whoGetsThePresenceGetsWhatGoesWithIt() {
    var node = node(AccessModel.PRESENCE);
    assertEquals(Optional.empty(), refusal(node, FRIEND));
    assertEquals(
        Optional.of(PubsubError.presenceSubscriptionRequired()),
        refusal(node, Jid.parse("paris@b.example/x")));
    assertEquals(Optional.of(PubsubError.presenceSubscriptionRequired()), refusal(node, STRANGER));
  }

  @Test
  void aGroupIsForThoseInItWhoGetThePresence() {
    var node = node(AccessModel.ROSTER);
    assertEquals(Optional.empty(), refusal(node, SERVANT));
    assertEquals(Optional.of(PubsubError.notInRosterGroup()), refusal(node, FRIEND));
    assertEquals(
        Optional.of(PubsubError.notInRosterGroup()), refusal(node, Jid.parse("paris@b.example/x")));
  }

  @Test
  void aListIsForItsMembers() {
    var node = node(AccessModel.WHITELIST, "tybalt@b.example", "member");
    assertEquals(Optional.empty(), refusal(node, STRANGER));
    assertEquals(Optional.of(PubsubError.closedNode()), refusal(node, FRIEND));
  }

  @ParameterizedTest
  @EnumSource(AccessModel.class)
  void anOutcastSeesNothingWhateverTheModel(AccessModel access) {
    var node = node(access, "juliet@b.example", "outcast");
    assertEquals(Optional.of(StanzaError.forbidden()), refusal(node, FRIEND));
    assertFalse(NodeAccess.maySee(account, OWNER, node, FRIEND));
  }
}

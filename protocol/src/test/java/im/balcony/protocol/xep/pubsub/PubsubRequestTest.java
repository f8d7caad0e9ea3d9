package im.balcony.protocol.xep.pubsub;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubsubRequestTest {
  private static final String NODE = "urn:xmpp:mood";

  private static PubsubRequest read(String content) {
    return PubsubRequest.read(
        xml("<pubsub xmlns='%s'>%s</pubsub>".formatted(Pubsub.NAMESPACE, content)));
  }

  private static PubsubOwnerRequest owner(String content) {
    return PubsubOwnerRequest.read(
        xml("<pubsub xmlns='%s'>%s</pubsub>".formatted(Pubsub.OWNER, content)));
  }

  @Test
  void anItemIsPublishedWithOptions() {
    var publish =
        (PubsubRequest.Publish)
            read(
                """
                <publish node='urn:xmpp:mood'><item id='current'><mood xmlns='urn:m'/></item></publish>
                <publish-options><x xmlns='jabber:x:data' type='submit'>\
                <field var='pubsub#access_model'><value>open</value></field></x></publish-options>""");
    assertEquals(NODE, publish.node());
    assertEquals(new PubsubItem("current", xml("<mood xmlns='urn:m'/>")), publish.item());
    assertEquals(
        Optional.of("open"),
        publish.options().flatMap(options -> options.value("pubsub#access_model")));
  }

  @Test
  void itemsAreAskedForByIdAndByNumber() {
    assertEquals(
        new PubsubRequest.Items(NODE, Integer.MAX_VALUE, List.of()),
        read("<items node='urn:xmpp:mood'/>"));
    assertEquals(
        new PubsubRequest.Items(NODE, 3, List.of("a", "b")),
        read("<items node='urn:xmpp:mood' max_items='3'><item id='a'/><item id='b'/></items>"));
  }

  @Test
  void subscriptionsAreOfOneAddress() {
    var romeo = Jid.parse("romeo@a.example");
    assertEquals(
        new PubsubRequest.Subscribe(NODE, romeo),
        read("<subscribe node='urn:xmpp:mood' jid='romeo@a.example'/>"));
    assertEquals(
        new PubsubRequest.Unsubscribe(NODE, romeo),
        read("<unsubscribe node='urn:xmpp:mood' jid='romeo@a.example'/>"));
    assertEquals(new PubsubRequest.Subscriptions(null), read("<subscriptions/>"));
    assertEquals(
        new PubsubRequest.Affiliations(NODE), read("<affiliations node='urn:xmpp:mood'/>"));
  }

  @Test
  void aRetractSaysWhetherToTell() {
    assertEquals(
        new PubsubRequest.Retract(NODE, "i", true),
        read("<retract node='urn:xmpp:mood' notify='1'><item id='i'/></retract>"));
    assertEquals(
        new PubsubRequest.Retract(NODE, "i", false),
        read("<retract node='urn:xmpp:mood'><item id='i'/></retract>"));
  }

  @Test
  void aNodeIsCreatedWithAConfigurationOrWithout() {
    assertEquals(new PubsubRequest.Create(null, Optional.empty()), read("<create/>"));
    var create =
        assertInstanceOf(
            PubsubRequest.Create.class,
            read(
                "<create node='urn:xmpp:mood'/><configure>"
                    + "<x xmlns='jabber:x:data' type='submit'/></configure>"));
    assertTrue(create.configuration().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <publish><item/></publish>                        | bad-request | nodeid-required
          <publish node=''><item/></publish>                | bad-request | nodeid-required
          <publish node='n'/>                               | bad-request | item-required
          <publish node='n'><item/><item/></publish>        | not-allowed | max-items-exceeded
          <publish node='n'><item><a xmlns='u'/><b xmlns='u'/></item></publish> | bad-request | invalid-payload
          <publish node='n'><item id=''/></publish>         | bad-request |
          <retract node='n'/>                               | bad-request | item-required
          <retract node='n'><item/></retract>               | bad-request | item-required
          <items/>                                          | bad-request | nodeid-required
          <items node='n' max_items='-1'/>                  | bad-request |
          <subscribe node='n' jid='@'/>                     | bad-request | invalid-jid
          <options node='n' jid='a@b'/>                     | feature-not-implemented | unsupported
          <what/>                                           | bad-request |
          ''                                                | bad-request |
          """)
  void whatCannotBeReadGetsTheErrorOfTheStandard(String xml, String condition, String own) {
    refusal(((PubsubRequest.Unreadable) read(Objects.toString(xml, ""))).error(), condition, own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <configure/>                                      | bad-request | nodeid-required
          <delete node=''/>                                 | bad-request | nodeid-required
          <subscriptions node='n'><subscription/></subscriptions> | feature-not-implemented | unsupported
          <affiliations node='n'><affiliation jid='@' affiliation='member'/></affiliations> | not-acceptable |
          <affiliations node='n'><affiliation jid='a@b' affiliation='king'/></affiliations> | not-acceptable |
          <affiliations node='n'><affiliation jid='a@b'/></affiliations> | not-acceptable |
          <what node='n'/>                                  | bad-request |
          """)
  void soDoesWhatAnOwnerCannotMean(String xml, String condition, String own) {
    refusal(((PubsubOwnerRequest.Unreadable) owner(xml)).error(), condition, own);
  }

  private static void refusal(StanzaError error, String condition, String own) {
    var application = error.application();
    assertEquals(condition, error.condition().elementName());
    assertEquals(own, application == null ? null : application.name());
  }

  @Test
  void ownersChangeAffiliationsOfBareAddresses() {
    assertEquals(
        new PubsubOwnerRequest.Affiliations(
            "n",
            Map.of(
                Jid.parse("nurse@b.example"), Affiliation.MEMBER,
                Jid.parse("paris@b.example"), Affiliation.NONE)),
        owner(
            "<affiliations node='n'><affiliation jid='nurse@b.example/x' affiliation='member'/>"
                + "<affiliation jid='paris@b.example' affiliation='none'/></affiliations>"));
    assertEquals(new PubsubOwnerRequest.Delete("n"), owner("<delete node='n'/>"));
    assertEquals(new PubsubOwnerRequest.Purge("n"), owner("<purge node='n'/>"));
    assertEquals(new PubsubOwnerRequest.Default(), owner("<default/>"));
    assertEquals(new PubsubOwnerRequest.Subscriptions("n"), owner("<subscriptions node='n'/>"));
    assertEquals(
        new PubsubOwnerRequest.Configure("n", Optional.empty()), owner("<configure node='n'/>"));
  }

  @Test
  void listsAndNamesAreBounded() {
    var long1 = "n".repeat(Pubsub.NAME_CHARS_MAX + 1);
    assertInstanceOf(PubsubRequest.Unreadable.class, read("<items node='" + long1 + "'/>"));
    assertInstanceOf(
        PubsubRequest.Unreadable.class,
        read("<publish node='n'><item id='" + long1 + "'/></publish>"));
    var ids = "<item id='i'/>".repeat(PubsubRequest.ITEMS_MAX + 1);
    assertInstanceOf(PubsubRequest.Unreadable.class, read("<items node='n'>" + ids + "</items>"));
  }

  @Test
  void noticesAreWrittenAsTheyAreRead() {
    var item = new PubsubItem("1", xml("<mood xmlns='urn:m'/>"));
    assertEquals(
        xml(
            "<event xmlns='%s'><items node='n'><item id='1'><mood xmlns='urn:m'/></item></items></event>"
                .formatted(Pubsub.EVENT)),
        PubsubEvents.item("n", item));
    assertEquals(
        xml(
            "<event xmlns='%s'><items node='n'><retract id='1'/><retract id='2'/></items></event>"
                .formatted(Pubsub.EVENT)),
        PubsubEvents.retracted("n", List.of("1", "2")));
    assertEquals(
        xml("<event xmlns='%s'><purge node='n'/></event>".formatted(Pubsub.EVENT)),
        PubsubEvents.purged("n"));
  }
}

package im.balcony.protocol.xep.pubsub;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items and names of any kind on their way in and out (XEP-0060 sections 7 and 8). */
class PubsubPropertiesTest {

  @Property
  void anItemIsToldAsItWasPublished(
      @ForAll("names") String node,
      @ForAll("names") String id,
      @ForAll("payloads") XmlElement mood) {
    var item = XmlElement.named("item", Pubsub.NAMESPACE).attribute("id", id).child(mood).build();
    var publish =
        XmlElement.named("publish", Pubsub.NAMESPACE).attribute("node", node).child(item).build();
    var read = PubsubRequest.read(reparsed(pubsub(Pubsub.NAMESPACE, publish)));
    var published = assertInstanceOf(PubsubRequest.Publish.class, read);
    assertEquals(node, published.node());
    assertEquals(new PubsubItem(id, mood), published.item());

    var items = reparsed(PubsubEvents.item(node, published.item())).elements().get(0);
    assertEquals(node, items.attribute("node"));
    assertEquals(published.item(), PubsubItem.read(items.elements().get(0)).orElseThrow());
  }

  @Property
  void aNodeIsFoundByTheNameThatItsOwnerSays(@ForAll("names") String node) {
    var delete = XmlElement.named("delete", Pubsub.OWNER).attribute("node", node).build();
    assertEquals(
        new PubsubOwnerRequest.Delete(node),
        PubsubOwnerRequest.read(reparsed(pubsub(Pubsub.OWNER, delete))));
    assertEquals(node, reparsed(PubsubEvents.deleted(node)).elements().get(0).attribute("node"));
  }

  @Property
  void everythingThatIsGoneIsNamed(@ForAll("lists") List<String> ids) {
    var items = reparsed(PubsubEvents.retracted("urn:n", ids)).elements().get(0);
    assertEquals(ids, items.elements().stream().map(retract -> retract.attribute("id")).toList());
  }

  private static XmlElement pubsub(String namespace, XmlElement request) {
    return XmlElement.named("pubsub", namespace).child(request).build();
  }

  @Test
  void longerNamesThanTheLimitAreNone() {
    for (var name : List.of("publish", "items", "subscribe", "create", "retract")) {
      var asked =
          XmlElement.named(name, Pubsub.NAMESPACE)
              .attribute("node", "n".repeat(Pubsub.NAME_CHARS_MAX + 1))
              .build();
      assertEquals(
          new PubsubRequest.Unreadable(PubsubError.nodeIdRequired()),
          PubsubRequest.read(pubsub(Pubsub.NAMESPACE, asked)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"configure", "delete", "purge", "subscriptions", "affiliations"})
  void anOwnerNamesTheNode(String name) {
    assertEquals(
        new PubsubOwnerRequest.Unreadable(PubsubError.nodeIdRequired()),
        PubsubOwnerRequest.read(
            xml("<pubsub xmlns='%s'><%s node=''/></pubsub>".formatted(Pubsub.OWNER, name))));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abz/#:. \u00e9\u4f60<>&'\"").ofMinLength(1);
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return names().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<XmlElement> payloads() {
    return names()
        .map(text -> XmlElement.named("mood", "urn:m").attribute("a", text).text(text).build());
  }
}

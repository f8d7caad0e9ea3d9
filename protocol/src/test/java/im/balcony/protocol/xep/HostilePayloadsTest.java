package im.balcony.protocol.xep;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslRequest;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.bind2.Bind2;
import im.balcony.protocol.xep.blocking.BlockingRequest;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.bosh.BoshRequest;
import im.balcony.protocol.xep.cam.ClientAccess;
import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.caps.CapsVerification;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.chatstates.ChatState;
import im.balcony.protocol.xep.contact.ContactAddresses;
import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.eme.Encryption;
import im.balcony.protocol.xep.externalservices.ServicesRequest;
import im.balcony.protocol.xep.fast.Fast;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.inbox.Inbox;
import im.balcony.protocol.xep.jingle.Jingle;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.jmi.CallStep;
import im.balcony.protocol.xep.lastactivity.LastActivity;
import im.balcony.protocol.xep.limits.StreamLimits;
import im.balcony.protocol.xep.mam.ArchivePolicy;
import im.balcony.protocol.xep.mam.MamFin;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xep.mam.MamPreferences;
import im.balcony.protocol.xep.mam.MamQuery;
import im.balcony.protocol.xep.mam.MamResult;
import im.balcony.protocol.xep.markers.Markers;
import im.balcony.protocol.xep.mongooseinbox.BoxChange;
import im.balcony.protocol.xep.mongooseinbox.BoxQuery;
import im.balcony.protocol.xep.muc.MucAdmin;
import im.balcony.protocol.xep.muc.MucJoin;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.muc.OwnerRequest;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.notifysettings.NotifySettings;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.offline.OfflinePolicy;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.privatexml.PrivateXml;
import im.balcony.protocol.xep.pubsub.NodeForm;
import im.balcony.protocol.xep.pubsub.PubsubOwnerRequest;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xep.push.PushRequest;
import im.balcony.protocol.xep.push.PushTerms;
import im.balcony.protocol.xep.receipts.Receipts;
import im.balcony.protocol.xep.register.Registration;
import im.balcony.protocol.xep.replay.ReplayQuery;
import im.balcony.protocol.xep.rewrite.RewriteRequest;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xep.roster.Roster;
import im.balcony.protocol.xep.roster.RosterSet;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.rsm.PageResult;
import im.balcony.protocol.xep.sasl2.Sasl2Request;
import im.balcony.protocol.xep.saslupgrade.SaslUpgrade;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xep.sync.SyncChange;
import im.balcony.protocol.xep.sync.SyncQuery;
import im.balcony.protocol.xep.time.EntityTime;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import im.balcony.protocol.xep.version.SoftwareVersion;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Elements put together at random from the words of all extensions: whatever a stranger sends, each
 * reader answers with a value and throws nothing.
 */
class HostilePayloadsTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");

  private static final List<Function<XmlElement, Object>> READERS =
      List.of(
          AvatarImage::read,
          UserAvatar::read,
          VcardPhoto::in,
          element -> VcardPhoto.tell(element, "hash"),
          Bookmarks::items,
          Bookmarks::withoutRooms,
          Bookmarks::extensions,
          NotifySettings::in,
          element -> NotifySettings.with(element, NotifySetting.NEVER),
          BlockingRequest::read,
          Caps::read,
          Caps::in,
          element -> Carbons.copied(Carbons.Direction.SENT, element),
          ClientAccess::revoked,
          ChatState::in,
          ClientState::read,
          element -> DataForm.read(element).flatMap(ContactAddresses::read),
          Delay::read,
          ReliableDelivery::isRetry,
          element -> ReliableDelivery.received(element, ROMEO, 1, Instant.EPOCH),
          element -> ReliableDelivery.isTimeGivenBy(element, ROMEO::equals),
          element -> Delay.isStampedBy(element, ROMEO::equals),
          element ->
              DiscoInfo.read(element)
                  .map(info -> CapsVerification.proves(info, Caps.of("node", info))),
          DiscoItems::read,
          Encryption::in,
          Fast::read,
          Fast::requested,
          Forwarded::read,
          CallSignal::in,
          CallRecord::in,
          PushRequest::read,
          PushPublication::read,
          PushNotification::read,
          PushTerms::in,
          Jingle::read,
          LastActivity::read,
          ServicesRequest::read,
          StreamLimits::read,
          MamFin::read,
          MamMetadata::read,
          MamPreferences::read,
          MamQuery::read,
          MamResult::in,
          Markers::displayedId,
          PrivateXml::keyAsked,
          PrivateXml::stored,
          PubsubRequest::read,
          PubsubOwnerRequest::read,
          element ->
              DataForm.read(element)
                  .flatMap(form -> NodeForm.submitted(PersonalEventing.DEFAULT, form)),
          Receipts::receivedId,
          Registration::read,
          Roster::read,
          element -> RosterSet.read(element, RosterSet.Limits.DEFAULT),
          PageRequest::read,
          PageResult::read,
          Inbox::read,
          ReplayQuery::read,
          SyncQuery::read,
          SyncChange::read,
          element -> BoxQuery.read(element, List.of("inbox")),
          element -> BoxChange.read(element, List.of("inbox")),
          element -> BoshRequest.read(element).map(HostilePayloadsTest::allOf),
          RewriteRequest::read,
          element -> Rewriting.replacement(element, ROMEO, 1, Instant.EPOCH, Instant.EPOCH),
          element -> Markers.archiveId(element, ROMEO),
          SaslRequest::read,
          Sasl2Request::read,
          SaslUpgrade::saltedPassword,
          element -> SaslUpgrade.isWanted(element, ScramMechanism.SCRAM_SHA_256),
          Bind2::read,
          StreamManagement::read,
          MucUser::in,
          MucJoin::in,
          MucAdmin::read,
          element -> OwnerRequest.read(new Iq(element, Iq.Type.SET, ROMEO, ROMEO, "1")),
          element -> DataForm.read(element).flatMap(RoomConfig.USUAL::submitted),
          element -> OccupantIds.with(element, "id"),
          StanzaIds::originId,
          element -> StanzaIds.stanzaId(element, ROMEO),
          element -> StanzaIds.withoutStanzaIds(element, ROMEO::equals),
          EntityTime::read,
          SoftwareVersion::read);

  /** Namespaces and the names that mean something in them. */
  private static final Map<String, List<String>> VOCABULARY =
      Map.ofEntries(
          Map.entry(
              "urn:xmpp:mam:2",
              List.of(
                  "query",
                  "prefs",
                  "always",
                  "never",
                  "jid",
                  "metadata",
                  "start",
                  "end",
                  "fin",
                  "result",
                  "flip-page")),
          Map.entry("jabber:x:data", List.of("x", "field", "value", "option", "title")),
          Map.entry(
              "http://jabber.org/protocol/rsm",
              List.of("set", "max", "after", "before", "index", "first", "last", "count")),
          Map.entry("jabber:iq:roster", List.of("query", "item", "group")),
          Map.entry(
              "http://jabber.org/protocol/disco#info", List.of("query", "identity", "feature")),
          Map.entry("http://jabber.org/protocol/disco#items", List.of("query", "item")),
          Map.entry("urn:xmpp:blocking", List.of("block", "unblock", "blocklist", "item")),
          Map.entry("urn:xmpp:forward:0", List.of("forwarded")),
          Map.entry("urn:xmpp:delay", List.of("delay")),
          Map.entry("urn:xmpp:carbons:2", List.of("sent", "received", "enable", "private")),
          Map.entry(
              "urn:xmpp:sm:3",
              List.of("a", "r", "enable", "enabled", "resume", "resumed", "failed")),
          Map.entry("urn:ietf:params:xml:ns:xmpp-sasl", List.of("auth", "response", "abort")),
          Map.entry(
              "urn:xmpp:sasl:2",
              List.of(
                  "authenticate",
                  "initial-response",
                  "user-agent",
                  "software",
                  "response",
                  "next",
                  "task-data",
                  "abort")),
          Map.entry("urn:xmpp:sasl:upgrade:0", List.of("upgrade")),
          Map.entry("urn:xmpp:scram-upgrade:0", List.of("salt", "hash")),
          Map.entry("urn:xmpp:cam:0", List.of("list", "revoke")),
          Map.entry("urn:xmpp:fast:0", List.of("fast", "request-token")),
          Map.entry("urn:xmpp:bind:0", List.of("bind", "tag")),
          Map.entry("http://jabber.org/protocol/caps", List.of("c")),
          Map.entry("urn:xmpp:time", List.of("time", "utc", "tzo")),
          Map.entry(
              "https://xabber.com/protocol/rewrite",
              List.of("query", "retract-message", "retract-all", "replace", "message")),
          Map.entry("https://xabber.com/protocol/delivery", List.of("retry", "time", "received")),
          Map.entry("urn:xmpp:sid:0", List.of("stanza-id", "origin-id")),
          Map.entry("http://jabber.org/protocol/muc", List.of("x", "password", "history")),
          Map.entry(
              "http://jabber.org/protocol/muc#user", List.of("x", "item", "status", "destroy")),
          Map.entry("http://jabber.org/protocol/muc#admin", List.of("query", "item", "reason")),
          Map.entry("http://jabber.org/protocol/muc#owner", List.of("query", "destroy")),
          Map.entry("urn:xmpp:occupant-id:0", List.of("occupant-id")),
          Map.entry("urn:xmpp:hints", List.of("store", "no-store", "no-copy")),
          Map.entry("jabber:iq:register", List.of("query", "username", "password", "remove")),
          Map.entry("jabber:iq:version", List.of("query", "name", "version", "os")),
          Map.entry("jabber:iq:last", List.of("query")),
          Map.entry("jabber:iq:private", List.of("query")),
          Map.entry("storage:bookmarks", List.of("storage", "conference", "nick", "url")),
          Map.entry(
              "urn:xmpp:notification-settings:1",
              List.of("notify", "always", "never", "on-mention")),
          Map.entry("vcard-temp", List.of("vCard", "PHOTO", "TYPE", "BINVAL")),
          Map.entry("vcard-temp:x:update", List.of("x", "photo")),
          Map.entry("urn:xmpp:avatar:data", List.of("data")),
          Map.entry("urn:xmpp:avatar:metadata", List.of("metadata", "info")),
          Map.entry(
              "http://jabber.org/protocol/pubsub",
              List.of("pubsub", "publish", "item", "items", "retract", "create", "subscribe")),
          Map.entry(
              "http://jabber.org/protocol/pubsub#owner",
              List.of("pubsub", "configure", "delete", "purge", "affiliations", "affiliation")),
          Map.entry("urn:xmpp:inbox:1", List.of("inbox")),
          Map.entry("urn:balcony:replay:0", List.of("replay")),
          Map.entry(
              "https://xabber.com/protocol/synchronization", List.of("query", "conversation")),
          Map.entry("erlang-solutions.com:xmpp:inbox:0", List.of("inbox", "query", "box")),
          Map.entry("http://jabber.org/protocol/httpbind", List.of("body")),
          Map.entry("urn:xmpp:stream-limits:0", List.of("limits", "max-bytes", "idle-seconds")),
          Map.entry("urn:xmpp:push:0", List.of("enable", "disable", "notification")),
          Map.entry("urn:balcony:push:0", List.of("route", "encrypted", "encrypt")),
          Map.entry("tigase:push:encrypt:0", List.of("encrypted", "encrypt")),
          Map.entry("tigase:push:priority:0", List.of("priority")),
          Map.entry("tigase:push:filter:muted:0", List.of("muted", "item")),
          Map.entry("tigase:push:filter:groupchat:0", List.of("groupchat", "room")),
          Map.entry("urn:xmpp:receipts", List.of("received", "request")),
          Map.entry("urn:xmpp:chat-markers:0", List.of("displayed", "markable")),
          Map.entry(
              "urn:xmpp:jingle-message:0",
              List.of("propose", "accept", "finish", "migrated", "tie-break")),
          Map.entry("urn:xmpp:jingle:1", List.of("jingle", "content", "reason", "busy", "timeout")),
          Map.entry("urn:xmpp:jingle:apps:rtp:1", List.of("description")),
          Map.entry("urn:xmpp:jingle:apps:rtp:info:1", List.of("ringing")),
          Map.entry("http://jabber.org/protocol/chatstates", List.of("active", "gone")),
          Map.entry("urn:xmpp:eme:0", List.of("encryption")),
          Map.entry("urn:xmpp:csi:0", List.of("active", "inactive")),
          Map.entry("jabber:client", List.of("message", "body", "error")),
          Map.entry("", List.of("anything")));

  private static final List<String> NAMESPACES = List.copyOf(VOCABULARY.keySet());

  private static final List<String> ATTRIBUTES =
      List.of(
          "var",
          "type",
          "jid",
          "by",
          "id",
          "h",
          "previd",
          "max",
          "resume",
          "node",
          "affiliation",
          "max_items",
          "ver",
          "hash",
          "category",
          "identity-category",
          "name",
          "subscription",
          "ask",
          "approved",
          "stamp",
          "from",
          "seconds",
          "default",
          "index",
          "queryid",
          "complete",
          "mechanism",
          "timestamp",
          "namespace",
          "rid",
          "ack",
          "pause",
          "with",
          "since",
          "order",
          "unread-only",
          "messages",
          "pinned",
          "mute",
          "action",
          "sid",
          "media",
          "to",
          "status");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "4294967296",
          "true",
          "submit",
          "result",
          "form",
          "FORM_TYPE",
          "urn:xmpp:mam:2",
          "hidden",
          "pubsub#access_model",
          "pubsub#max_items",
          "member",
          "with",
          "start",
          "ids",
          "romeo@a.example",
          "@",
          "/",
          "<&>",
          "2026-07-01T10:00:00Z",
          "2026-99-99T99:99:99Z",
          "+99:99",
          "remove",
          "both",
          "always",
          "roster",
          "sha-1",
          "=",
          "====",
          "http://jabber.org/network/serverinfo",
          "chat",
          "session-info",
          "session-terminate",
          "audio",
          "error");

  private static Object allOf(BoshRequest request) {
    return List.of(request.payloads(), request.header(), request.isPoll(), request.ack());
  }

  @Property(tries = 5000)
  void everyReaderAnswersWithAValue(@ForAll("elements") XmlElement element) {
    READERS.forEach(reader -> assertNotNull(reader.apply(element)));
  }

  @Property(tries = 5000)
  void everyRuleAnswersForAnyMessage(@ForAll("elements") XmlElement payload) {
    var element =
        XmlElement.named("message", "jabber:client")
            .attribute("type", payload.attribute("type"))
            .child(payload)
            .children(payload.elements())
            .build();
    if (StanzaReader.read(element) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message) {
      // What stays for ever also waits for who is away, but nobody rings late.
      var rings =
          CallSignal.in(element).filter(signal -> signal.step() == CallStep.PROPOSE).isPresent();
      var waits = OfflinePolicy.isKept(message);
      assertTrue(rings ? !waits : waits || !ArchivePolicy.isArchived(message));
      for (var direction : Carbons.Direction.values()) {
        assertNotNull(CarbonRules.isEligible(message, direction));
      }
    }
  }

  @Provide
  Arbitrary<XmlElement> elements() {
    return Arbitraries.randomValue(random -> element(random, oneOf(random, NAMESPACES), 3));
  }

  /**
   * An element of this namespace; most of what is in it is of the same one, as in real payloads.
   */
  private static XmlElement element(Random random, String namespace, int depth) {
    var names = VOCABULARY.getOrDefault(namespace, List.of());
    var element = XmlElement.named(oneOf(random, names), namespace).text(oneOf(random, VALUES));
    for (int i = random.nextInt(5); i > 0; i--) {
      element.attribute(oneOf(random, ATTRIBUTES), oneOf(random, VALUES));
    }
    for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
      boolean foreign = random.nextInt(4) == 0;
      element.child(element(random, foreign ? oneOf(random, NAMESPACES) : namespace, depth - 1));
    }
    return element.build();
  }

  private static <T> T oneOf(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

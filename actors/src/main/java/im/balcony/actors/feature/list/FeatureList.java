package im.balcony.actors.feature.list;

import im.balcony.actors.feature.AccountUpgrade;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqServices;
import im.balcony.actors.feature.avatar.AvatarFeature;
import im.balcony.actors.feature.blocking.BlockingFeature;
import im.balcony.actors.feature.bookmarks.BookmarksFeature;
import im.balcony.actors.feature.cam.ClientAccessFeature;
import im.balcony.actors.feature.carbons.CarbonsFeature;
import im.balcony.actors.feature.contact.ContactFeature;
import im.balcony.actors.feature.delivery.DeliveryFeature;
import im.balcony.actors.feature.disco.DiscoFeature;
import im.balcony.actors.feature.displayed.DisplayedFeature;
import im.balcony.actors.feature.externalservices.ExternalServicesFeature;
import im.balcony.actors.feature.externalservices.KnownServices;
import im.balcony.actors.feature.inbox.InboxFeature;
import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.actors.feature.lastactivity.LastActivityFeature;
import im.balcony.actors.feature.mam.MamFeature;
import im.balcony.actors.feature.mam.PreferencesFeature;
import im.balcony.actors.feature.messages.MessageFeatures;
import im.balcony.actors.feature.mix.ChannelRooms;
import im.balcony.actors.feature.mix.MixFeature;
import im.balcony.actors.feature.mongooseinbox.MongooseInboxFeature;
import im.balcony.actors.feature.muc.ChannelSearchFeature;
import im.balcony.actors.feature.muc.MucFeature;
import im.balcony.actors.feature.muc.PublicRooms;
import im.balcony.actors.feature.notifysettings.BookmarkedSettings;
import im.balcony.actors.feature.ping.PingFeature;
import im.balcony.actors.feature.privatexml.PrivateXmlFeature;
import im.balcony.actors.feature.pubsub.PubsubFeature;
import im.balcony.actors.feature.push.PushFeature;
import im.balcony.actors.feature.register.PasswordKeys;
import im.balcony.actors.feature.register.RegisterFeature;
import im.balcony.actors.feature.replay.ReplayFeature;
import im.balcony.actors.feature.rewrite.RewriteFeature;
import im.balcony.actors.feature.roster.RosterFeature;
import im.balcony.actors.feature.sync.SyncFeature;
import im.balcony.actors.feature.time.TimeFeature;
import im.balcony.actors.feature.vcard.VcardFeature;
import im.balcony.actors.feature.version.VersionFeature;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.version.SoftwareVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** All features of the server, in one list. */
public final class FeatureList {
  private final List<Feature> features;
  private final DiscoFeature disco;
  private final AccountUpgrade upgrade;
  private final BookmarkedSettings bookmarkedSettings;

  private FeatureList(
      List<Feature> features,
      DiscoFeature disco,
      AccountUpgrade upgrade,
      BookmarkedSettings bookmarkedSettings) {
    this.features = features;
    this.disco = disco;
    this.upgrade = upgrade;
    this.bookmarkedSettings = bookmarkedSettings;
  }

  /**
   * The features as they are configured.
   *
   * @param external as clients are told now
   * @param more of this node alone: services that it has, which advertise nothing of accounts
   * @param started since when the server runs (XEP-0012)
   */
  public static FeatureList of(
      FeatureSettings settings,
      MessageArchive archive,
      PublicRooms publicRooms,
      ChannelRooms channels,
      PasswordKeys keys,
      KnownServices external,
      List<Feature> more,
      Instant started) {
    var features = new ArrayList<Feature>();
    features.add(new RosterFeature(settings.rosterItemsMax()));
    features.add(new BlockingFeature(settings.blockedAddressesMax()));
    features.add(new CarbonsFeature());
    features.add(new ClientAccessFeature());
    features.add(new MessageFeatures());
    features.add(new MamFeature(archive));
    var previews = new RowPreviews(archive);
    features.add(new InboxFeature(previews));
    features.add(new SyncFeature(previews));
    features.add(new DeliveryFeature());
    features.add(new RewriteFeature(archive));
    features.add(new ReplayFeature(archive));
    features.add(new MongooseInboxFeature(previews, settings.moreBoxes()));
    features.add(new PreferencesFeature());
    var displayed = new DisplayedFeature();
    features.add(displayed);
    var bookmarks = new BookmarksFeature(settings.pubsub());
    var avatars = new AvatarFeature(settings.vcardBytesMax());
    features.add(bookmarks);
    features.add(avatars);
    features.add(new VcardFeature(settings.vcardBytesMax(), settings.pubsub(), avatars));
    features.add(
        new PrivateXmlFeature(
            settings.privateElementsMax(),
            settings.privateElementBytesMax(),
            settings.pubsub(),
            bookmarks));
    features.add(
        new PubsubFeature(
            settings.pubsub(), () -> UUID.randomUUID().toString(), List.of(avatars, displayed)));
    features.add(new PushFeature(settings.pushRegistrationsMax()));
    features.add(new PingFeature());
    features.add(new TimeFeature());
    features.add(
        new VersionFeature(
            new SoftwareVersion(settings.softwareName(), settings.softwareVersion(), null)));
    features.add(new LastActivityFeature(started));
    features.add(new ContactFeature(settings.contacts()));
    features.add(new ExternalServicesFeature(external));
    features.add(
        new MucFeature(
            settings.roomLabel(),
            settings.roomServiceName(),
            publicRooms,
            settings.roomsPageMax()));
    features.add(new ChannelSearchFeature(publicRooms, settings.roomsPageMax()));
    features.add(
        new MixFeature(
            channels,
            settings.rosterItemsMax(),
            settings.channelsMax(),
            () -> UUID.randomUUID().toString()));
    features.addAll(more);
    if (settings.registration()) {
      features.add(new RegisterFeature(keys));
    }
    var disco = new DiscoFeature(features, settings.softwareName(), settings.softwareUri());
    features.add(disco);
    var settingsInBookmarks = new BookmarkedSettings(settings.pubsub());
    return new FeatureList(List.copyOf(features), disco, bookmarks, settingsInBookmarks);
  }

  public List<Feature> all() {
    return features;
  }

  public IqServices services() {
    return new IqServices(features);
  }

  /** What an account is owed that an earlier server wrote. */
  public AccountUpgrade upgrade() {
    return upgrade;
  }

  /** What bookmarks say of notifications (XEP-0492). */
  public BookmarkedSettings bookmarkedSettings() {
    return bookmarkedSettings;
  }

  /** What stands in the stream features (XEP-0115 section 6.3). */
  public Caps serverCaps() {
    return disco.serverCaps();
  }
}

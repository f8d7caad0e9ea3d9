package im.balcony.actors.feature.messages;

import im.balcony.actors.feature.Feature;
import im.balcony.protocol.xep.hints.Hint;
import im.balcony.protocol.xep.offline.OfflinePolicy;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import java.util.List;

/**
 * XEP-0160, XEP-0334, XEP-0359, XEP-0424: messages wait for clients, hints are honoured, archive
 * ids stand in delivered messages forged ones do not, and what was taken back is a tombstone in the
 * archive.
 */
public final class MessageFeatures implements Feature {
  @Override
  public List<String> serverFeatures() {
    return List.of(
        OfflinePolicy.FEATURE, Hint.NAMESPACE, StanzaIds.NAMESPACE, Retraction.NAMESPACE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(
        Hint.NAMESPACE, StanzaIds.NAMESPACE, Retraction.NAMESPACE, Retraction.TOMBSTONE_FEATURE);
  }
}

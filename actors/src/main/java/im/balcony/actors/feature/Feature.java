package im.balcony.actors.feature;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import java.util.List;
import java.util.Optional;

/**
 * One protocol extension: what it advertises and which IQs it answers. It keeps no state: state
 * changes are events that it asks for in its answers.
 */
public interface Feature {

  /** What service discovery (XEP-0030) tells of the server because of it. */
  default List<String> serverFeatures() {
    return List.of();
  }

  /** What service discovery tells of each account because of it. */
  default List<String> accountFeatures() {
    return List.of();
  }

  /** Other services of a domain (XEP-0030 section 4). */
  default List<DiscoItems.Item> serverItems(String domain) {
    return List.of();
  }

  /** What each account is, besides an account. */
  default List<DiscoIdentity> accountIdentities() {
    return List.of();
  }

  /** What belongs to an account, as far as the asker may know (XEP-0030 section 4). */
  default List<DiscoItems.Item> accountItems(IqRequest request) {
    return List.of();
  }

  /** What a node of the account is; empty for one that is not there for the asker. */
  default Optional<DiscoInfo> accountNode(IqRequest request, String node) {
    return Optional.empty();
  }

  /** What belongs to a node of the account; empty for one that is not there for the asker. */
  default Optional<DiscoItems> accountNodeItems(IqRequest request, String node) {
    return Optional.empty();
  }

  /** Forms about the server (XEP-0128). */
  default List<DataForm> serverForms() {
    return List.of();
  }

  /** The IQs it answers, by payload. */
  default List<IqService> services() {
    return List.of();
  }
}

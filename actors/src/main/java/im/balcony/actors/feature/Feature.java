package im.balcony.actors.feature;

import im.balcony.protocol.xep.dataforms.DataForm;
import java.util.List;

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

  /** Forms about the server (XEP-0128). */
  default List<DataForm> serverForms() {
    return List.of();
  }

  /** The IQs it answers, by payload. */
  default List<IqService> services() {
    return List.of();
  }
}

package im.balcony.persistence.event.account;

import java.util.List;

/**
 * How a node is configured (XEP-0060 section 16.4.4), in the words of its form.
 *
 * @param accessModel open, presence, roster or whitelist
 * @param maxItems 2^31-1 for as many as the server allows
 * @param sendLastItem never, on_sub or on_sub_and_presence
 */
public record StoredNodeConfig(
    String accessModel,
    List<String> rosterGroups,
    int maxItems,
    boolean persistItems,
    String sendLastItem,
    boolean deliverNotifications,
    boolean deliverPayloads,
    boolean notifyRetract,
    boolean notifyDelete,
    boolean notifyConfig,
    String title,
    String type) {}

package im.balcony.actors.feature.list;

import im.balcony.actors.feature.externalservices.ServicesSettings;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.protocol.xep.contact.ContactAddresses;
import java.util.List;

/**
 * What the features are switched on with, and their limits.
 *
 * @param softwareName told by XEP-0092 and XEP-0030
 * @param softwareUri stands for the software in XEP-0115
 * @param registration whether owners may change and end their accounts by XEP-0077
 * @param rosterItemsMax contacts of an account
 * @param blockedAddressesMax addresses in a block list
 * @param privateElementsMax elements of XEP-0049
 * @param privateElementBytesMax bytes of one of them
 * @param vcardBytesMax bytes of a card
 * @param pubsub what an account may keep at its nodes
 * @param services what clients are told of STUN and TURN
 * @param moreBoxes names of boxes of the inbox beside the three that are always there
 * @param roomLabel of the service of rooms, in front of each domain
 * @param roomServiceName told of that service by XEP-0030
 * @param pushRegistrationsMax nodes of push services of an account (XEP-0357)
 * @param roomsPageMax rooms in one answer to who asks what rooms there are
 * @param channelsMax channels that an account takes part in (XEP-0405)
 */
public record FeatureSettings(
    String softwareName,
    String softwareVersion,
    String softwareUri,
    ContactAddresses contacts,
    boolean registration,
    int rosterItemsMax,
    int blockedAddressesMax,
    int privateElementsMax,
    int privateElementBytesMax,
    int vcardBytesMax,
    PubsubLimits pubsub,
    List<String> moreBoxes,
    ServicesSettings services,
    String roomLabel,
    String roomServiceName,
    int pushRegistrationsMax,
    int roomsPageMax,
    int channelsMax) {}

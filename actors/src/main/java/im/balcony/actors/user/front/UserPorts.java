package im.balcony.actors.user.front;

import im.balcony.actors.LogPlugins;
import im.balcony.actors.call.Calls;
import im.balcony.actors.feature.AccountUpgrade;
import im.balcony.actors.feature.IqServices;
import im.balcony.actors.feature.externalservices.KnownServices;
import im.balcony.actors.feature.fast.FastTokens;
import im.balcony.actors.feature.notifysettings.BookmarkedSettings;
import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.caps.CapsCache;
import im.balcony.actors.user.messages.MessagePathPorts;
import im.balcony.actors.user.messages.MessagePathSettings;
import im.balcony.actors.user.push.PushNotes;
import im.balcony.actors.user.push.PushSettings;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.archive.MessageArchive;

/**
 * What a User reaches outside its actor.
 *
 * @param pushNotes of what is owed to devices, should this node die
 * @param upgrade what accounts of earlier servers are owed
 * @param bookmarkedSettings what bookmarks say of notifications (XEP-0492)
 * @param caps what is known of clients' capabilities on this node
 * @param external STUN and TURN servers that clients are told of
 * @param tokens which tokens are given and good (XEP-0484)
 * @param calls where calls are followed
 * @param accountLogs where account logs live; content has its own
 */
public record UserPorts(
    IncarnationTable incarnations,
    LogPlugins accountLogs,
    MessagePathPorts messages,
    MessagePathSettings messageSettings,
    MessageArchive archive,
    StanzaRouter router,
    Rooms rooms,
    RoomRouteSettings roomSettings,
    PushSettings pushSettings,
    PushNotes pushNotes,
    SessionFinder sessions,
    IqServices services,
    AccountUpgrade upgrade,
    BookmarkedSettings bookmarkedSettings,
    CapsCache caps,
    KnownServices external,
    FastTokens tokens,
    Calls calls) {}

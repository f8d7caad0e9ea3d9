package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;

/** Everything a session begins with: who, on what connection, and the bind that asked for it. */
public record SessionStart(
    SessionId id,
    Jid fullJid,
    String bindIqId,
    ClientConnection connection,
    Users users,
    LocalSessions sessions,
    SessionLimits limits) {}

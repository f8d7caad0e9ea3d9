package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;

/** Everything a session begins with: who, on what connection, and what the client asked for. */
public record SessionStart(
    SessionId id,
    Jid fullJid,
    SessionWelcome welcome,
    SessionWishes wishes,
    ClientConnection connection,
    Users users,
    LocalSessions sessions,
    SessionLimits limits) {}

package im.balcony.actors.user;

/**
 * The node knows other STUN and TURN servers than before (XEP-0215); on its event stream, for the
 * accounts that follow it.
 */
public record ServicesChanged() implements UserCommand.Local {}

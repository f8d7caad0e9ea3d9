/**
 * The way of messages through an account's User: out to conversations, in to its archive and
 * sessions.
 */
@NullMarked
package im.balcony.actors.user.messages;

import org.jspecify.annotations.NullMarked;

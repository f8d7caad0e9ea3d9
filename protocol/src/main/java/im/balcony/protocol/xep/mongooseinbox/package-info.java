/** The inbox as MongooseIM's clients speak it ({@code erlang-solutions.com:xmpp:inbox:0}). */
@NullMarked
package im.balcony.protocol.xep.mongooseinbox;

import org.jspecify.annotations.NullMarked;

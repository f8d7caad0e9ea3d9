/** Conversation replay: the exact difference of one conversation. */
@NullMarked
package im.balcony.actors.feature.replay;

import org.jspecify.annotations.NullMarked;

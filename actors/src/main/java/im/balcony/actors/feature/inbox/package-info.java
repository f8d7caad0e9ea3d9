/** The list of conversations (XEP-0430), and what the other forms of it share. */
@NullMarked
package im.balcony.actors.feature.inbox;

import org.jspecify.annotations.NullMarked;

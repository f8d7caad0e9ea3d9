/** What the server does with messages without being asked, as service discovery tells it. */
@NullMarked
package im.balcony.actors.feature.messages;

import org.jspecify.annotations.NullMarked;

/** The frame of what is on disk: stable names and the codec. No entity's own events belong here. */
@NullMarked
package im.balcony.persistence.event;

import org.jspecify.annotations.NullMarked;

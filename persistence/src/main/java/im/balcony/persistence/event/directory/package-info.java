/** Which rooms a service lists; on disk for ever. */
@NullMarked
package im.balcony.persistence.event.directory;

import org.jspecify.annotations.NullMarked;

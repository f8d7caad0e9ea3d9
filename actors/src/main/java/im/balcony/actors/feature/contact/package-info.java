/** Whom to write to about the server (XEP-0157). */
@NullMarked
package im.balcony.actors.feature.contact;

import org.jspecify.annotations.NullMarked;

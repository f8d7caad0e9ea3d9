/** Providers of push notifications, against servers that speak their protocols. */
@NullMarked
package im.balcony.edge.push;

import org.jspecify.annotations.NullMarked;

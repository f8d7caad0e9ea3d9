/** Where connections come from when a proxy stands in front; no policy about them. */
@NullMarked
package im.balcony.edge.proxy;

import org.jspecify.annotations.NullMarked;

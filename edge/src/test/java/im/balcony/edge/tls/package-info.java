@NullMarked
package im.balcony.edge.tls;

import org.jspecify.annotations.NullMarked;

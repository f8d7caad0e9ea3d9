@NullMarked
package im.balcony.edge.http;

import org.jspecify.annotations.NullMarked;

@NullMarked
package im.balcony.edge.settings;

import org.jspecify.annotations.NullMarked;

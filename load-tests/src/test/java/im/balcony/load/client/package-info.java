@NullMarked
package im.balcony.load.client;

import org.jspecify.annotations.NullMarked;

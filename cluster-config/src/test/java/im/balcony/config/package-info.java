/** Tests of the configuration. */
@NullMarked
package im.balcony.config;

import org.jspecify.annotations.NullMarked;

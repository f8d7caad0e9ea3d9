@NullMarked
package im.balcony.actors.feature.externalservices;

import org.jspecify.annotations.NullMarked;

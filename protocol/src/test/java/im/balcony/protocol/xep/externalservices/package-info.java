@NullMarked
package im.balcony.protocol.xep.externalservices;

import org.jspecify.annotations.NullMarked;

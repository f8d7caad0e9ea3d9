/** References from a message to something else (XEP-0372). */
@NullMarked
package im.balcony.protocol.xep.references;

import org.jspecify.annotations.NullMarked;

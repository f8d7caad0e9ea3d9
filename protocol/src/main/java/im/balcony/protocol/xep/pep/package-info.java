/** Personal eventing (XEP-0163). */
@NullMarked
package im.balcony.protocol.xep.pep;

import org.jspecify.annotations.NullMarked;

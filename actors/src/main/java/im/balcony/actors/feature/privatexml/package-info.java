/** A client's own notes on the server (XEP-0049). */
@NullMarked
package im.balcony.actors.feature.privatexml;

import org.jspecify.annotations.NullMarked;

/** Where one message spends its time, told of a few of them; who keeps that is no matter here. */
@NullMarked
package im.balcony.actors.port.tracing;

import org.jspecify.annotations.NullMarked;

/** The push service: nodes, forms, and what accounts publish. */
@NullMarked
package im.balcony.actors.feature.pushgateway;

import org.jspecify.annotations.NullMarked;

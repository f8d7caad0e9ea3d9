/**
 * The push service of this deployment (XEP-0357, the service's side): devices register with it, and
 * what accounts publish goes to their providers. It keeps nothing.
 */
@NullMarked
package im.balcony.actors.feature.pushgateway;

import org.jspecify.annotations.NullMarked;

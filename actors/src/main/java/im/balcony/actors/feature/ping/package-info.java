/** Are you there? (XEP-0199) */
@NullMarked
package im.balcony.actors.feature.ping;

import org.jspecify.annotations.NullMarked;

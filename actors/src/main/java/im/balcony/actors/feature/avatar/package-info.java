/** One picture at nodes, in the card and in presence (XEP-0084, XEP-0153, XEP-0398). */
@NullMarked
package im.balcony.actors.feature.avatar;

import org.jspecify.annotations.NullMarked;

/** The nodes of an account as its log tells them (XEP-0163); who may see them is a feature's. */
@NullMarked
package im.balcony.actors.user.pubsub;

import org.jspecify.annotations.NullMarked;

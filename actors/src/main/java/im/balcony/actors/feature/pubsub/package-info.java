/** Every account is a pubsub service (XEP-0060, XEP-0163): requests and who may make them. */
@NullMarked
package im.balcony.actors.feature.pubsub;

import org.jspecify.annotations.NullMarked;

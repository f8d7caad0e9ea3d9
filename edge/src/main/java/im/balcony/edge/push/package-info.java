/**
 * The ways to the providers of push notifications: Apple's, Google's, and the push services of
 * browsers. What is said and to whom is decided by accounts; nothing here is kept.
 */
@NullMarked
package im.balcony.edge.push;

import org.jspecify.annotations.NullMarked;

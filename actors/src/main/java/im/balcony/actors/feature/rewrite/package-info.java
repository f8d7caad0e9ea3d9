/**
 * Versioned corrections and retractions (Xabber): requests about single messages, and their news.
 */
@NullMarked
package im.balcony.actors.feature.rewrite;

import org.jspecify.annotations.NullMarked;

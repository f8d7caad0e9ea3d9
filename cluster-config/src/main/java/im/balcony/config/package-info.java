/**
 * The configuration of a node: its sources, their order, and the check of what a person wrote. No
 * Akka.
 */
@NullMarked
package im.balcony.config;

import org.jspecify.annotations.NullMarked;

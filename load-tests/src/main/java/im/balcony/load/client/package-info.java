/**
 * A small XMPP client for load: non-blocking, many thousands in one JVM, every client confined to
 * one event loop. What is measured or recorded is decided by its listener.
 */
@NullMarked
package im.balcony.load.client;

import org.jspecify.annotations.NullMarked;

/** What an operator can set at the edge, read once from {@code balcony.edge} and then typed. */
@NullMarked
package im.balcony.edge.settings;

import org.jspecify.annotations.NullMarked;

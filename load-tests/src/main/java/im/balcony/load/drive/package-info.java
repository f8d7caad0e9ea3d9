/**
 * Who sends what when: fleets of clients, closed and open loops, storms, histories. What it costs
 * is measured elsewhere.
 */
@NullMarked
package im.balcony.load.drive;

import org.jspecify.annotations.NullMarked;

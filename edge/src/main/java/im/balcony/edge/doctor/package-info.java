/** What a node needs of its machine, looked at without starting one. */
@NullMarked
package im.balcony.edge.doctor;

import org.jspecify.annotations.NullMarked;

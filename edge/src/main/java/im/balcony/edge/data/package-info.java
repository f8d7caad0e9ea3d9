/** The data folder of one node and what lies in it. Not: what Cassandra keeps in its part of it. */
@NullMarked
package im.balcony.edge.data;

import org.jspecify.annotations.NullMarked;

/**
 * How the operator speaks to a running node: one request and one answer a line, JSON, over a Unix
 * domain socket that only the owner of the data folder can reach. No policy of accounts here.
 */
@NullMarked
package im.balcony.edge.admin;

import org.jspecify.annotations.NullMarked;

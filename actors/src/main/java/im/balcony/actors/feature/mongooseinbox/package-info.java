/** The inbox as MongooseIM's clients speak it. */
@NullMarked
package im.balcony.actors.feature.mongooseinbox;

import org.jspecify.annotations.NullMarked;

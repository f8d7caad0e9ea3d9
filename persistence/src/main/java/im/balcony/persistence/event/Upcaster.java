package im.balcony.persistence.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** How the fields of a retired event become those of the name that came after it. */
public record Upcaster(String manifestAfter, UnaryOperator<ObjectNode> rewrite) {}

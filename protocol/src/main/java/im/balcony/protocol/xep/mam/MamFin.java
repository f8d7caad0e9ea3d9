package im.balcony.protocol.xep.mam;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.rsm.PageResult;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * The end of a page (XEP-0313 section 4.3).
 *
 * @param complete whether nothing is left in the direction of the query
 * @param stable false when the same question may get another answer later
 */
public record MamFin(PageResult page, boolean complete, boolean stable) {
  private static final String NAME = "fin";

  public static Optional<MamFin> read(XmlElement element) {
    if (!element.is(NAME, Mam.NAMESPACE)) {
      return Optional.empty();
    }
    boolean complete = SchemaValues.booleanOf(element.attribute("complete")).orElse(false);
    boolean stable = SchemaValues.booleanOf(element.attribute("stable")).orElse(true);
    return element.elements().stream()
        .flatMap(child -> PageResult.read(child).stream())
        .findFirst()
        .map(page -> new MamFin(page, complete, stable));
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, Mam.NAMESPACE)
        .attribute("complete", complete ? "true" : null)
        .attribute("stable", stable ? null : "false")
        .child(page.toElement())
        .build();
  }
}

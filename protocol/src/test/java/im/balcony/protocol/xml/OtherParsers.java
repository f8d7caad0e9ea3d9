package im.balcony.protocol.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;

/** The parsers that ours is compared with, told to refuse what XMPP does not allow. */
public final class OtherParsers {
  private OtherParsers() {}

  public static Map<String, XMLInputFactory> factories() {
    Map<String, XMLInputFactory> factories = new LinkedHashMap<>();
    factories.put("Woodstox", new WstxInputFactory());
    factories.put("JDK", XMLInputFactory.newDefaultFactory());
    for (XMLInputFactory factory : factories.values()) {
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    }
    factories.get("Woodstox").setProperty(WstxInputProperties.P_TREAT_CHAR_REFS_AS_ENTS, false);
    return factories;
  }
}

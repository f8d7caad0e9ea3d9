package im.balcony.phone;

import static org.jivesoftware.smack.parsing.StandardExtensionElementProvider.INSTANCE;

import java.io.IOException;
import java.util.List;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.UnparsedIQ;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** What Smack has no classes for, as plain trees of elements. */
final class Payload {
  private Payload() {}

  static StandardExtensionElement tree(CharSequence xml)
      throws XmlPullParserException, IOException {
    return INSTANCE.parse(PacketParserUtils.getParserFor(xml.toString()), 1, XmlEnvironment.EMPTY);
  }

  /** The payload of an answer that Smack has left as it came. */
  static StandardExtensionElement of(IQ answer) throws XmlPullParserException, IOException {
    return tree(((UnparsedIQ) answer).getContent());
  }

  /** Children by their name alone, in whatever namespace. */
  static List<StandardExtensionElement> children(StandardExtensionElement parent, String name) {
    return parent.getElements().stream().filter(c -> c.getElementName().equals(name)).toList();
  }

  /** An IQ of any one payload. */
  static IQ question(StandardExtensionElement tree) {
    return new IQ(tree.getElementName(), tree.getNamespace()) {
      @Override
      protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
          IQChildElementXmlStringBuilder xml) {
        tree.getAttributes().forEach(xml::attribute);
        xml.rightAngleBracket();
        tree.getElements().forEach(xml::append);
        return xml;
      }
    };
  }
}

package im.balcony.phone;

import static org.jivesoftware.smack.parsing.StandardExtensionElementProvider.INSTANCE;

import java.io.IOException;
import java.util.List;
import javax.xml.namespace.QName;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.provider.NonzaProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** What Smack has no classes for, as plain trees of elements; public where Smack looks inside. */
public final class Payload {
  private Payload() {}

  static StandardExtensionElement tree(String xml) throws XmlPullParserException, IOException {
    return INSTANCE.parse(PacketParserUtils.getParserFor(xml), 1, XmlEnvironment.EMPTY);
  }

  /** Children by their name alone, in whatever namespace. */
  static List<StandardExtensionElement> children(StandardExtensionElement parent, String name) {
    return parent.getElements().stream().filter(c -> c.getElementName().equals(name)).toList();
  }

  /** The answers to a login, and to queries of these names, are read as trees from now on. */
  static void register(QName... queries) {
    ProviderManager.addNonzaProvider(new SuccessProvider());
    ProviderManager.addNonzaProvider(new FailureProvider());
    for (var name : queries) {
      var provider = new QueryProvider();
      ProviderManager.addIQProvider(name.getLocalPart(), name.getNamespaceURI(), provider);
    }
  }

  /** An IQ of any one payload. */
  static final class Query extends IQ {
    final StandardExtensionElement tree;

    Query(StandardExtensionElement tree) {
      super(tree.getElementName(), tree.getNamespace());
      this.tree = tree;
    }

    @Override
    protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
        IQChildElementXmlStringBuilder xml) {
      tree.getAttributes().forEach(xml::attribute);
      xml.rightAngleBracket();
      tree.getElements().forEach(xml::append);
      return xml;
    }
  }

  /** An element of a login (XEP-0388); Smack tells what it reads apart by class. */
  interface Step extends Nonza {
    StandardExtensionElement tree();

    @Override
    default String getElementName() {
      return tree().getElementName();
    }

    @Override
    default String getNamespace() {
      return tree().getNamespace();
    }

    @Override
    default CharSequence toXML(XmlEnvironment environment) {
      return tree().toXML(environment);
    }
  }

  public record Success(StandardExtensionElement tree) implements Step {
    public static final QName QNAME = new QName("urn:xmpp:sasl:2", "success");
  }

  public record Failure(StandardExtensionElement tree) implements Step {
    public static final QName QNAME = new QName("urn:xmpp:sasl:2", "failure");
  }

  private static final class QueryProvider extends IqProvider<Query> {
    @Override
    public Query parse(XmlPullParser xml, int depth, IqData iq, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      return new Query(INSTANCE.parse(xml, depth, environment));
    }
  }

  private static final class SuccessProvider extends NonzaProvider<Success> {
    @Override
    public Success parse(XmlPullParser xml, int depth, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      return new Success(INSTANCE.parse(xml, depth, environment));
    }
  }

  private static final class FailureProvider extends NonzaProvider<Failure> {
    @Override
    public Failure parse(XmlPullParser xml, int depth, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      return new Failure(INSTANCE.parse(xml, depth, environment));
    }
  }
}

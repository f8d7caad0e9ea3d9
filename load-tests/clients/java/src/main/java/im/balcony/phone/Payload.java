package im.balcony.phone;

import java.io.IOException;
import javax.xml.namespace.QName;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.StandardExtensionElementProvider;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.provider.NonzaProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** What Smack has no classes for, as plain trees of elements; public where Smack looks inside. */
public final class Payload {
  static final String SASL = "urn:xmpp:sasl:2";

  private Payload() {}

  /** An element with these attributes: name, value, name, value, ... */
  static StandardExtensionElement.Builder element(
      String name, String namespace, String... attributes) {
    var builder = StandardExtensionElement.builder(name, namespace);
    for (var at = 0; at < attributes.length; at += 2) {
      builder.addAttribute(attributes[at], attributes[at + 1]);
    }
    return builder;
  }

  private static StandardExtensionElement tree(
      XmlPullParser parser, int depth, XmlEnvironment environment)
      throws XmlPullParserException, IOException {
    return StandardExtensionElementProvider.INSTANCE.parse(parser, depth, environment);
  }

  /** Results of such a query are read as {@link Query} from now on. */
  static void registerQuery(String name, String namespace) {
    ProviderManager.addIQProvider(
        name,
        namespace,
        new IqProvider<Query>() {
          @Override
          public Query parse(XmlPullParser xml, int depth, IqData iq, XmlEnvironment environment)
              throws XmlPullParserException, IOException {
            return new Query(tree(xml, depth, environment));
          }
        });
  }

  /** The steps of a login are read from now on; Smack tells providers apart by their type. */
  static void registerSteps() {
    ProviderManager.addNonzaProvider(
        new NonzaProvider<Success>() {
          @Override
          public Success parse(XmlPullParser xml, int depth, XmlEnvironment environment)
              throws XmlPullParserException, IOException {
            return new Success(tree(xml, depth, environment));
          }
        });
    ProviderManager.addNonzaProvider(
        new NonzaProvider<Failure>() {
          @Override
          public Failure parse(XmlPullParser xml, int depth, XmlEnvironment environment)
              throws XmlPullParserException, IOException {
            return new Failure(tree(xml, depth, environment));
          }
        });
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

  /** An element of a login (XEP-0388). */
  public static class Step implements Nonza {
    final StandardExtensionElement tree;

    Step(StandardExtensionElement tree) {
      this.tree = tree;
    }

    @Override
    public String getElementName() {
      return tree.getElementName();
    }

    @Override
    public String getNamespace() {
      return tree.getNamespace();
    }

    @Override
    public CharSequence toXML(XmlEnvironment environment) {
      return tree.toXML(environment);
    }
  }

  public static final class Success extends Step {
    public static final QName QNAME = new QName(SASL, "success");

    Success(StandardExtensionElement tree) {
      super(tree);
    }
  }

  public static final class Failure extends Step {
    public static final QName QNAME = new QName(SASL, "failure");

    Failure(StandardExtensionElement tree) {
      super(tree);
    }
  }
}

package im.balcony.phone;

import static org.jivesoftware.smack.parsing.StandardExtensionElementProvider.INSTANCE;

import java.io.IOException;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.NonzaProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** A step of a login (XEP-0388). Smack tells what it reads apart by class, and looks inside. */
public interface Step extends Nonza {
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

  /** From now on Smack reads the answers to a login. */
  static void register() {
    ProviderManager.addNonzaProvider(new Reader<>(Success::new) {});
    ProviderManager.addNonzaProvider(new Reader<>(Failure::new) {});
  }

  record Success(StandardExtensionElement tree) implements Step {
    public static final QName QNAME = new QName("urn:xmpp:sasl:2", "success");
  }

  record Failure(StandardExtensionElement tree) implements Step {
    public static final QName QNAME = new QName("urn:xmpp:sasl:2", "failure");
  }

  /** Its subclasses tell Smack the class of what they read. */
  abstract class Reader<S extends Step> extends NonzaProvider<S> {
    private final Function<StandardExtensionElement, S> make;

    Reader(Function<StandardExtensionElement, S> make) {
      this.make = make;
    }

    @Override
    public S parse(XmlPullParser xml, int depth, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      return make.apply(INSTANCE.parse(xml, depth, environment));
    }
  }
}

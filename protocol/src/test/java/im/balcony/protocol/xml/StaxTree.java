package im.balcony.protocol.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Builds our tree with somebody else's parser, to compare ours with. */
public final class StaxTree {
  private StaxTree() {}

  /** The tree of a document; throws for what XML or XMPP does not allow. */
  public static XmlElement parse(XMLInputFactory factory, byte[] document)
      throws XMLStreamException {
    XMLStreamReader reader =
        factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
    Deque<XmlElement.Builder> open = new ArrayDeque<>();
    XmlElement root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> open.push(start(reader));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            open.peek().text(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          root = open.pop().build();
          if (!open.isEmpty()) {
            open.peek().child(root);
          }
        }
        case XMLStreamConstants.END_DOCUMENT -> {}
        default ->
            throw new XMLStreamException("XMPP does not allow event " + reader.getEventType());
      }
    }
    return Objects.requireNonNull(root);
  }

  /** The start tag under the reader. */
  public static XmlElement.Builder start(XMLStreamReader reader) {
    String uri = reader.getNamespaceURI();
    XmlElement.Builder element = XmlElement.named(reader.getLocalName(), uri == null ? "" : uri);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      String name = reader.getAttributeLocalName(i);
      if (namespace != null && !namespace.isEmpty()) {
        name = namespace.equals(XmlContext.XML) ? "xml:" + name : "{" + namespace + "}" + name;
      }
      element.attribute(name, reader.getAttributeValue(i));
    }
    return element;
  }
}

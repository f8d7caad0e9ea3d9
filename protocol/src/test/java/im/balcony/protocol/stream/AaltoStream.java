package im.balcony.protocol.stream;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLInputFactory;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import im.balcony.protocol.xml.StaxTree;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** A stream read by Aalto's asynchronous parser: what our own reader is compared with. */
final class AaltoStream {
  private static final AsyncXMLInputFactory FACTORY = new InputFactoryImpl();

  static {
    FACTORY.configureForSpeed();
    FACTORY.setProperty(javax.xml.stream.XMLInputFactory.IS_COALESCING, false);
  }

  private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader =
      FACTORY.createAsyncForByteArray();
  private final Deque<XmlElement.Builder> open = new ArrayDeque<>();
  private int depth;

  void feed(byte[] in, int from, int length, Consumer<XmlElement> out) throws XMLStreamException {
    reader.getInputFeeder().feedInput(in, from, length);
    for (int event = reader.next();
        event != AsyncXMLStreamReader.EVENT_INCOMPLETE;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth++ > 0) {
            open.push(StaxTree.start(reader));
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          if (!open.isEmpty()) {
            XmlElement element = open.pop().build();
            if (open.isEmpty()) {
              out.accept(element);
            } else {
              open.peek().child(element);
            }
          }
        }
        case XMLStreamConstants.START_DOCUMENT, XMLStreamConstants.SPACE -> {}
        default -> throw new XMLStreamException("restricted: event " + event);
      }
    }
  }
}

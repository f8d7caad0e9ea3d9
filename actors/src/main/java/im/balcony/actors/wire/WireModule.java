package im.balcony.actors.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.xml.XmlElement;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * How the value types of the protocol look in commands between nodes: addresses and XML as text.
 */
public final class WireModule extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  public WireModule() {
    super("balcony-wire");
    add(Jid.class, Jid::toString, Jid::parse);
    add(XmlElement.class, XmlElement::toXml, WireModule::element);
    add(Stanza.class, WireModule::text, WireModule::stanza);
    add(Message.class, WireModule::text, xml -> cast(Message.class, xml));
    add(Presence.class, WireModule::text, xml -> cast(Presence.class, xml));
    add(Iq.class, WireModule::text, xml -> cast(Iq.class, xml));
  }

  private static String text(Stanza stanza) {
    return stanza.element().toXml();
  }

  private static XmlElement element(String xml) {
    return StanzaBytes.readElement(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Stanza stanza(String xml) {
    return StanzaBytes.read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static <S extends Stanza> S cast(Class<S> type, String xml) {
    var stanza = stanza(xml);
    if (!type.isInstance(stanza)) {
      throw new IllegalArgumentException("not a " + type.getSimpleName());
    }
    return type.cast(stanza);
  }

  private <T> void add(Class<T> type, Function<T, String> toText, Function<String, T> ofText) {
    addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          @Serial private static final long serialVersionUID = 1L;

          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(toText.apply(value));
          }
        });
    addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          @Serial private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            var text = in.getValueAsString();
            if (text == null) {
              throw context.weirdStringException("", type, "text is needed");
            }
            try {
              return ofText.apply(text);
            } catch (IllegalArgumentException e) {
              throw context.weirdStringException(text, type, String.valueOf(e.getMessage()));
            }
          }
        });
  }
}

package im.balcony.persistence.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import im.balcony.protocol.jid.Jid;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How the value types inside events look on disk: an instant is whole microseconds since 1970, an
 * address its text.
 */
final class EventModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  EventModule() {
    super("balcony-events");
    addSerializer(Instant.class, new InstantWriter());
    addDeserializer(Instant.class, new InstantReader());
    addSerializer(Jid.class, ToStringSerializer.instance);
    addDeserializer(Jid.class, new JidReader());
  }

  private static final class InstantWriter extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Instant.EPOCH.plus(in.getLongValue(), ChronoUnit.MICROS);
    }
  }

  private static final class JidReader extends StdScalarDeserializer<Jid> {
    private static final long serialVersionUID = 1L;

    JidReader() {
      super(Jid.class);
    }

    @Override
    public Jid deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Jid.parse(in.getText());
    }
  }
}

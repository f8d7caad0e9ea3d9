package im.balcony.protocol.xep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SchemaValuesTest {
  @Test
  void anUnsignedIntHasThirtyTwoBits() {
    assertEquals(OptionalLong.of(0), SchemaValues.unsignedIntOf("0"));
    assertEquals(OptionalLong.of(4294967295L), SchemaValues.unsignedIntOf("4294967295"));
    for (var no : new String[] {null, "", "-1", "+1", "4294967296", "99999999999", "1.0", "٣"}) {
      assertEquals(OptionalLong.empty(), SchemaValues.unsignedIntOf(no));
    }
  }

  @Test
  void aCountAboveWhatWeCountIsTheLargest() {
    assertEquals(OptionalInt.of(Integer.MAX_VALUE), SchemaValues.countOf("4294967295"));
    assertEquals(OptionalInt.of(50), SchemaValues.countOf(" 50 "));
  }

  @Test
  void aBooleanHasFourSpellings() {
    assertEquals(Optional.of(true), SchemaValues.booleanOf("1"));
    assertEquals(Optional.of(true), SchemaValues.booleanOf("true"));
    assertEquals(Optional.of(false), SchemaValues.booleanOf("0"));
    assertEquals(Optional.of(false), SchemaValues.booleanOf("false"));
    assertEquals(Optional.empty(), SchemaValues.booleanOf("TRUE"));
    assertEquals(Optional.empty(), SchemaValues.booleanOf(null));
  }
}

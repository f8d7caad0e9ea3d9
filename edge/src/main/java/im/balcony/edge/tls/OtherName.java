package im.balcony.edge.tls;

import java.util.Arrays;
import java.util.Optional;

/**
 * A name of another type in a certificate (RFC 5280 4.2.1.6): an object identifier and a string.
 *
 * @param type as numbers with dots
 * @param value the bytes of an IA5String or a UTF8String
 */
record OtherName(String type, byte[] value) {
  private static final int OBJECT_ID = 0x06;
  private static final int UTF8_STRING = 0x0C;
  private static final int IA5_STRING = 0x16;
  private static final int SEQUENCE = 0x30;
  private static final int EXPLICIT_0 = 0xA0;

  /** What stands at a place of DER (X.690 8.1); lengths of up to two bytes are all that is read. */
  private record Part(int tag, int from, int to) {
    static Optional<Part> at(byte[] der, int at, int end) {
      if (at + 2 > end) {
        return Optional.empty();
      }
      int length = der[at + 1] & 0xFF;
      int bytes = length < 0x80 ? 0 : length & 0x7F;
      int from = at + 2 + bytes;
      if (bytes > 2 || length == 0x80 || from > end) {
        return Optional.empty();
      }
      if (bytes > 0) {
        length = 0;
        for (int i = at + 2; i < from; i++) {
          length = (length << 8) | (der[i] & 0xFF);
        }
      }
      return from + length > end
          ? Optional.empty()
          : Optional.of(new Part(der[at] & 0xFF, from, from + length));
    }

    Optional<Part> as(int wanted) {
      return tag == wanted ? Optional.of(this) : Optional.empty();
    }
  }

  /** Empty for what is not in that form. */
  static Optional<OtherName> read(byte[] der) {
    var outer =
        Part.at(der, 0, der.length).filter(part -> part.tag == SEQUENCE || part.tag == EXPLICIT_0);
    return outer.flatMap(
        name ->
            Part.at(der, name.from, name.to)
                .flatMap(part -> part.as(OBJECT_ID))
                .flatMap(
                    id ->
                        value(der, id.to, name.to)
                            .map(value -> new OtherName(numbers(der, id.from, id.to), value))));
  }

  /** The JDK gives the value in one [0] or, in some versions, in two. */
  private static Optional<byte[]> value(byte[] der, int at, int end) {
    var part = Part.at(der, at, end);
    while (part.isPresent() && part.get().tag == EXPLICIT_0) {
      part = Part.at(der, part.get().from, part.get().to);
    }
    return part.filter(text -> text.tag == UTF8_STRING || text.tag == IA5_STRING)
        .map(text -> Arrays.copyOfRange(der, text.from, text.to));
  }

  private static String numbers(byte[] der, int from, int to) {
    var text = new StringBuilder();
    long number = 0;
    for (int i = from; i < to; i++) {
      number = (number << 7) | (der[i] & 0x7F);
      if (der[i] >= 0) {
        if (text.isEmpty()) {
          long first = Math.min(number / 40, 2);
          text.append(first).append('.').append(number - 40 * first);
        } else {
          text.append('.').append(number);
        }
        number = 0;
      }
    }
    return text.toString();
  }
}

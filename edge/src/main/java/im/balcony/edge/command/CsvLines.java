package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * The lines of a file of any length, by their numbers. A line that is too long or no UTF-8 is
 * passed over as a whole and costs its neighbours nothing.
 */
final class CsvLines implements AutoCloseable {
  static final int LINE_BYTES_MAX = 4 * AccountsCsv.LINE_CHARS_MAX;

  private final InputStream in;
  private int number;

  /** One line without its end; {@code problem} says why there is no text. */
  record Line(int number, String text, Optional<String> problem) {}

  CsvLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Empty at the end of the file. */
  Optional<Line> next() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var read = 0L;
    var next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (read++ < LINE_BYTES_MAX) {
        bytes.write(next);
      }
    }
    number++;
    return Optional.of(
        read > LINE_BYTES_MAX
            ? refused("line %d is longer than %d bytes".formatted(number, LINE_BYTES_MAX))
            : decoded(bytes.toByteArray()));
  }

  private Line decoded(byte[] bytes) {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Line(
          number,
          text.endsWith("\r") ? text.substring(0, text.length() - 1) : text,
          Optional.empty());
    } catch (CharacterCodingException e) {
      return refused("line %d is not UTF-8 text".formatted(number));
    }
  }

  private Line refused(String problem) {
    return new Line(number, "", Optional.of(problem));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

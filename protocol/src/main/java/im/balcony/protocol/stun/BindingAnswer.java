package im.balcony.protocol.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a basic server says to one message (RFC 8489 12): where it came from.
 *
 * <p>Nothing is authenticated and nothing kept. No SOFTWARE attribute (6.3.1.1: should): an answer
 * goes to whatever address a datagram names, so it is hardly longer than the question.
 */
public final class BindingAnswer {
  private static final int CODE_CLASS = 4;
  private static final int CODE_NUMBER = 20;
  private static final byte[] REASON = "Unknown Attribute".getBytes(StandardCharsets.US_ASCII);

  private BindingAnswer() {}

  /** Empty for whatever is not a Binding request: it gets no answer. */
  public static Optional<byte[]> to(byte[] bytes, MappedAddress from) {
    return StunMessage.read(bytes)
        .filter(message -> message.type() == StunMessage.BINDING_REQUEST)
        .map(request -> answer(request, from).write());
  }

  private static StunMessage answer(StunMessage request, MappedAddress from) {
    var unknown = unknown(request);
    if (unknown.isEmpty()) {
      return answer(request, StunMessage.BINDING_SUCCESS, List.of(from.in(request)));
    }
    return answer(
        request, StunMessage.BINDING_ERROR, List.of(unknownAttribute(), list(request, unknown)));
  }

  private static StunMessage answer(StunMessage request, int type, List<StunAttribute> attributes) {
    return new StunMessage(type, request.transaction(), attributes);
  }

  /** RFC 8489 6.3.1. */
  private static List<Integer> unknown(StunMessage request) {
    var unknown = new ArrayList<Integer>();
    for (var attribute : request.attributes()) {
      if (attribute.endsWhatIsProtected()) {
        break;
      }
      if (attribute.mustBeUnderstood() && !attribute.isKnown()) {
        unknown.add(attribute.type());
      }
    }
    return unknown;
  }

  private static StunAttribute unknownAttribute() {
    var value = ByteBuffer.allocate(Integer.BYTES + REASON.length);
    value.putShort((short) 0).put((byte) CODE_CLASS).put((byte) CODE_NUMBER).put(REASON);
    return new StunAttribute(StunAttribute.ERROR_CODE, value.array());
  }

  /** RFC 8489 14.13: for a client of RFC 3489 an odd list names its last one twice. */
  private static StunAttribute list(StunMessage request, List<Integer> unknown) {
    var named = new ArrayList<>(unknown);
    if (request.isClassic() && named.size() % 2 != 0) {
      named.add(named.get(named.size() - 1));
    }
    var value = ByteBuffer.allocate(named.size() * Short.BYTES);
    named.forEach(type -> value.putShort(type.shortValue()));
    return new StunAttribute(StunAttribute.UNKNOWN_ATTRIBUTES, value.array());
  }
}

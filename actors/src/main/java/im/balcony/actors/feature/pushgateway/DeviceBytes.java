package im.balcony.actors.feature.pushgateway;

import im.balcony.actors.port.PushDevice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A device as it stands in the name of its node: readable for as long as nodes are in use. */
final class DeviceBytes {
  private static final int APNS = 1;
  private static final int APNS_WITH_CALLS = 2;
  private static final int FCM = 3;
  private static final int WEB_PUSH = 4;
  private static final int PUBLIC_KEY_BYTES = 65;
  private static final int AUTH_BYTES = 16;

  private DeviceBytes() {}

  static byte[] write(PushDevice device) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      if (device instanceof PushDevice.Apns app) {
        out.writeByte(app.callToken() == null ? APNS : APNS_WITH_CALLS);
        out.writeUTF(app.token());
        if (app.callToken() != null) {
          out.writeUTF(app.callToken());
        }
      } else if (device instanceof PushDevice.Fcm app) {
        out.writeByte(FCM);
        out.writeUTF(app.token());
      } else if (device instanceof PushDevice.WebPush page) {
        out.writeByte(WEB_PUSH);
        out.writeUTF(page.endpoint());
        out.write(page.publicKey());
        out.write(page.authSecret());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Empty for a form that is not known: of a newer server. */
  static Optional<PushDevice> read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case APNS -> Optional.of(new PushDevice.Apns(in.readUTF(), null));
        case APNS_WITH_CALLS -> Optional.of(new PushDevice.Apns(in.readUTF(), in.readUTF()));
        case FCM -> Optional.of(new PushDevice.Fcm(in.readUTF()));
        case WEB_PUSH ->
            Optional.of(
                new PushDevice.WebPush(
                    in.readUTF(), exactly(in, PUBLIC_KEY_BYTES), exactly(in, AUTH_BYTES)));
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] exactly(DataInputStream in, int bytes) throws IOException {
    var read = new byte[bytes];
    in.readFully(read);
    return read;
  }
}

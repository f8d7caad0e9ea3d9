package im.balcony.edge.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Exported key material of a TLS session, RFC 5705: the JDK can do it from release 25 on; BoringSSL
 * as netty-tcnative binds it cannot.
 */
final class KeyMaterialExport {
  private static final String LABEL = "EXPORTER-Channel-Binding"; // RFC 9266 4.2
  private static final int LENGTH_BYTES = 32;
  private static final @Nullable MethodHandle EXPORT = find();

  private KeyMaterialExport() {}

  static Optional<byte[]> tlsExporter(SSLEngine engine) {
    // Before TLS 1.3 the binding is unique only with extended master secret, which cannot be asked.
    if (EXPORT == null
        || !(engine.getSession() instanceof ExtendedSSLSession session)
        || !session.getProtocol().equals("TLSv1.3")) {
      return Optional.empty();
    }
    try {
      return Optional.of((byte[]) EXPORT.invoke(session, LABEL, new byte[0], LENGTH_BYTES));
    } catch (Throwable unsupported) {
      return Optional.empty();
    }
  }

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              ExtendedSSLSession.class,
              "exportKeyingMaterialData",
              MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
    } catch (ReflectiveOperationException olderJdk) {
      return null;
    }
  }
}

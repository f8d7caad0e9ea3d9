package im.balcony.edge.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of HTTPS, the only ones that are ever spoken to. */
final class HttpsUrls {
  static final int USUAL_PORT = 443;

  private static final int PORT_MAX = 65_535;

  private HttpsUrls() {}

  /** Empty for what has no host, another scheme, or a login in it. */
  static Optional<URI> read(String text) {
    try {
      var url = new URI(text);
      return "https".equalsIgnoreCase(url.getScheme())
              && url.getHost() != null
              && !url.getHost().isEmpty()
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && url.getPort() != 0
              && url.getPort() <= PORT_MAX
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What an operator wrote. */
  static URI required(String setting, String text) {
    return read(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is \"%s\": set an address that begins with https://"
                        .formatted(setting, text)));
  }

  static int port(URI url) {
    return url.getPort() < 0 ? USUAL_PORT : url.getPort();
  }
}

package im.balcony.load.client;

/**
 * What one return of a phone cost on its connection, TLS not counted.
 *
 * @param roundTrips how often it had to wait for the server before it could write on
 * @param bytesOut from the phone
 * @param bytesIn to the phone
 * @param millis from the beginning of TLS until it had everything
 * @param items conversations that changed, or messages that came, whatever it asked for
 */
public record Crossing(int roundTrips, long bytesOut, long bytesIn, double millis, int items) {

  public long bytes() {
    return bytesOut + bytesIn;
  }
}

package im.balcony.edge.settings;

import com.typesafe.config.Config;

/** Streams over HTTP requests (XEP-0124): {@code balcony.edge.http.bosh}. */
public record BoshSettings(
    String url,
    int waitSecondsMax,
    int holdMax,
    int inactivitySecondsMax,
    int pollingInactivitySecondsMax,
    int pauseSecondsMax,
    int pollingSecondsMin,
    int requestBytesMax,
    int responseBytesMax,
    long receivingBytesMax,
    int pipelinedRequestsMax,
    int idleConnectionSecondsMax) {

  static BoshSettings from(Config bosh) {
    return new BoshSettings(
        bosh.getString("url"),
        bosh.getInt("wait-seconds-max"),
        bosh.getInt("hold-max"),
        bosh.getInt("inactivity-seconds-max"),
        bosh.getInt("polling-inactivity-seconds-max"),
        bosh.getInt("pause-seconds-max"),
        bosh.getInt("polling-seconds-min"),
        bosh.getInt("request-bytes-max"),
        bosh.getInt("response-bytes-max"),
        bosh.getLong("receiving-bytes-max"),
        bosh.getInt("pipelined-requests-max"),
        bosh.getInt("idle-connection-seconds-max"));
  }
}

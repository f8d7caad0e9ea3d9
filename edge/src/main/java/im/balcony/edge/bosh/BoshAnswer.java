package im.balcony.edge.bosh;

import im.balcony.protocol.xep.bosh.BoshCondition;
import im.balcony.protocol.xep.bosh.BoshResponse;

/**
 * What one HTTP request is answered with.
 *
 * @param status of HTTP
 * @param body none where the status says it all
 */
public record BoshAnswer(int status, String contentType, byte[] body) {
  static final String TEXT_XML = "text/xml; charset=utf-8";

  static BoshAnswer of(BoshResponse response, String contentType) {
    return new BoshAnswer(BoshCondition.OK, contentType, response.toBytes());
  }

  /** To a request that belongs to no session. */
  static BoshAnswer refusal(BoshCondition condition) {
    return of(BoshResponse.terminate(condition), TEXT_XML);
  }
}

package im.balcony.actors.user.front;

import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import im.balcony.protocol.xep.push.PushTerms;
import im.balcony.protocol.xml.StoredXml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The terms of registrations, read once each. */
final class PushTermsCache {
  private final Map<PushEnabled, PushTerms> read = new HashMap<>(2);

  PushTerms of(PushEnabled registration) {
    return read.computeIfAbsent(registration, PushTermsCache::read);
  }

  /** Those of others are forgotten. */
  void keep(List<PushEnabled> registrations) {
    if (read.size() > registrations.size()) {
      read.keySet().retainAll(registrations);
    }
  }

  /** What this server does not take any more was taken once: it wakes by numbers. */
  private static PushTerms read(PushEnabled registration) {
    var terms = registration.terms();
    return terms == null || terms.length == 0
        ? PushTerms.NONE
        : PushTerms.in(StoredXml.read(terms)).orElse(PushTerms.NONE);
  }
}

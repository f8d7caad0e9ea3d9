package im.balcony.protocol.xep.push;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * How much waits (XEP-0357 section 7.1): numbers alone, nobody's name and no word of anybody.
 *
 * @param messages that wait to be read
 * @param subscriptions requests that wait for an answer
 */
public record PushSummary(long messages, long subscriptions) {
  /** The FORM_TYPE of the form. */
  public static final String FORM_TYPE = "urn:xmpp:push:summary";

  private static final String MESSAGES = "message-count";
  private static final String SUBSCRIPTIONS = "pending-subscription-count";
  private static final int DIGITS_MAX = 18;

  /** What is not a number counts as none. Empty where there is no such form. */
  static Optional<PushSummary> in(XmlElement notification) {
    return DataForm.in(notification)
        .filter(form -> form.formType().equals(Optional.of(FORM_TYPE)))
        .map(form -> new PushSummary(number(form, MESSAGES), number(form, SUBSCRIPTIONS)));
  }

  private static long number(DataForm form, String field) {
    var digits = form.value(field).orElse("");
    var isNumber =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    return isNumber ? Long.parseLong(digits) : 0;
  }

  XmlElement toElement() {
    return DataForm.of(
            DataForm.Type.SUBMIT,
            FORM_TYPE,
            List.of(
                FormField.of(MESSAGES, Long.toString(messages)),
                FormField.of(SUBSCRIPTIONS, Long.toString(subscriptions))))
        .toElement();
  }
}

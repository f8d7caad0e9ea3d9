package im.balcony.protocol.xep.mam;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** The names of the archive's protocol and the form that tells its fields. */
@Xep(number = 313, name = "Message Archive Management", version = "1.1.3")
public final class Mam {
  public static final String NAMESPACE = "urn:xmpp:mam:2";

  /** Fields before-id, after-id and ids, flipped pages, metadata (section 7). */
  public static final String EXTENDED_FEATURE = "urn:xmpp:mam:2#extended";

  /** The field include-groupchat is understood. */
  public static final String GROUPCHAT_FIELD_FEATURE = "urn:xmpp:mam:2#groupchat-field";

  static final String WITH = "with";
  static final String START = "start";
  static final String END = "end";
  static final String BEFORE_ID = "before-id";
  static final String AFTER_ID = "after-id";
  static final String IDS = "ids";
  static final String INCLUDE_GROUPCHAT = "include-groupchat";

  private static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";

  private Mam() {}

  /** The answer to a query of type get: all fields a query may have (section 4.1.5). */
  public static XmlElement supportedFields() {
    var fields =
        List.of(
            FormField.typed(WITH, "jid-single"),
            FormField.typed(START, "text-single"),
            FormField.typed(END, "text-single"),
            FormField.typed(BEFORE_ID, "text-single"),
            FormField.typed(AFTER_ID, "text-single"),
            FormField.typed(INCLUDE_GROUPCHAT, "boolean"));
    var form = DataForm.of(DataForm.Type.FORM, NAMESPACE, fields).toElement();
    return XmlElement.named(MamQuery.NAME, NAMESPACE).child(form.withChild(openIds())).build();
  }

  /** A list without choices: any id may be put in. */
  private static XmlElement openIds() {
    var open = XmlElement.named("open", VALIDATE).build();
    return FormField.typed(IDS, "list-multi")
        .toElement()
        .withChild(
            XmlElement.named("validate", VALIDATE)
                .attribute("datatype", "xs:string")
                .child(open)
                .build());
  }
}

package im.balcony.protocol.xep.hats;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of the commands that deal with hats (XEP-0317 sections 3.2 to 3.7). */
public final class HatForms {
  public static final String FORM_TYPE = "urn:xmpp:hats:commands";

  /** Longer ones are refused. */
  public static final int URI_CHARS_MAX = 512;

  public static final int TITLE_CHARS_MAX = 128;

  private static final String TITLE = "hats#title";
  private static final String URI = "hats#uri";
  private static final String HUE = "hats#hue";
  private static final String JID = "hats#jid";

  private HatForms() {}

  /**
   * By which clients know whether their list of hats is still the room's (section 2): another one
   * after every change of it.
   */
  public static FormField hash(List<Hat> hats) {
    var all = new StringBuilder();
    hats.forEach(
        hat ->
            all.append(hat.uri())
                .append('\n')
                .append(hat.title())
                .append('\n')
                .append(hat.hue())
                .append('\n'));
    try {
      var hash =
          MessageDigest.getInstance("SHA-1")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return new FormField(
          "hats#hash",
          "text-single",
          "Hats hash",
          false,
          List.of(HexFormat.of().formatHex(hash)),
          List.of());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** A hat and who wears it, as a row of a table. */
  public record Row(@Nullable Jid account, Hat hat) {}

  public static DataForm creating() {
    return form(
        "Creating a Hat",
        List.of(
            field(TITLE, "text-single", "Hat Title", true, List.of()),
            field(URI, "text-single", "Hat URI", true, List.of()),
            field(HUE, "text-single", "Hat Hue", false, List.of())));
  }

  public static DataForm destroying(List<Hat> hats) {
    return form("Destroying a Hat", List.of(choice(hats)));
  }

  /** For giving one to somebody, and for taking it. */
  public static DataForm assigning(String title, List<Hat> hats) {
    return form(
        title, List.of(field(JID, "jid-single", "User Address", true, List.of()), choice(hats)));
  }

  private static FormField choice(List<Hat> hats) {
    var options = hats.stream().map(hat -> new FormField.Option(hat.title(), hat.uri())).toList();
    return field(URI, "list-single", "The hat", true, options);
  }

  private static FormField field(
      String var, String type, String label, boolean required, List<FormField.Option> options) {
    return new FormField(var, type, label, required, List.of(), options);
  }

  private static DataForm form(String title, List<FormField> fields) {
    var plain = DataForm.of(DataForm.Type.FORM, FORM_TYPE, fields);
    return new DataForm(plain.type(), title, null, plain.fields());
  }

  /** The hat that is to be, or to be changed; empty when it is not whole or too long. */
  public static Optional<Hat> hatIn(DataForm form) {
    var title = form.value(TITLE).filter(text -> fits(text, TITLE_CHARS_MAX));
    var hue = form.value(HUE).filter(text -> !text.isBlank()).orElse(null);
    return hue != null && !isHue(hue)
        ? Optional.empty()
        : uriIn(form).flatMap(uri -> title.map(text -> new Hat(uri, text, hue)));
  }

  public static Optional<String> uriIn(DataForm form) {
    return form.value(URI).filter(text -> fits(text, URI_CHARS_MAX));
  }

  /** The account that is meant. */
  public static Optional<Jid> accountIn(DataForm form) {
    return form.value(JID).flatMap(Jid::tryParse).filter(jid -> jid.local() != null).map(Jid::bare);
  }

  private static boolean fits(String text, int charsMax) {
    return !text.isBlank() && text.length() <= charsMax;
  }

  /** A hue angle is between 0 and 360 (XEP-0392). */
  private static boolean isHue(String text) {
    return text.matches("[0-9]{1,3}(\\.[0-9]{1,12})?") && Double.parseDouble(text) <= 360;
  }

  /** Section 3.4, and 3.7 with those who wear them. */
  public static XmlElement table(String title, List<Row> rows, boolean isAssigned) {
    var columns = new ArrayList<>(List.of(URI, TITLE, HUE));
    if (isAssigned) {
      columns.add(0, JID);
    }
    var table =
        XmlElement.named("x", DataForm.NAMESPACE)
            .attribute("type", "result")
            .child(XmlElement.named("title", DataForm.NAMESPACE).text(title).build())
            .child(FormField.typed(DataForm.FORM_TYPE, "hidden", FORM_TYPE).toElement())
            .child(
                XmlElement.named("reported", DataForm.NAMESPACE)
                    .children(columns.stream().map(var -> FormField.of(var).toElement()).toList())
                    .build());
    rows.forEach(row -> table.child(item(row)));
    return table.build();
  }

  private static XmlElement item(Row row) {
    var item = XmlElement.named("item", DataForm.NAMESPACE);
    if (row.account() != null) {
      item.child(FormField.of(JID, row.account().toString()).toElement());
    }
    item.child(FormField.of(URI, row.hat().uri()).toElement());
    item.child(FormField.of(TITLE, row.hat().title()).toElement());
    if (row.hat().hue() != null) {
      item.child(FormField.of(HUE, row.hat().hue()).toElement());
    }
    return item.build();
  }
}

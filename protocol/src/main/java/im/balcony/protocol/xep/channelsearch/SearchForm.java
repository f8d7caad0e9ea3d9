package im.balcony.protocol.xep.channelsearch;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.channelsearch.ChannelSearch.Refused;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The fields of a search (section 6.1). Fields that are not known are passed over (section 5). */
public final class SearchForm {
  /** Rooms as Multi-User Chat. */
  public static final String MUC = "xep-0045";

  /** Rooms as channels. */
  public static final String MIX = "xep-0369";

  /** Of the whole field; longer ones are refused. */
  public static final int QUERY_CHARS_MAX = 256;

  private static final String FORM_TYPE = "urn:xmpp:channel-search:0:search-params";
  private static final String ERRORS = "urn:xmpp:channel-search:0:error";
  private static final String BY_OCCUPANTS = "{urn:xmpp:channel-search:0:order}nusers";
  private static final String BY_ADDRESS = "{urn:xmpp:channel-search:0:order}address";
  private static final String QUERY = "q";
  private static final String ALL = "all";
  private static final String IN_NAME = "sinname";
  private static final String IN_DESCRIPTION = "sindescription";
  private static final String IN_ADDRESS = "sinaddress";

  /** As the example of section 4.2.1 has it; the table of section 6.1 has the other. */
  private static final String IN_ADDRESS_TOO = "sinaddr";

  private static final String OCCUPANTS_MIN = "min_users";
  private static final String TYPES = "types";
  private static final String KEY = "key";

  private SearchForm() {}

  static DataForm empty() {
    return DataForm.of(
        DataForm.Type.FORM,
        FORM_TYPE,
        List.of(
            field(QUERY, "text-single", "Search for"),
            field(ALL, "boolean", "All rooms, whatever is searched for"),
            field(IN_NAME, "boolean", "Search in names", "true"),
            field(IN_DESCRIPTION, "boolean", "Search in descriptions", "true"),
            field(IN_ADDRESS, "boolean", "Search in addresses", "true"),
            field(OCCUPANTS_MIN, "text-single", "How many must be in", "0"),
            list(
                TYPES,
                "list-multi",
                "Kinds of rooms",
                option("Rooms", MUC),
                option("Channels", MIX)),
            list(
                KEY,
                "list-single",
                "Order",
                option("Those with most people first", BY_OCCUPANTS),
                option("By address", BY_ADDRESS))));
  }

  private static FormField field(String var, String type, String label, String... values) {
    return new FormField(var, type, label, false, List.of(values), List.of());
  }

  /** The first is the default. */
  private static FormField list(String var, String type, String label, FormField.Option... all) {
    return new FormField(var, type, label, false, List.of(all[0].value()), List.of(all));
  }

  private static FormField.Option option(String label, String value) {
    return new FormField.Option(label, value);
  }

  static ChannelSearch read(XmlElement payload, PageRequest page) {
    var form = DataForm.in(payload).filter(each -> each.formType().equals(Optional.of(FORM_TYPE)));
    if (form.isEmpty()) {
      return new Refused(noConditions());
    }
    var key = form.get().value(KEY).orElse(BY_OCCUPANTS);
    if (!key.equals(BY_OCCUPANTS) && !key.equals(BY_ADDRESS)) {
      return new Refused(
          refusal(
              StanzaError.featureNotImplemented().withType(StanzaError.Type.MODIFY),
              "invalid-sort-key"));
    }
    return conditions(form.get(), key.equals(BY_OCCUPANTS), page);
  }

  private static ChannelSearch conditions(DataForm form, boolean byOccupants, PageRequest page) {
    var query = form.value(QUERY).orElse("");
    var all = flag(form, ALL, false);
    if (all && !query.isBlank()) {
      return new Refused(conflicting());
    } else if (!all && form.value(QUERY).isEmpty()) {
      return new Refused(noConditions());
    }
    var words = Arrays.stream(SearchTerms.lower(query).strip().split("\\s+")).distinct().toList();
    if (!all && (query.isBlank() || query.length() > QUERY_CHARS_MAX)) {
      return new Refused(
          refusal(StanzaError.badRequest(), "invalid-search-terms")
              .withText("one word at least, " + QUERY_CHARS_MAX + " characters at most"));
    }
    return new ChannelSearch.Search(
        new SearchTerms(
            all ? List.of() : words,
            flag(form, IN_NAME, true),
            flag(form, IN_DESCRIPTION, true),
            flag(form, IN_ADDRESS, flag(form, IN_ADDRESS_TOO, true)),
            SchemaValues.countOf(form.value(OCCUPANTS_MIN).orElse(null)).orElse(0),
            byOccupants,
            serviceType(form)),
        page);
  }

  /** Section 6.2: what was not asked for is not told, and of both the channel is. */
  private static String serviceType(DataForm form) {
    var types = form.field(TYPES).map(FormField::values).orElse(List.of(MUC));
    return types.contains(MIX) ? MIX : types.contains(MUC) ? MUC : "";
  }

  private static boolean flag(DataForm form, String var, boolean usual) {
    return form.value(var).flatMap(SchemaValues::booleanOf).orElse(usual);
  }

  /** Section 4.2.2.7: the text says cancel, its example modify. */
  private static StanzaError noConditions() {
    return refusal(
        StanzaError.badRequest().withType(StanzaError.Type.CANCEL), "no-search-conditions");
  }

  /** Section 4.2.2.6. */
  private static StanzaError conflicting() {
    return StanzaError.badRequest()
        .withText("all rooms, or those with certain words")
        .withApplication(condition("conflicting-fields").child(var(ALL)).child(var(QUERY)).build());
  }

  private static XmlElement var(String name) {
    return XmlElement.named("var", ERRORS).text(name).build();
  }

  private static StanzaError refusal(StanzaError error, String condition) {
    return error.withApplication(condition(condition).build());
  }

  static XmlElement.Builder condition(String name) {
    return XmlElement.named(name, ERRORS);
  }
}

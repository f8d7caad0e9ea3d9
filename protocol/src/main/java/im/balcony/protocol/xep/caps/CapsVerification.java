package im.balcony.protocol.xep.caps;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hash of an entity's info and the check of one that somebody claims (XEP-0115 section 5). */
public final class CapsVerification {
  private CapsVerification() {}

  /** The verification string by SHA-1 (section 5.1). */
  public static String of(DiscoInfo info) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest(hashed(info).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /**
   * Whether an answer proves the claim, so that it may be kept for everybody who makes the same
   * claim (section 5.4). If not, it holds for its sender alone.
   */
  public static boolean proves(DiscoInfo answer, Caps claim) {
    return Caps.SHA_1.equals(claim.hash())
        && isWellFormed(answer)
        && of(answer).equals(claim.verification());
  }

  /**
   * Nothing is twice, and nothing holds the sign that separates the parts: with it, two different
   * answers could have the same hash.
   */
  private static boolean isWellFormed(DiscoInfo info) {
    var forms = hashedForms(info).stream().map(CapsVerification::formType).toList();
    return isUnique(info.identities())
        && isUnique(info.features())
        && isUnique(forms)
        && info.identities().stream()
            .flatMap(
                identity ->
                    List.of(
                        identity.category(),
                        identity.type(),
                        orEmpty(identity.language()),
                        orEmpty(identity.name()))
                        .stream())
            .noneMatch(CapsVerification::separates)
        && info.features().stream().noneMatch(CapsVerification::separates)
        && hashedForms(info).stream().allMatch(CapsVerification::isWellFormed);
  }

  private static boolean isWellFormed(DataForm form) {
    return form.fields().stream()
        .allMatch(
            field ->
                !separates(field.var())
                    && field.values().stream().noneMatch(CapsVerification::separates)
                    && (!field.var().equals(DataForm.FORM_TYPE)
                        || field.values().stream().distinct().count() == 1));
  }

  private static String hashed(DiscoInfo info) {
    var text = new StringBuilder();
    for (var identity : info.identities()) {
      append(text, slashed(identity));
    }
    info.features().forEach(feature -> append(text, feature));
    hashedForms(info).stream()
        .sorted(Comparator.comparing(CapsVerification::formType, DiscoInfo.OCTETS))
        .forEach(form -> append(text, form));
    return text.toString();
  }

  private static String slashed(DiscoIdentity identity) {
    return String.join(
        "/",
        identity.category(),
        identity.type(),
        orEmpty(identity.language()),
        orEmpty(identity.name()));
  }

  private static void append(StringBuilder text, DataForm form) {
    append(text, formType(form));
    form.fields().stream()
        .filter(field -> !field.var().equals(DataForm.FORM_TYPE))
        .sorted(Comparator.comparing(FormField::var, DiscoInfo.OCTETS))
        .forEach(
            field -> {
              append(text, field.var());
              field.values().stream()
                  .sorted(DiscoInfo.OCTETS)
                  .forEach(value -> append(text, value));
            });
  }

  private static void append(StringBuilder text, String part) {
    text.append(part).append('<');
  }

  /** Forms without a hidden FORM_TYPE do not count (section 5.4, 3.6). */
  private static List<DataForm> hashedForms(DiscoInfo info) {
    return info.forms().stream()
        .filter(
            form ->
                form.field(DataForm.FORM_TYPE)
                    .filter(field -> "hidden".equals(field.type()) && !field.values().isEmpty())
                    .isPresent())
        .toList();
  }

  private static String formType(DataForm form) {
    return form.formType().orElse("");
  }

  private static boolean separates(String part) {
    return part.indexOf('<') >= 0;
  }

  private static boolean isUnique(Collection<?> parts) {
    return new HashSet<>(parts).size() == parts.size();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

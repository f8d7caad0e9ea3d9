package im.balcony.edge.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts' own matching: what it must let through and what it must not. */
class StanzaTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <m to='a'/>               | <m to='a' id='7'><x/></m>      | true
          <m to='a'/>               | <m to='b'/>                    | false
          <m to='{none}'/>          | <m/>                           | true
          <m to='{none}'/>          | <m to='b'/>                    | false
          <m to='{any}'/>           | <m/>                           | false
          <m>hi</m>                 | <m>hi</m>                      | true
          <m>hi</m>                 | <m>ho</m>                      | false
          <m><b/></m>               | <m><a/><b/></m>                | true
          <m>{only}<b/></m>         | <m><a/><b/></m>                | false
          <m><b/><b/></m>           | <m><b/></m>                    | false
          <m><b id='2'/></m>        | <m><b id='1'/><b id='2'/></m>  | true
          <m><b xmlns='x'/></m>     | <m><b/></m>                    | false
          <m><b>{v}</b><c>{v}</c></m> | <m><b>1</b><c>1</c></m>      | true
          <m><b>{v}</b><c>{v}</c></m> | <m><b>1</b><c>2</c></m>      | false
          <m id='{v}'><c>{v}#{v}</c></m> | <m id='1'><c>1#1</c></m>  | true
          <m id='{v}'><c>{v}#{v}</c></m> | <m id='1'><c>1#2</c></m>  | false
          """)
  void aTemplateMatchesWhatItNames(String template, String actual, boolean matches) {
    assertEquals(matches, match(template, actual, new HashMap<>()).isEmpty());
  }

  @Test
  void aCaptureIsKeptForLaterTemplates() {
    var captures = new HashMap<String, String>();
    assertTrue(match("<m id='{one}'/>", "<m id='5'/>", captures).isEmpty());
    assertTrue(match("<m id='{one}'/>", "<m id='6'/>", captures).isPresent());
  }

  @Test
  void aScriptIsReadWithItsContinuationLines() {
    var script =
        Script.parse(
            """
            # XEP-0000 1: a title
            accounts: romeo@a.example
            romeo/phone connects
            romeo/phone receives in any order:
              <a/>
              <b/>
            """);
    assertEquals(2, script.steps().size());
    assertTrue(script.steps().get(1).text().contains("<b/>"));
  }

  @Test
  void aNameInALongerValueIsCapturedThereAndHoldsLater() {
    var captures = new HashMap<String, String>();
    assertTrue(
        match("<m from='{who}#hall@r/{where}'/>", "<m from='7f#hall@r/x'/>", captures).isEmpty());
    assertEquals(Map.of("{who}", "7f", "{where}", "x"), captures);
    assertTrue(
        match("<m id='{who}' to='{any}-{who}'/>", "<m id='7f' to='to-7f'/>", captures).isEmpty());
    assertTrue(
        match("<m from='{who}#hall@r/{where}'/>", "<m from='7g#hall@r/x'/>", captures).isPresent());
    assertTrue(match("<m from='{who}.'/>", "<m from='7f,'/>", captures).isPresent());
  }

  @Test
  void aLineThatIsNoStepIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Script.parse("# t\naccounts: a@b\na/b dances\n"));
  }

  @Test
  void everyScriptOfTheSuiteCanBeRead() throws IOException {
    for (var file : StanzaScripts.all()) {
      Script.parse(Files.readString(file));
    }
  }

  private static Optional<String> match(
      String template, String actual, Map<String, String> captures) {
    return new StanzaTemplate(parse(template)).mismatch(parse(actual), captures);
  }

  private static XmlElement parse(String xml) {
    var inNamespace = xml.replaceFirst("<m", "<m xmlns='jabber:client'");
    try {
      return XmlParser.parse(inNamespace.getBytes(StandardCharsets.UTF_8), XmlLimits.DEFAULT);
    } catch (XmlException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }
}

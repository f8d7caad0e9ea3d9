package im.balcony.protocol.xep.push;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device asks for when it enables a node, as Tigase's clients write it, and ours. */
class PushTermsTest {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";

  /** RFC 8291 section 5. */
  private static final String PUBLIC_KEY =
      "<encrypt xmlns='urn:balcony:push:0' auth='BTBZMqHH6r4Tts7J_aSIgg' p256dh='BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'/>";

  private static final String ALL =
      "<enable xmlns='urn:xmpp:push:0' jid='push.tigase.im' node='N' away='true'>"
          + "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-128-gcm' max-size='2000'>"
          + KEY
          + "</encrypt><jingle xmlns='tigase:push:jingle:0'/>"
          + "<priority xmlns='tigase:push:priority:0'/>"
          + "<ignore-unknown xmlns='tigase:push:filter:ignore-unknown:0'/>"
          + "<muted xmlns='tigase:push:filter:muted:0'><item jid='a@b'/><item jid='@'/></muted>"
          + "<groupchat xmlns='tigase:push:filter:groupchat:0'><room jid='r@muc' allow='always'/>"
          + "<room jid='s@muc' allow='mentioned' nick='Juliet'/><room jid='t@muc' allow='x'/>"
          + "</groupchat><badge xmlns='urn:balcony:push:0'/><other xmlns='urn:other'/></enable>";

  private static Optional<PushTerms> terms(String content) {
    return PushTerms.in(
        xml("<enable xmlns='urn:xmpp:push:0' jid='a.example'>" + content + "</enable>"));
  }

  @Test
  void everythingIsRead() {
    var terms = PushTerms.in(xml(ALL)).orElseThrow();
    assertTrue(terms.key() instanceof PushKey.Shared);
    assertEquals(2_000, terms.textCharsMax());
    assertTrue(terms.calls() && terms.priority() && terms.whileAway() && terms.ignoresUnknown());
    assertTrue(terms.badge());
    assertEquals(Set.of(Jid.parse("a@b")), terms.muted());
    assertEquals(
        Map.of(
            Jid.parse("r@muc"),
            PushTerms.RoomRule.ALWAYS,
            Jid.parse("s@muc"),
            PushTerms.RoomRule.MENTIONED),
        terms.rooms());
    assertFalse(terms.toString().contains("AAEC"));
  }

  @Test
  void whatIsStoredSaysTheSame() {
    var kept = PushTerms.kept(xml(ALL));
    assertEquals(PushTerms.in(xml(ALL)), PushTerms.in(reparsed(kept)));
    assertFalse(kept.toXml().contains("urn:other"));
    assertEquals(Optional.of(PushTerms.NONE), terms(""));
    var request = (PushRequest.Enable) PushRequest.read(xml(ALL)).orElseThrow();
    assertEquals(kept, request.terms());
    assertFalse(request.toString().contains("AAEC"));
  }

  @Test
  void aPublicKeyIsRead() {
    var terms = terms(PUBLIC_KEY).orElseThrow();
    assertTrue(terms.key() instanceof PushKey.Public);
    assertEquals(PushTerms.TEXT_CHARS, terms.textCharsMax());
    assertFalse(terms.toString().contains("BTBZ"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-128-gcm'>AAEC</encrypt>",
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-128-gcm'>%%%%</encrypt>",
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-128-gcm'/>",
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-256-cbc'>" + KEY + "</encrypt>",
        "<encrypt xmlns='tigase:push:encrypt:0'>" + KEY + "</encrypt>",
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-gcm' max-size='9'>" + KEY + "</encrypt>",
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-gcm' max-size='a'>" + KEY + "</encrypt>",
        "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-gcm'>" + KEY + "</encrypt>" + PUBLIC_KEY,
        "<encrypt xmlns='urn:balcony:push:0' auth='BTBZMqHH6r4Tts7J_aSIgg'/>",
        "<encrypt xmlns='urn:balcony:push:0' auth='BTBZMqHH6r4Tts7J_aSIgg' p256dh='BAAA'/>"
      })
  void whatIsNoKeyIsRefused(String key) {
    assertEquals(Optional.empty(), terms(key));
    assertEquals(
        Optional.empty(),
        PushRequest.read(
            xml("<enable xmlns='urn:xmpp:push:0' jid='a.example'>" + key + "</enable>")));
  }

  @Test
  void whatIsAskedForIsBounded() {
    var item = "<item jid='somebody-with-a-long-name@somewhere.example'/>";
    var muted = "<muted xmlns='tigase:push:filter:muted:0'>%s</muted>";
    assertTrue(terms(muted.formatted(item.repeat(100))).isPresent());
    assertEquals(Optional.empty(), terms(muted.formatted(item.repeat(200))));
    var size = "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-gcm' max-size='%s'>%s</encrypt>";
    assertEquals(
        PushTerms.TEXT_CHARS_MAX, terms(size.formatted(99_999, KEY)).orElseThrow().textCharsMax());
  }
}

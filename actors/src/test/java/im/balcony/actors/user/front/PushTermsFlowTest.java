package im.balcony.actors.user.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.session.SessionOrigin;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.WebPushMessage;
import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushPublication;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device says how it wants to be woken; a client plays the push service, the test the device. */
class PushTermsFlowTest {
  private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] AUTH = "fedcba9876543210".getBytes(UTF_8);
  private static final String SHARED =
      "<encrypt xmlns='tigase:push:encrypt:0' alg='aes-128-gcm' max-size='%d'>"
          + Base64.getEncoder().encodeToString(KEY)
          + "</encrypt>";
  private static final String JINGLE = "<jingle xmlns='tigase:push:jingle:0'/>";

  private final PushScene scene = new PushScene();
  private final TestClient romeo = scene.romeo;
  private final TestClient service = scene.service;
  private final TestClient phone = scene.phone;
  private final TestClient tablet = scene.tablet;
  private final KeyPair device = P256.newKeyPair(new SecureRandom());

  @AfterEach
  void stop() {
    scene.close();
  }

  private void sleepsWithPublicKey() {
    var url = Base64.getUrlEncoder().withoutPadding();
    scene.sleeps(
        "<encrypt xmlns='urn:balcony:push:0' p256dh='%s' auth='%s'/>"
            .formatted(
                url.encodeToString(P256.uncompressed((ECPublicKey) device.getPublic())),
                url.encodeToString(AUTH)));
  }

  private void calls() {
    PushScene.calls(
        romeo,
        "juliet@localhost",
        "propose",
        "<description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/>");
  }

  private static PushCiphertext.SharedKey shared(PushNotification notification) {
    return (PushCiphertext.SharedKey) Objects.requireNonNull(notification.ciphertext());
  }

  private static String opened(PushNotification notification) {
    var sealed = shared(notification);
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(KEY, "AES"),
          new GCMParameterSpec(128, sealed.iv()));
      return new String(cipher.doFinal(sealed.sealed()), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String openedByDevice(PushNotification notification) {
    var sealed = (PushCiphertext.PublicKey) Objects.requireNonNull(notification.ciphertext());
    return new String(WebPushMessage.decrypt(device, AUTH, sealed.message()).orElseThrow(), UTF_8);
  }

  @Test
  void aSharedKeyHidesEverythingButTheRoute() {
    scene.sleeps(SHARED.formatted(3_000) + "<priority xmlns='tigase:push:priority:0'/>");
    scene.says("first");
    var push = service.receives(PushScene.PUSH);
    assertFalse(push.toXml().contains("romeo") || push.toXml().contains("message-count"));
    assertEquals(
        "{\"unread\":1,\"sender\":\"romeo@localhost\",\"type\":\"chat\",\"message\":\"first\"}",
        opened(PushScene.read(push)));
    assertEquals(PushPriority.HIGH, PushScene.read(push).priority());
  }

  @Test
  void eachConversationIsToldAndOfEachTheNewest() {
    scene.sleeps(SHARED.formatted(3_000));
    var mercutio = scene.world.online("mercutio@localhost/phone");
    scene.says("m1");
    var first = service.receives(PushScene.PUSH);
    scene.says("m2");
    scene.says("m3");
    tablet.receives("<message id='m3'/>");
    mercutio.sends("<message to='juliet@localhost' id='x1'><body>x1</body></message>");
    tablet.receives("<message id='x1'/>");
    service.sends(
        "<iq type='result' to='juliet@localhost' id='%s'/>".formatted(first.attribute("id")));
    var second = opened(scene.pushed());
    var third = opened(scene.pushed());
    assertTrue(second.contains("\"m3\"") && second.contains("\"unread\":4"), second);
    assertTrue(third.contains("\"x1\"") && third.contains("mercutio@localhost"), third);
    service.receivesNo(PushScene.PUSH);
  }

  @Test
  void whatIsLongIsCut() {
    scene.sleeps(SHARED.formatted(512));
    scene.says("\u20ac".repeat(2_000));
    var sealed = shared(PushScene.read(service.receives(PushScene.PUSH)));
    assertTrue(Base64.getEncoder().encodeToString(sealed.sealed()).length() <= 512);
  }

  @Test
  void ofAnEncryptedMessageThereIsItsFallbackAtMost() {
    scene.sleeps(SHARED.formatted(3_000));
    var encrypted =
        "<message to='juliet@localhost' type='chat' id='o'><encryption xmlns='urn:xmpp:eme:0'"
            + " namespace='urn:xmpp:omemo:2'/>%s</message>";
    romeo.sends(encrypted.formatted(""));
    assertEquals(
        "{\"unread\":1,\"sender\":\"romeo@localhost\",\"type\":\"chat\"}", opened(scene.pushed()));
    romeo.sends(encrypted.formatted("<body>cannot be read</body>"));
    assertTrue(opened(scene.pushed()).contains("cannot be read"));
  }

  @Test
  void aCallIsForWhoAskedForCalls() {
    scene.sleeps(SHARED.formatted(3_000) + JINGLE);
    calls();
    var call = scene.pushed();
    assertTrue(shared(call).voip());
    assertEquals(
        "{\"unread\":0,\"sender\":\"romeo@localhost/phone\",\"type\":\"call\",\"sid\":\"c1\",\"media\":[\"audio\"]}",
        opened(call));
    PushScene.calls(tablet, romeo.jid().toString(), "reject", "");
    var end = scene.pushed();
    assertFalse(shared(end).voip());
    assertEquals(
        "{\"unread\":0,\"sender\":\"romeo@localhost/phone\",\"type\":\"call-end\",\"sid\":\"c1\"}",
        opened(end));
  }

  @Test
  void whoDidNotAskForCallsIsNotMadeToRing() {
    scene.sleeps(SHARED.formatted(3_000));
    calls();
    var call = scene.pushed();
    assertFalse(shared(call).voip());
    assertEquals("{\"unread\":0}", opened(call));
  }

  @Test
  void aPublicKeyGetsTheWholeProposal() {
    sleepsWithPublicKey();
    calls();
    var told = openedByDevice(scene.pushed());
    assertTrue(
        told.contains(
            "\"propose\":\"<propose xmlns='urn:xmpp:jingle-message:0' id='c1'><description"),
        told);
    assertTrue(told.contains("\"sender\":\"romeo@localhost/phone\""), told);
    scene.says("m1");
    assertTrue(openedByDevice(scene.pushed()).contains("\"message\":\"m1\""));
  }

  @Test
  void keysOutliveTheirUserAndAreReplaced() {
    scene.sleeps(SHARED.formatted(3_000));
    scene.world.killUser("juliet@localhost");
    tablet.findsItsUser();
    scene.says("m1");
    assertTrue(opened(scene.pushed()).contains("m1"));
    PushScene.enable(tablet, "n1", "", "");
    tablet.leaves();
    scene.says("m2");
    var plain = scene.pushed();
    assertEquals(null, plain.ciphertext());
    assertEquals(2, Objects.requireNonNull(plain.summary()).messages());
  }

  @Test
  void whatIsFilteredWakesNobody() {
    scene.sleeps(
        "<muted xmlns='tigase:push:filter:muted:0'><item jid='romeo@localhost'/></muted>"
            + "<ignore-unknown xmlns='tigase:push:filter:ignore-unknown:0'/>");
    var stranger = scene.world.online("stranger@localhost/phone");
    scene.says("m1");
    tablet.receives("<message id='m1'/>");
    stranger.sends("<message to='juliet@localhost' id='s1'><body>s1</body></message>");
    tablet.receives("<message id='s1'/>");
    PushScene.calls(stranger, "juliet@localhost", "propose", "");
    tablet.receives("<message id='propose'/>");
    service.receivesNo(PushScene.PUSH);
    calls(); // who is muted may call
    scene.pushed();
  }

  @Test
  void whoIsAwayIsWokenIfItWantsTo() {
    PushScene.enable(phone, "n1", "", "");
    PushScene.enable(tablet, "n2", "away='true'", "");
    phone.sends("<presence><show>away</show></presence>");
    tablet.sends("<presence><show>xa</show></presence>");
    phone.receives("<presence from='juliet@localhost/tablet'><show>xa</show></presence>");
    scene.says("m1");
    assertEquals(
        "n2",
        PushPublication.read(service.receives(PushScene.PUSH).elements().get(0))
            .orElseThrow()
            .node());
    service.receivesNo(PushScene.PUSH);
  }

  @Test
  void aDeviceIsKnownByItsInstallation() {
    var first = scene.world.connect("juliet@localhost/one", new SessionOrigin("device-1", false));
    PushScene.enable(first, "n1", "", "");
    first.leaves();
    var again = scene.world.connect("juliet@localhost/two", new SessionOrigin("device-1", false));
    again.sends("<presence/>");
    again.receives("<presence from='juliet@localhost/two'/>");
    scene.says("m1");
    again.receives("<message id='m1'/>");
    service.receivesNo(PushScene.PUSH);
    again.leaves();
    scene.says("m2");
    scene.pushed();
  }

  @Test
  void theAccountSaysWhatItUnderstands() {
    phone.sends(
        "<iq type='get' id='d' to='juliet@localhost'><query"
            + " xmlns='http://jabber.org/protocol/disco#info'/></iq>");
    phone.receives(
        "<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'><feature"
            + " var='tigase:push:encrypt:0'/><feature"
            + " var='tigase:push:encrypt:aes-128-gcm'/><feature"
            + " var='tigase:push:jingle:0'/><feature var='tigase:push:away:0'/><feature"
            + " var='tigase:push:filter:muted:0'/><feature"
            + " var='urn:balcony:push:0'/></query></iq>");
    phone.sends(
        "<iq type='set' id='x'><enable xmlns='urn:xmpp:push:0'"
            + " jid='push@localhost/service'><encrypt xmlns='tigase:push:encrypt:0'"
            + " alg='aes-128-gcm'>AAAA</encrypt></enable></iq>");
    phone.receives(
        "<iq type='error' id='x'><error type='modify'><bad-request"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }
}

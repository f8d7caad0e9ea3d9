package im.balcony.actors.user.front;

import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.roster.SubscriptionKind;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xep.content.MessageEffect;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ways in which one account can reach another: what romeo's phone sends to juliet. Each names
 * what it stands for, so that a type or a command that is added without a row is noticed.
 */
record BlockedPath(String name, String xml, Set<Object> covered) {
  static final List<BlockedPath> ALL =
      List.of(
          row(
              "CHAT",
              "<message to='juliet@localhost' type='chat' id='b1'><body>boo</body></message>",
              Message.Type.CHAT,
              MessageEffect.Kind.CONTENT,
              UserCommand.Admit.class,
              UserCommand.DeliverEntries.class),
          row(
              "CHAT_TO_RESOURCE",
              "<message to='juliet@localhost/balcony' type='chat'"
                  + " id='b2'><body>boo</body></message>"),
          row(
              "NORMAL",
              "<message to='juliet@localhost' id='b3'><body>boo</body></message>",
              Message.Type.NORMAL),
          row(
              "GROUPCHAT",
              "<message to='juliet@localhost/balcony' type='groupchat'"
                  + " id='b4'><body>boo</body></message>",
              Message.Type.GROUPCHAT),
          row(
              "HEADLINE",
              "<message to='juliet@localhost' type='headline' id='b5'><body>boo</body></message>",
              Message.Type.HEADLINE),
          row(
              "ERROR",
              "<message to='juliet@localhost/balcony' type='error' id='b6'><body>boo</body><error"
                  + " type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
                  + "</message>",
              Message.Type.ERROR),
          row(
              "CORRECTION",
              "<message to='juliet@localhost' type='chat' id='b7'><body>boo</body>"
                  + "<replace xmlns='urn:xmpp:message-correct:0' id='m0'/></message>",
              MessageEffect.Kind.CORRECTION),
          row(
              "RETRACTION",
              "<message to='juliet@localhost' type='chat' id='b8'>"
                  + "<retract xmlns='urn:xmpp:message-retract:1' id='m0'/></message>",
              MessageEffect.Kind.RETRACTION),
          row(
              "REACTIONS",
              "<message to='juliet@localhost' type='chat' id='b9'><reactions"
                  + " xmlns='urn:xmpp:reactions:0' id='j0'><reaction>x</reaction></reactions>"
                  + "</message>",
              MessageEffect.Kind.REACTIONS),
          row(
              "DISPLAYED",
              "<message to='juliet@localhost' type='chat' id='b10'>"
                  + "<displayed xmlns='urn:xmpp:chat-markers:0' id='j0'/></message>",
              MessageEffect.Kind.DISPLAYED),
          row(
              "MARKED_RECEIVED",
              "<message to='juliet@localhost' type='chat' id='b11'>"
                  + "<received xmlns='urn:xmpp:chat-markers:0' id='j0'/></message>",
              MessageEffect.Kind.RECEIVED),
          row(
              "RECEIPT",
              "<message to='juliet@localhost' type='chat' id='b12'>"
                  + "<received xmlns='urn:xmpp:receipts' id='j0'/></message>"),
          row(
              "CHAT_STATE",
              "<message to='juliet@localhost' type='chat' id='b13'>"
                  + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
              MessageEffect.Kind.OTHER),
          row(
              "NOT_STORED",
              "<message to='juliet@localhost' type='chat' id='b14'><body>boo</body>"
                  + "<no-store xmlns='urn:xmpp:hints'/></message>"),
          row("CALL_PROPOSED", call("propose"), MessageEffect.Kind.CALL),
          row("CALL_RINGING", call("ringing")),
          row("CALL_PROCEEDED", call("proceed")),
          row("CALL_ACCEPTED", call("accept")),
          row("CALL_REJECTED", call("reject")),
          row("CALL_RETRACTED", call("retract")),
          row("CALL_FINISHED", call("finish")),
          row(
              "INVITATION",
              "<message to='juliet@localhost' id='b15'>"
                  + "<x xmlns='jabber:x:conference' jid='room@rooms.localhost'/></message>"),
          row(
              "FORGED_CARBON",
              "<message to='juliet@localhost/balcony' from='romeo@localhost/phone' type='chat'"
                  + " id='b16'><received xmlns='urn:xmpp:carbons:2'><forwarded"
                  + " xmlns='urn:xmpp:forward:0'>"
                  + "<message><body>boo</body></message></forwarded></received></message>"),
          row(
              "AVAILABLE",
              "<presence to='juliet@localhost'/>",
              Presence.Type.AVAILABLE,
              UserCommand.Route.class),
          row(
              "UNAVAILABLE",
              "<presence to='juliet@localhost/balcony' type='unavailable'/>",
              Presence.Type.UNAVAILABLE),
          row("BROADCAST", "<presence><show>xa</show></presence>"),
          row(
              "PRESENCE_ERROR",
              "<presence to='juliet@localhost/balcony' type='error'><error type='cancel'>"
                  + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>",
              Presence.Type.ERROR),
          row("PROBE", "<presence to='juliet@localhost' type='probe'/>", Presence.Type.PROBE),
          row("UNSUBSCRIBE", subscription("UNSUBSCRIBE"), Presence.Type.UNSUBSCRIBE),
          row("SUBSCRIBE", subscription("SUBSCRIBE"), Presence.Type.SUBSCRIBE),
          row("UNSUBSCRIBED", subscription("UNSUBSCRIBED"), Presence.Type.UNSUBSCRIBED),
          row("SUBSCRIBED", subscription("SUBSCRIBED"), Presence.Type.SUBSCRIBED),
          row("GET", iq("get"), Iq.Type.GET),
          row("SET", iq("set"), Iq.Type.SET),
          row(
              "RESULT",
              "<iq to='juliet@localhost/balcony' type='result' id='b19'/>",
              Iq.Type.RESULT),
          row(
              "IQ_ERROR",
              "<iq to='juliet@localhost/balcony' type='error' id='b20'><error type='cancel'>"
                  + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
              Iq.Type.ERROR),
          row(
              "NODE_NOTICE",
              "<iq type='set' id='b21'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish"
                  + " node='urn:mood'><item id='b'><mood xmlns='urn:mood'/></item></publish>"
                  + "</pubsub></iq>",
              UserCommand.NodeNotice.class,
              UserCommand.AskLastItems.class));

  private static BlockedPath row(String name, String xml, Object... covered) {
    return new BlockedPath(name, xml, Set.of(covered));
  }

  private static String subscription(String type) {
    return "<presence to='juliet@localhost' type='" + type.toLowerCase(Locale.ROOT) + "'/>";
  }

  /** What is sent in the name of the account: a resource that is blocked alone does not stop it. */
  boolean isOfTheAccount() {
    return covered.contains(UserCommand.NodeNotice.class)
        || covered.stream()
            .anyMatch(
                each ->
                    each instanceof Presence.Type type && SubscriptionKind.of(type).isPresent());
  }

  private static String call(String step) {
    return ("<message to='juliet@localhost' type='chat' id='c-%s'>"
            + "<%s xmlns='urn:xmpp:jingle-message:0' id='call'/></message>")
        .formatted(step, step);
  }

  private static String iq(String type) {
    return ("<iq to='juliet@localhost/balcony' type='%s' id='b-%s'>"
            + "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s'/></iq>")
        .formatted(type, type);
  }
}

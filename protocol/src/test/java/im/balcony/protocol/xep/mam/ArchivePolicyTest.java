package im.balcony.protocol.xep.mam;

import static im.balcony.protocol.xep.Payloads.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.offline.OfflinePolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivePolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | chat      | <body>hi</body>",
        "true  | normal    | <body>hi</body>",
        "true  | unknown   | <body>hi</body>",
        "true  | normal    | <subject>news</subject>",
        "false | headline  | <body>hi</body>",
        "false | groupchat | <body>hi</body>",
        "false | error     | <body>hi</body>",
        "false | error     | <store xmlns='urn:xmpp:hints'/>",
        "false | chat      | <composing xmlns='http://jabber.org/protocol/chatstates'/>",
        "false | chat      | <request xmlns='urn:xmpp:receipts'/>",
        "false | chat      | <anything xmlns='urn:x'/>",
        "true  | chat      | <anything xmlns='urn:x'/><store xmlns='urn:xmpp:hints'/>",
        "false | chat      | <body>hi</body><no-store xmlns='urn:xmpp:hints'/>",
        "false | chat      | <body>hi</body><no-permanent-store xmlns='urn:xmpp:hints'/>",
        "false | chat      | <body>hi</body><no-store xmlns='urn:xmpp:hints'/><store xmlns='urn:xmpp:hints'/>",
        "true  | chat      | <received xmlns='urn:xmpp:receipts' id='1'/>",
        "true  | chat      | <displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>",
        "false | chat      | <markable xmlns='urn:xmpp:chat-markers:0'/>",
        "true  | chat      | <propose xmlns='urn:xmpp:jingle-message:0' id='1'/>",
        "true  | chat      | <encryption xmlns='urn:xmpp:eme:0' namespace='urn:e'/>",
        "true  | normal    | <x xmlns='jabber:x:conference' jid='room@muc.example'/>",
        "false | chat      | <body>hi</body><sent xmlns='urn:xmpp:carbons:2'/>",
        "false | chat      | <body>hi</body><result xmlns='urn:xmpp:mam:2'/>",
      })
  void whatLastsIsArchived(boolean archived, String type, String content) {
    assertEquals(archived, ArchivePolicy.isArchived(message(type, content)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | chat     | <body>hi</body>",
        "true  | chat     | <body>hi</body><no-permanent-store xmlns='urn:xmpp:hints'/>",
        "false | chat     | <body>hi</body><no-store xmlns='urn:xmpp:hints'/>",
        "false | chat     | <composing xmlns='http://jabber.org/protocol/chatstates'/>",
        "false | headline | <body>hi</body>",
        "false | error    | <body>hi</body>",
      })
  void whatMustNotStayForeverStillWaitsForItsReader(boolean kept, String type, String content) {
    assertEquals(kept, OfflinePolicy.isKept(message(type, content)));
  }
}

package im.balcony.load.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a load client does on a real socket. */
class LoadClientTest {
  private final TinyServer server = new TinyServer();
  private final ClientGroup group = new ClientGroup(server.settings(), 1);
  private final RecordingListener sender = new RecordingListener();
  private final RecordingListener recipient = new RecordingListener();
  private final LoadClient one = group.newClient(Account.numbered(1), sender);
  private final LoadClient two = group.newClient(Account.numbered(2), recipient);

  @BeforeEach
  void connectBoth() {
    connect(one);
    connect(two);
    await().until(() -> sender.has("ready") && recipient.has("ready"));
  }

  @AfterEach
  void close() {
    group.close();
    server.close();
  }

  @Test
  void a_message_arrives_with_its_stanza_id_and_is_acknowledged() {
    send("m1");

    await().until(() -> sender.has("acknowledged m1"));
    await().until(() -> recipient.has("received m1 from load1 as 1000001"));
  }

  @Test
  void another_device_of_the_sender_gets_a_carbon() {
    var otherDevice = new RecordingListener();
    connect(group.newClient(Account.numbered(1), otherDevice));
    await().until(() -> otherDevice.has("ready"));

    send("m1");

    await().until(() -> otherDevice.has("carbon m1 from load1 as 1000002"));
  }

  @Test
  void a_cut_session_is_resumed_and_misses_nothing() {
    server.cutAll(false);
    await().until(() -> recipient.has("lost"));
    connect(one);
    await().until(() -> sender.has("resumed"));
    send("m1");
    await().until(() -> sender.has("acknowledged m1"));

    connect(two);

    await().until(() -> recipient.has("received m1 from load1 as 1000001"));
    assertEquals(List.of("ready", "lost", "resumed"), recipient.events().subList(0, 3));
  }

  @Test
  void what_a_lost_session_left_unacknowledged_is_sent_again_first() {
    CompletableFuture.runAsync(
            () -> {
              one.send(message("m1"));
              one.send(message("m2"));
              one.cut();
            },
            one.loop())
        .join();
    server.cutAll(true);
    await().until(() -> sender.has("lost"));

    connect(one);

    await().until(() -> sender.has("acknowledged m2"));
    assertEquals(
        List.of("sending m1", "sending m2", "lost", "ready", "sending m1", "sending m2"),
        sender.events().subList(1, 7));
    assertEquals(2, server.archived("load1"));
  }

  @Test
  void what_is_left_survives_a_session_that_was_lost_before_it_was_ready() {
    CompletableFuture.runAsync(
            () -> {
              one.send(message("m1"));
              one.cut();
            },
            one.loop())
        .join();
    server.cutAll(true);
    server.withholdPresence(true);
    connect(one);
    await().until(() -> server.sessions() == 3);
    server.cutAll(false);
    await().until(() -> sender.events().stream().filter("lost"::equals).count() == 2);

    connect(one);

    await().until(() -> sender.has("acknowledged m1"));
    assertTrue(sender.has("resumed"));
  }

  @Test
  void a_message_that_comes_back_is_told_with_its_condition() {
    server.refuseEvery(1);

    send("m1");

    await().until(() -> sender.has("refused m1 resource-constraint"));
  }

  @Test
  void a_wrong_password_is_told_as_the_reason() {
    var listener = new RecordingListener();

    connect(group.newClient(new Account("load1", "wrong"), listener));

    await().until(() -> listener.has("lost"));
    assertTrue(listener.lastReason().contains("not-authorized"), listener::lastReason);
  }

  @Test
  void an_archive_is_read_page_by_page_and_its_newest_page_alone() throws Exception {
    for (var n = 1; n <= 25; n++) {
      send("m" + n);
    }
    await().until(() -> sender.has("acknowledged m25"));
    var reader = new ArchiveReader(two);
    var sizes = new ArrayList<Integer>();

    var all =
        CompletableFuture.runAsync(() -> {}, two.loop())
            .thenComposeAsync(
                start ->
                    reader.readAll(
                        new ArchiveReader.Query("load1", null),
                        10,
                        page -> sizes.add(page.items().size())),
                two.loop());
    all.get(5, TimeUnit.SECONDS);
    var newest =
        CompletableFuture.runAsync(() -> {}, two.loop())
            .thenComposeAsync(start -> reader.newest(10), two.loop())
            .get(5, TimeUnit.SECONDS);

    assertEquals(List.of(10, 10, 5), sizes);
    assertEquals("m25", newest.items().get(9).message().originId());
  }

  private void send(String originId) {
    one.loop().execute(() -> one.send(message(originId)));
  }

  private static OutgoingMessage message(String originId) {
    return new OutgoingMessage(originId, "load2", "hello");
  }

  private static void connect(LoadClient client) {
    client.loop().execute(client::connect);
  }
}

package im.balcony.load.drive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.TinyServer;
import im.balcony.load.history.HistoryEvent;
import im.balcony.load.history.RoomChecker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of load, on a small server in the same JVM. */
class LoopsTest {
  @TempDir Path folder;

  private final TinyServer server = new TinyServer();
  private final ClientGroup group = new ClientGroup(server.settings(), 1);

  @AfterEach
  void close() {
    group.close();
    server.close();
  }

  @Test
  void a_closed_loop_goes_on_by_itself_and_ends_with_nothing_open() throws Exception {
    var traffic = new Traffic();
    var loop = new ClosedLoop(traffic);
    new Fleet(group, 6, loop::talker).connect(2, 10);

    loop.start();
    await().until(() -> traffic.receivedCount() > 300);
    loop.stop();

    await().until(() -> traffic.openCount() == 0);
    assertTrue(traffic.figures().containsKey("receiptP99Millis"));
  }

  @Test
  void an_open_loop_sends_what_its_rate_says() throws Exception {
    var traffic = new Traffic();
    var loop = new OpenLoop(traffic);
    new Fleet(group, 4, loop::talker).connect(4, 10);

    loop.run(200, 1);

    await().until(() -> traffic.openCount() == 0);
    assertEquals(200, traffic.receivedCount());
    assertEquals(200L, traffic.figures().get("acknowledged"));
  }

  @Test
  void what_another_run_left_behind_is_not_counted() {
    var before = TimedBody.at(System.nanoTime());
    var traffic = new Traffic();

    assertFalse(traffic.received(before));
    assertFalse(traffic.received("message 5 of another kind of load"));
    assertTrue(traffic.received(TimedBody.at(System.nanoTime())));
    assertEquals(1, traffic.receivedCount());
  }

  @Test
  void refused_messages_are_counted_and_do_not_stop_a_closed_loop() throws Exception {
    server.refuseEvery(3);
    var traffic = new Traffic();
    var loop = new ClosedLoop(traffic);
    new Fleet(group, 2, loop::talker).connect(2, 10);

    loop.start();
    await().until(() -> traffic.receivedCount() > 50);
    loop.stop();

    await().until(() -> traffic.openCount() == 0);
    assertTrue((long) traffic.figures().getOrDefault("refused", 0L) > 10);
  }

  @Test
  void all_in_a_room_receive_what_some_of_them_write() throws Exception {
    var traffic = new Traffic();
    var room = new RoomLoop(traffic, "hall", 6, 2);
    new Fleet(group, 6, room::talker).connect(6, 10);
    room.enter(3, 10);

    room.start();
    await().until(() -> traffic.receivedCount() > 300);
    room.stop();

    await().until(() -> traffic.openCount() == 0);
    assertEquals(0, traffic.receivedCount() % 6);
    assertEquals(traffic.receivedCount() / 6, room.last().count());
  }

  @Test
  void a_room_that_refuses_is_written_to_again_and_nothing_stays_open() throws Exception {
    server.refuseEvery(4);
    var traffic = new Traffic();
    var room = new RoomLoop(traffic, "hall", 4, 2);
    new Fleet(group, 4, room::talker).connect(4, 10);
    room.enter(4, 10);

    room.start();
    await().until(() -> traffic.receivedCount() > 20);
    room.stop();

    await().until(() -> traffic.openCount() == 0);
    assertTrue((long) traffic.figures().getOrDefault("refused", 0L) >= 4);
  }

  @Test
  void a_room_that_does_not_open_in_time_fails_the_run() throws Exception {
    var room = new RoomLoop(new Traffic(), "hall", 2, 1);
    new Fleet(group, 2, room::talker).connect(2, 10);
    server.cutAll(true);

    assertThrows(TimeoutException.class, () -> room.enter(1, 1));
  }

  @Test
  void phones_that_sleep_are_woken_and_those_that_come_are_told() throws Exception {
    var calls = new CallLoop(2, 2, Duration.ofSeconds(1));
    try (var service = new PushEndpoint(0, keyStore(), "changeit", calls)) {
      new Fleet(group, 12, calls::talker).connect(6, 10);
      calls.sleep(service, 3, 10);
      calls.run(100, 1);

      await().until(() -> calls.openCount() == 0);
      await().until(() -> (long) calls.figures().getOrDefault("ends", 0L) >= 5);
      await().until(() -> (long) calls.figures().getOrDefault("came", 0L) >= 5);
      var figures = calls.figures();
      assertEquals(
          100L, (long) figures.getOrDefault("calls", 0L) + (long) figures.getOrDefault("busy", 0L));
      assertTrue(figures.containsKey("pushedP99Millis"));
      assertTrue(figures.containsKey("toldP99Millis"));
    }
  }

  @Test
  void a_phone_that_is_not_woken_is_told_of() throws Exception {
    var calls = new CallLoop(1, 2, Duration.ofSeconds(1));
    try (var service = new PushEndpoint(0, keyStore(), "changeit", calls)) {
      new Fleet(group, 3, calls::talker).connect(3, 10);
      calls.sleep(service, 2, 10);
      server.forgetPhones();
      calls.run(10, 1);

      assertEquals(2, calls.openCount());
      assertEquals(0, calls.pushedCount());
    }
  }

  private Path keyStore() throws IOException, InterruptedException {
    var file = folder.resolve("push.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "push"));
    command.addAll(List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost"));
    command.addAll(List.of("-storepass", "changeit", "-keystore", file.toString()));
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
    return file;
  }

  @Test
  void what_occupants_of_rooms_see_is_a_clean_history() throws Exception {
    var events = Collections.synchronizedList(new ArrayList<HistoryEvent>());
    var rooms = new RecordedRooms(events::add, List.of(group), 2, 4, 2);

    rooms.start(10);
    rooms.awaitProgress(5, 10);
    rooms.finish(1, 10);

    var history = List.copyOf(events);
    assertTrue(RoomChecker.promised(history) >= 10);
    assertEquals(List.of(), RoomChecker.check(history, rooms.sessions(), rooms.rooms()));
  }

  @Test
  void archives_are_filled_and_then_read_without_end() throws Exception {
    var loop = new ArchiveLoop(20);
    new Fleet(group, 4, loop::reader).connect(4, 10);
    loop.fill(30);
    await().until(() -> loop.storedCount() == 120);

    loop.start();
    await().until(() -> loop.pageCount() >= 40);
    loop.stop();

    // pages that were asked for before the stop still come
    await().untilAsserted(() -> assertEquals(loop.pageCount() * 20, loop.itemCount()));
    assertEquals(0, loop.failureCount());
  }

  @Test
  void a_cut_fleet_comes_back() throws Exception {
    var fleet = new Fleet(group, 20, number -> new ClientListener() {});
    fleet.connect(20, 10);

    fleet.cut(false);

    assertEquals(20, fleet.connect(20, 10).count());
  }

  @Test
  void a_fleet_that_cannot_log_in_says_why() {
    server.close();
    var fleet = new Fleet(group, 2, number -> new ClientListener() {});

    var problem = assertThrows(TimeoutException.class, () -> fleet.connect(2, 10));

    assertTrue(String.valueOf(problem.getMessage()).contains("refused"), problem::getMessage);
  }
}

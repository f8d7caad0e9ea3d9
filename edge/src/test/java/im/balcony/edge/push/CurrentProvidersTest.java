package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.xep.push.PushRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentProvidersTest {
  private static final String ACCOUNT = "account.json";

  @TempDir private Path folder;
  private GatewayFiles files;
  private MockHttps google;
  private CurrentProviders providers;

  @BeforeEach
  void open() throws Exception {
    files = new GatewayFiles(folder);
    google = new MockHttps(files.server);
    google.usually(MockHttps.Reply.json(200, "{\"name\":\"projects/project-1/messages/1\"}"));
    google.at(
        "/token",
        request ->
            MockHttps.Reply.json(
                200,
                "{\"access_token\":\"ya29.1\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"));
    providers =
        CurrentProviders.open(GatewayFiles.config(files.fcm(google.port())), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    providers.close();
    google.close();
  }

  @Test
  void anotherKeyCountsFromTheNextLook() throws Exception {
    assertEquals("/v1/projects/project-1/messages:send", path());
    changed("project-1", "project-2");
    assertEquals("/v1/projects/project-1/messages:send", path());

    providers.reloadChanged();

    assertEquals("/v1/projects/project-2/messages:send", path());
  }

  @Test
  void aBadFileLeavesTheKeyAsItIs() throws Exception {
    var account = file();
    var good = Files.readString(account);
    Files.writeString(account, "{}");
    providers.reloadChanged();
    assertEquals("/v1/projects/project-1/messages:send", path());
    Files.delete(account);
    providers.reloadChanged();
    assertEquals("/v1/projects/project-1/messages:send", path());

    Files.writeString(account, good.replace("project-1", "project-2"));
    providers.reloadChanged();
    assertEquals("/v1/projects/project-2/messages:send", path());
  }

  @Test
  void whatIsOnItsWayIsAnsweredThoughTheKeyChanged() throws Exception {
    path();
    var release = new CompletableFuture<MockHttps.Reply>();
    google.at("/v1/projects/project-1/messages:send", request -> release.join());
    var sent = send();
    changed("project-1", "project-2");
    providers.reloadChanged();
    assertEquals("/v1/projects/project-2/messages:send", path());
    assertFalse(sent.isDone());

    release.complete(MockHttps.Reply.json(200, "{}"));

    assertEquals(PushOutcome.ACCEPTED, sent.join());
  }

  @Test
  void anIntervalShorterThanARequestIsRefused() throws IOException {
    var settings = files.fcm(google.port());
    settings.put("reload-interval", "10s");
    var config = GatewayFiles.config(settings);
    assertThrows(IllegalArgumentException.class, () -> GatewaySettings.from(config));
  }

  private void changed(String from, String to) throws Exception {
    var account = file();
    var before = Files.readString(account);
    assertNotEquals(before, before.replace(from, to));
    var time = Files.getLastModifiedTime(account).toInstant();
    Files.writeString(account, before.replace(from, to));
    // of the same size: the time alone tells
    Files.setLastModifiedTime(account, FileTime.from(time.plus(Duration.ofSeconds(1))));
  }

  private Path file() {
    return files.file(ACCOUNT);
  }

  private CompletableFuture<PushOutcome> send() {
    return providers
        .send(new PushDevice.Fcm("fcm_token:APA91b-1"), Notices.of(PushRoute.Type.CHAT))
        .toCompletableFuture();
  }

  private String path() throws Exception {
    assertEquals(PushOutcome.ACCEPTED, send().join());
    return Objects.requireNonNull(google.taken(), "nothing came").path();
  }
}

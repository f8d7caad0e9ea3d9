package im.balcony.edge.s2s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 6120 8.1.1.2 and 8.1.2.2, XEP-0198 4, and the bounds of one stream. */
class StanzaIntakeTest {
  private final List<CompletableFuture<Void>> handed = new ArrayList<>();
  private final List<Stanza> answers = new ArrayList<>();
  private final Recorded stream = new Recorded();
  private final StanzaIntake intake;

  StanzaIntakeTest() {
    var config =
        ConfigFactory.parseString(
                "balcony.edge.s2s.inbound { stanzas-in-flight-max = 4, stanzas-per-second-max = 6"
                    + " }")
            .withFallback(NodeConfig.reference(NodeRole.BOTH));
    var settings = EdgeSettings.from(config).s2s();
    intake =
        new StanzaIntake(
            stream,
            new PeerPolicy(domain -> domain.endsWith("a.example"), settings),
            stanza -> {
              handed.add(new CompletableFuture<>());
              return handed.get(handed.size() - 1);
            },
            answers::add,
            settings.inbound(),
            Runnable::run);
  }

  private static final class Recorded implements StanzaIntake.Stream {
    private boolean reads = true;
    private boolean failed;
    private int settled;

    @Override
    public boolean isProved(Pair pair) {
      return pair.equals(new Pair("b.example", "a.example"));
    }

    @Override
    public void readNoMore() {
      reads = false;
    }

    @Override
    public void readAgain() {
      reads = true;
    }

    @Override
    public void settled() {
      settled++;
    }

    @Override
    public void failed() {
      failed = true;
    }
  }

  private Optional<StreamErrorCondition> take(
      String name, @Nullable String from, @Nullable String to) {
    return intake.take(
        XmlElement.named(name, "jabber:server")
            .attribute("from", from)
            .attribute("to", to)
            .build());
  }

  private void takeGood() {
    assertEquals(Optional.empty(), take("message", "x@b.example/y", "z@a.example"));
  }

  @Test
  void onlyWhatWasProvedComesIn() {
    takeGood();
    assertEquals(1, handed.size());
    var improper = Optional.of(StreamErrorCondition.IMPROPER_ADDRESSING);
    assertEquals(improper, take("message", null, "z@a.example"));
    assertEquals(improper, take("message", "x@b.example", null));
    assertEquals(improper, take("message", "x@b.example", "@a.example"));
    assertEquals(improper, take("message", "x@b.example@c.example", "z@a.example"));
    var invalid = Optional.of(StreamErrorCondition.INVALID_FROM);
    assertEquals(invalid, take("message", "x@c.example", "z@a.example"));
    assertEquals(invalid, take("iq", "x@sub.b.example", "z@a.example"));
    assertEquals(invalid, take("presence", "z@a.example", "z@a.example"));
    assertEquals(invalid, take("message", "x@b.example", "r@conference.a.example"));
    assertEquals(
        Optional.of(StreamErrorCondition.HOST_UNKNOWN),
        take("message", "x@b.example", "x@b.example"));
    assertEquals(1, handed.size());
  }

  @Test
  void countsGoOnInOrderOnly() {
    takeGood();
    takeGood();
    takeGood();
    handed.get(2).complete(null);
    handed.get(1).complete(null);
    assertEquals(0, intake.settledCount());
    handed.get(0).complete(null);
    assertEquals(3, intake.settledCount());
    assertEquals(3, intake.takenCount());
    assertEquals(3, stream.settled);
  }

  @Test
  void whatIsLostIsNeverCounted() {
    takeGood();
    takeGood();
    handed.get(1).complete(null);
    handed.get(0).completeExceptionally(new IllegalStateException("no journal"));
    assertTrue(stream.failed);
    assertEquals(0, intake.settledCount());
  }

  @Test
  void nothingIsReadWhileTooMuchIsUnderWay() {
    takeGood();
    takeGood();
    takeGood();
    assertTrue(stream.reads);
    takeGood();
    assertFalse(stream.reads);
    handed.get(0).complete(null);
    assertFalse(stream.reads, "until half of it is done");
    handed.get(1).complete(null);
    assertTrue(stream.reads);
  }

  @Test
  void nothingIsReadUntilTheNextSecondWhenThereIsTooMuchInOne() {
    for (int i = 0; i < 6; i++) {
      assertTrue(stream.reads);
      takeGood();
      handed.get(i).complete(null);
    }
    assertFalse(stream.reads);
    intake.onSecond();
    assertTrue(stream.reads);
  }

  @Test
  void whatIsNoGoodStanzaIsAnsweredAndCounted() {
    assertEquals(Optional.empty(), take("iq", "x@b.example", "z@a.example"));
    assertEquals(0, handed.size());
    assertEquals(1, intake.settledCount());
    assertEquals("x@b.example", String.valueOf(answers.get(0).to()));
  }
}

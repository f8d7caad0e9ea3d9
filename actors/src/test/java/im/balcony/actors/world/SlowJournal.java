package im.balcony.actors.world;

import akka.persistence.testkit.JournalOperation;
import akka.persistence.testkit.ProcessingPolicy;
import akka.persistence.testkit.ProcessingResult;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.StorageFailure;
import akka.persistence.testkit.WriteEvents;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A journal that fails writes now and then, or holds one back until it is told to go on. */
public final class SlowJournal implements ProcessingPolicy<JournalOperation> {
  private final Random random = new Random(1);
  private final double failureRate;
  private volatile CountDownLatch held = new CountDownLatch(0);

  public SlowJournal(double failureRate) {
    this.failureRate = failureRate;
  }

  public void hold() {
    held = new CountDownLatch(1);
  }

  public void goOn() {
    held.countDown();
  }

  @Override
  public ProcessingResult tryProcess(String persistenceId, JournalOperation operation) {
    if (operation instanceof WriteEvents) {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (random) {
        if (random.nextDouble() < failureRate) {
          return StorageFailure.create();
        }
      }
    }
    return ProcessingSuccess.getInstance();
  }
}

package im.balcony.edge.command;

import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and Ctrl-C while the process is stopping already. The JVM does nothing about them, and
 * what it has for it (module jdk.unsupported) is no part of the platform: by reflection, so that a
 * JVM without it stops as well, only later.
 */
final class StopSignals {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
  private static final List<String> NAMES = List.of("TERM", "INT");

  private StopSignals() {}

  /** Runs it at the next of them. */
  static void onNext(Runnable then) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var handle = signal.getMethod("handle", signal, handler);
      var listener =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                  return method.getName().equals("equals")
                      ? proxy == arguments[0]
                      : method.getName().equals("hashCode") ? 0 : (Object) "stop signal";
                }
                then.run();
                return null;
              });
      for (var name : NAMES) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.debug("a second signal will not be noticed: {}", e.toString());
    }
  }
}

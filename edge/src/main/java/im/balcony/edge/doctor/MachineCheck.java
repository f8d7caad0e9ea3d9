package im.balcony.edge.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Java, memory and file descriptors. */
final class MachineCheck {
  private static final int JAVA_MIN = 17;
  private static final long MEMORY_MEGABYTES_MIN = 1500;
  private static final long DESCRIPTORS_MIN = 1024;
  private static final long DESCRIPTORS_WISHED = 65_536;
  private static final long MEGABYTE = 1024 * 1024;

  private MachineCheck() {}

  static List<Finding> all() {
    var findings = new ArrayList<Finding>();
    findings.add(java(Runtime.version().feature()));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      findings.add(memory(unix.getTotalMemorySize() / MEGABYTE));
      findings.add(descriptors(unix.getMaxFileDescriptorCount()));
    }
    return findings;
  }

  static Finding java(int version) {
    return version < JAVA_MIN
        ? Finding.wrong("Java %d is too old: install a JDK 17 or newer".formatted(version))
        : Finding.well("Java " + version);
  }

  static Finding memory(long megabytes) {
    return megabytes < MEMORY_MEGABYTES_MIN
        ? Finding.weak(
            "%d MB of memory: a node with its Cassandra wants %d"
                .formatted(megabytes, MEMORY_MEGABYTES_MIN))
        : Finding.well(megabytes + " MB of memory");
  }

  static Finding descriptors(long max) {
    if (max < DESCRIPTORS_MIN) {
      return Finding.wrong(
          "only %d file descriptors: raise them with ulimit -n %d"
              .formatted(max, DESCRIPTORS_WISHED));
    }
    return max < DESCRIPTORS_WISHED
        ? Finding.weak(
            "%d file descriptors serve about as many clients: for more, ulimit -n %d"
                .formatted(max, DESCRIPTORS_WISHED))
        : Finding.well(max + " file descriptors");
  }
}

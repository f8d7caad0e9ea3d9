package im.balcony.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The objects of one rendered file, read into the classes of their kinds. */
record RenderedObjects(Path file, List<HasMetadata> all) {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  static List<RenderedObjects> ofAllFiles() {
    var folder = Path.of(System.getProperty("balcony.root", ".."), "k8s", "target", "rendered");
    try (var files = Files.list(folder)) {
      return files.sorted().map(RenderedObjects::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is rendered: run k8s/validate", e);
    }
  }

  private static RenderedObjects read(Path file) {
    try {
      var objects = new ArrayList<HasMetadata>();
      for (var document : Files.readString(file).split("(?m)^---\\s*$", -1)) {
        if (document.lines().anyMatch(line -> line.startsWith("kind:"))) {
          objects.add(YAML.<HasMetadata>unmarshal(document));
        }
      }
      return new RenderedObjects(file, objects);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T extends HasMetadata> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Those whose kind nobody here knows: their fields would not be checked. */
  List<String> unknown() {
    return all.stream()
        .filter(GenericKubernetesResource.class::isInstance)
        .map(object -> object.getApiVersion() + " " + object.getKind())
        .toList();
  }

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }
}

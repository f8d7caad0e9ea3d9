package im.balcony.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.cluster.ClusterBinding;
import im.balcony.edge.cluster.DiscoverySettings;
import im.balcony.edge.command.BalconyCommand;
import im.balcony.edge.data.LogFormat;
import im.balcony.edge.settings.AddressRange;
import im.balcony.edge.settings.ManagementSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What helm and kustomize made of the chart, against what Kubernetes and this server know. */
@Tag("chart")
class RenderedChartTest {

  static List<RenderedObjects> rendered() {
    return RenderedObjects.ofAllFiles();
  }

  @Test
  void everyWayToSetItIsRendered() {
    assertEquals(
        List.of("all-on.yaml", "default.yaml", "plain.yaml", "region-eu.yaml", "region-us.yaml"),
        rendered().stream().map(RenderedObjects::toString).toList());
  }

  @Test
  void aMisspeltFieldIsFound() {
    var wrong =
        new KubernetesSerialization()
            .<Deployment>unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                spec: {template: {spec: {containers: [{readynessProbe: {}}]}}}
                """);
    assertEquals(
        List.of("it.Spec.Template.Spec.Containers[0].readynessProbe"),
        UnknownFields.of(wrong, "it"));
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyKindAndEveryFieldIsKnown(RenderedObjects objects) {
    assertFalse(objects.all().isEmpty());
    assertEquals(List.of(), objects.unknown());
    for (var object : objects.all()) {
      assertEquals(List.of(), UnknownFields.of(object, object.getKind()));
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void theServerTakesItsSettings(RenderedObjects objects) throws Exception {
    for (var map : objects.of(ConfigMap.class)) {
      var text = map.getData().get("balcony.conf");
      if (text == null) {
        continue;
      }
      for (var role : List.of(NodeRole.ACTOR, NodeRole.EDGE)) {
        var config =
            NodeConfig.load(
                ConfigFactory.parseMap(Map.of("balcony.role", role.word()))
                    .withFallback(ConfigFactory.parseString(text)),
                List.of("balcony.cluster.host=192.0.2.1", "balcony.management.host=192.0.2.1"),
                null);
        assertFalse(DiscoverySettings.from(config, role).isStatic());
        var management = ManagementSettings.from(config);
        assertEquals(LogFormat.JSON, LogFormat.from(config));
        assertFederation(objects, config);
        assertTrue(management.isOn());
        if (config.getString("balcony.cluster.tls.key-file").isEmpty()) {
          ClusterBinding.requirePrivate(config);
        }
        assertPorts(objects, role, config.getInt("balcony.management.port"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void theServerTakesItsCommandLines(RenderedObjects objects) throws Exception {
    for (var pod : pods(objects)) {
      var args = pod.getContainers().get(0).getArgs();
      var words = args.stream().takeWhile(word -> word.matches("[a-z]+")).toList();
      var help = new ArrayList<>(words);
      help.add("--help");
      assertEquals(0, BalconyCommand.run(help.toArray(String[]::new)), words.toString());
      var sets =
          args.stream()
              .filter(arg -> arg.startsWith("--set="))
              .map(arg -> arg.substring("--set=".length()).replace("$(POD_IP)", "192.0.2.1"))
              .toList();
      NodeConfig.load(ConfigFactory.empty(), sets, null);
    }
  }

  /** The ports for other servers are there exactly when the server opens them. */
  private static void assertFederation(RenderedObjects objects, Config config) {
    var ports =
        pod(objects, NodeRole.EDGE).getContainers().get(0).getPorts().stream()
            .filter(port -> port.getName().startsWith("s2s"))
            .map(ContainerPort::getContainerPort)
            .toList();
    var s2s = config.getConfig("balcony.edge.s2s");
    assertEquals(
        s2s.getBoolean("enabled")
            ? List.of(s2s.getInt("port"), s2s.getInt("direct-tls-port"))
            : List.of(),
        ports);
    config
        .getStringList("balcony.edge.proxy-protocol.trusted")
        .forEach(network -> AddressRange.parse(network));
  }

  /** Probes ask where the server answers. */
  private static void assertPorts(RenderedObjects objects, NodeRole role, int managementPort) {
    var pod = pod(objects, role);
    var container = pod.getContainers().get(0);
    assertEquals(managementPort, port(container, "management"));
    assertEquals(path(container.getReadinessProbe().getHttpGet()), "/ready@management");
    assertEquals(path(container.getStartupProbe().getHttpGet()), "/ready@management");
    assertEquals(path(container.getLivenessProbe().getHttpGet()), "/alive@management");
  }

  private static String path(HTTPGetAction get) {
    return get.getPath() + "@" + get.getPort().getStrVal();
  }

  private static PodSpec pod(RenderedObjects objects, NodeRole role) {
    return objects.of(Deployment.class).stream()
        .filter(one -> one.getMetadata().getName().endsWith("-" + role.word()))
        .findFirst()
        .orElseThrow()
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static int port(Container container, String name) {
    return container.getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .mapToInt(ContainerPort::getContainerPort)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyContainerIsBoundAndHasNoRights(RenderedObjects objects) {
    for (var pod : pods(objects)) {
      assertTrue(pod.getSecurityContext().getRunAsNonRoot());
      assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
      for (var container : pod.getContainers()) {
        var security = container.getSecurityContext();
        assertTrue(security.getReadOnlyRootFilesystem());
        assertFalse(security.getAllowPrivilegeEscalation());
        assertEquals(List.of("ALL"), security.getCapabilities().getDrop());
        assertTrue(container.getResources().getRequests().containsKey("memory"));
        assertTrue(container.getResources().getLimits().containsKey("memory"));
        // No secret is written down: each comes by reference.
        for (var variable :
            Objects.requireNonNullElse(
                container.getEnv(), List.<io.fabric8.kubernetes.api.model.EnvVar>of())) {
          assertFalse(
              variable.getName().contains("PASSWORD") && variable.getValue() != null,
              variable.getName());
        }
      }
    }
  }

  private static List<PodSpec> pods(RenderedObjects objects) {
    var pods = new ArrayList<PodSpec>();
    objects.of(Deployment.class).forEach(one -> pods.add(one.getSpec().getTemplate().getSpec()));
    objects
        .of(io.fabric8.kubernetes.api.model.batch.v1.Job.class)
        .forEach(one -> pods.add(one.getSpec().getTemplate().getSpec()));
    objects.of(io.fabric8.kubernetes.api.model.Pod.class).forEach(one -> pods.add(one.getSpec()));
    return pods;
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyServiceLeadsToAPortOfItsPods(RenderedObjects objects) {
    for (var service : objects.of(Service.class)) {
      var spec = service.getSpec();
      var pods =
          objects.of(Deployment.class).stream()
              .map(one -> one.getSpec().getTemplate())
              .filter(
                  template ->
                      template
                          .getMetadata()
                          .getLabels()
                          .entrySet()
                          .containsAll(spec.getSelector().entrySet()))
              .toList();
      assertFalse(pods.isEmpty(), service.getMetadata().getName());
      for (var port : spec.getPorts()) {
        for (var template : pods) {
          port(template.getSpec().getContainers().get(0), port.getTargetPort().getStrVal());
        }
      }
    }
  }
}

{{- define "balcony.name" -}}
{{- printf "%s" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "balcony.image" -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}

{{- define "balcony.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "balcony.selector" . }}
{{- end -}}

{{/* What never changes of a pod: selectors are immutable. */}}
{{- define "balcony.selector" -}}
app.kubernetes.io/name: balcony
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "balcony.actorLabels" -}}
{{ printf "app.kubernetes.io/instance=%s,app.kubernetes.io/component=actor" .Release.Name }}
{{- end -}}

{{- define "balcony.nodeSecret" -}}
{{- .Values.cluster.tls.secretName | default (printf "%s-node-tls" (include "balcony.name" .)) -}}
{{- end -}}

{{- define "balcony.edgeSecret" -}}
{{- .Values.edge.tls.secretName | default (printf "%s-edge-tls" (include "balcony.name" .)) -}}
{{- end -}}

{{- define "balcony.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "balcony.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* One pod of either kind. Arguments: root, component (actor or edge), values, grace. */}}
{{- define "balcony.pod" -}}
{{- $root := .root -}}
{{- $values := .values -}}
metadata:
  labels:
    {{- include "balcony.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
    balcony.im/serves: "true"
  annotations:
    # A change of the settings is a change of the pod.
    checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "balcony.name" $root }}
  # Only who asks the API server needs its token.
  automountServiceAccountToken: {{ eq $root.Values.cluster.discovery "kubernetes" }}
  terminationGracePeriodSeconds: {{ .grace }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext: {{- include "balcony.podSecurity" $root | nindent 4 }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "balcony.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ $.component }}
    {{- end }}
  containers:
    - name: balcony
      image: {{ include "balcony.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      # The image's entry point is the JVM itself: SIGTERM reaches it, no shell stands between.
      args:
        - run
        - --role={{ .component }}
        - --config=/etc/balcony/conf/balcony.conf
        - --data=/data
        - --set=balcony.cluster.host=$(POD_IP)
        - --set=balcony.management.host=$(POD_IP)
      env:
        - name: POD_IP
          valueFrom: {fieldRef: {fieldPath: status.podIP}}
        - name: JAVA_TOOL_OPTIONS
          value: "-Xmx{{ $values.heap }} -XX:+ExitOnOutOfMemoryError"
        {{- with $root.Values.cassandra.passwordSecretName }}
        - name: BALCONY_CASSANDRA_PASSWORD
          valueFrom: {secretKeyRef: {name: {{ . }}, key: password}}
        {{- end }}
      ports:
        - {name: cluster, containerPort: 25520}
        - {name: bootstrap, containerPort: 8558}
        - {name: management, containerPort: 9558}
        {{- if eq .component "edge" }}
        - {name: c2s, containerPort: 5222}
        - {name: c2s-tls, containerPort: 5223}
        - {name: https, containerPort: 5443}
        {{- if $root.Values.edge.s2s.enabled }}
        - {name: s2s, containerPort: 5269}
        - {name: s2s-tls, containerPort: 5270}
        {{- end }}
        {{- end }}
      # A first start waits for the other pods, and for its journal.
      startupProbe:
        httpGet: {path: /ready, port: management}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 120
      readinessProbe:
        httpGet: {path: /ready, port: management}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      livenessProbe:
        httpGet: {path: /alive, port: management}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      lifecycle:
        # Who routes to this pod hears that it goes before it does; then SIGTERM drains it.
        preStop: {sleep: {seconds: 5}}
      resources: {{- toYaml $values.resources | nindent 8 }}
      securityContext: {{- include "balcony.containerSecurity" $root | nindent 8 }}
      volumeMounts:
        - {name: data, mountPath: /data}
        - {name: tmp, mountPath: /tmp}
        - {name: conf, mountPath: /etc/balcony/conf, readOnly: true}
        - {name: secrets, mountPath: /etc/balcony/secrets, readOnly: true}
        {{- if $root.Values.cluster.tls.enabled }}
        - {name: node-tls, mountPath: /etc/balcony/node, readOnly: true}
        {{- end }}
        {{- if eq .component "edge" }}
        - {name: edge-tls, mountPath: /etc/balcony/tls, readOnly: true}
        {{- end }}
  volumes:
    # Nothing in it must outlive the pod: the journal is Cassandra's, the keys are the Secret's.
    - name: data
      emptyDir: {}
    - name: tmp
      emptyDir: {}
    - name: conf
      configMap: {name: {{ include "balcony.name" $root }}}
    - name: secrets
      secret: {secretName: {{ $root.Values.secretsName }}, defaultMode: 0440}
    {{- if $root.Values.cluster.tls.enabled }}
    - name: node-tls
      secret: {secretName: {{ include "balcony.nodeSecret" $root }}, defaultMode: 0440}
    {{- end }}
    {{- if eq .component "edge" }}
    - name: edge-tls
      secret: {secretName: {{ include "balcony.edgeSecret" $root }}, defaultMode: 0440}
    {{- end }}
{{- end -}}

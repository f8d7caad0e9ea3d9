package im.balcony.persistence.embedded;

/**
 * The configuration files of the embedded Cassandra: one node, small, nothing but what it needs.
 *
 * <p>Few threads write: each waits for the commit log's next fsync, and all that wait are woken by
 * it. With 64 of them a write costs more in being woken than in being written.
 */
final class CassandraYaml {
  static final String LOGBACK =
      """
      <configuration>
        <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
        <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder>
            <pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{20} %msg%n</pattern>
          </encoder>
        </appender>
        <root level="INFO"><appender-ref ref="STDOUT"/></root>
      </configuration>
      """;

  private static final String TEXT =
      """
      cluster_name: balcony-dev
      num_tokens: 1
      initial_token: "0"
      partitioner: org.apache.cassandra.dht.Murmur3Partitioner
      listen_address: 127.0.0.1
      rpc_address: 127.0.0.1
      storage_port: @STORAGE@
      native_transport_port: @NATIVE@
      start_native_transport: true
      native_transport_max_threads: 24
      seed_provider:
        - class_name: org.apache.cassandra.locator.SimpleSeedProvider
          parameters:
            - seeds: "127.0.0.1:@STORAGE@"
      endpoint_snitch: SimpleSnitch
      data_file_directories: [ "@DIR@/data" ]
      commitlog_directory: "@DIR@/commitlog"
      saved_caches_directory: "@DIR@/saved_caches"
      hints_directory: "@DIR@/hints"
      cdc_raw_directory: "@DIR@/cdc"
      commitlog_sync: @SYNC@
      commitlog_segment_size: 8MiB
      commitlog_disk_access_mode: auto
      commitlog_total_space: 256MiB
      disk_access_mode: standard
      disk_failure_policy: die
      commit_failure_policy: die
      memtable_heap_space: 64MiB
      memtable_offheap_space: 64MiB
      memtable_allocation_type: offheap_objects
      memtable_flush_writers: 1
      concurrent_reads: 16
      concurrent_writes: 24
      concurrent_counter_writes: 2
      concurrent_compactors: 1
      compaction_throughput: 32MiB/s
      key_cache_size: 4MiB
      counter_cache_size: 0MiB
      row_cache_size: 0MiB
      file_cache_size: 32MiB
      networking_cache_size: 16MiB
      auto_snapshot: false
      client_request_size_metrics_enabled: false
      incremental_backups: false
      authenticator: AllowAllAuthenticator
      authorizer: AllowAllAuthorizer
      role_manager: CassandraRoleManager
      hinted_handoff_enabled: false
      dynamic_snitch: false
      storage_compatibility_mode: NONE
      user_defined_functions_enabled: false
      materialized_views_enabled: false
      trickle_fsync: false
      internode_compression: none
      cas_contention_timeout: 1000ms
      batch_size_warn_threshold: 64KiB
      batch_size_fail_threshold: 1024KiB
      tombstone_warn_threshold: 10000
      """;

  private CassandraYaml() {}

  static String of(EmbeddedCassandraSettings settings) {
    var sync = settings.commitlogSync();
    return TEXT.replace("@STORAGE@", Integer.toString(settings.storagePort()))
        .replace("@NATIVE@", Integer.toString(settings.nativePort()))
        .replace("@DIR@", settings.folder().toString().replace("\\", "\\\\").replace("\"", "\\\""))
        .replace(
            "@SYNC@", sync.equals("periodic") ? sync + "\ncommitlog_sync_period: 1000ms" : sync);
  }
}

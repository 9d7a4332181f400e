package import PostgreSQL

/// Every statement of Clapper, by the name of its file.
///
/// The texts live in `migrations/`, `functions/` and `queries/` beside this file and are embedded into the binary.
package enum SQL {
    package static let accountConfigure = Statement("account_configure", utf8: PackageResources.account_configure_sql)
    package static let accountFailCredential = Statement(
        "account_fail_credential", utf8: PackageResources.account_fail_credential_sql)
    package static let accountRead = Statement("account_read", utf8: PackageResources.account_read_sql)
    package static let accountRestoreCredential = Statement(
        "account_restore_credential", utf8: PackageResources.account_restore_credential_sql)
    package static let accountThrottle = Statement("account_throttle", utf8: PackageResources.account_throttle_sql)
    package static let attemptsBegin = Statement("attempts_begin", utf8: PackageResources.attempts_begin_sql)
    package static let batchBegin = Statement("batch_begin", utf8: PackageResources.batch_begin_sql)
    package static let batchRecord = Statement("batch_record", utf8: PackageResources.batch_record_sql)
    package static let batchesClaim = Statement("batches_claim", utf8: PackageResources.batches_claim_sql)
    package static let batchesDissolve = Statement("batches_dissolve", utf8: PackageResources.batches_dissolve_sql)
    package static let batchesDue = Statement("batches_due", utf8: PackageResources.batches_due_sql)
    package static let claimsRelease = Statement("claims_release", utf8: PackageResources.claims_release_sql)
    package static let deliveriesClaim = Statement("deliveries_claim", utf8: PackageResources.deliveries_claim_sql)
    package static let deliveriesFinish = Statement("deliveries_finish", utf8: PackageResources.deliveries_finish_sql)
    package static let endpointCallBegin = Statement(
        "endpoint_call_begin", utf8: PackageResources.endpoint_call_begin_sql)
    package static let endpointCallEnd = Statement("endpoint_call_end", utf8: PackageResources.endpoint_call_end_sql)
    package static let endpointChange = Statement("endpoint_change", utf8: PackageResources.endpoint_change_sql)
    package static let endpointSecretStore = Statement(
        "endpoint_secret_store", utf8: PackageResources.endpoint_secret_store_sql)
    package static let endpointsRead = Statement("endpoints_read", utf8: PackageResources.endpoints_read_sql)
    package static let backfillBegin = Statement("backfill_begin", utf8: PackageResources.backfill_begin_sql)
    package static let downtimeRead = Statement("downtime_read", utf8: PackageResources.downtime_read_sql)
    package static let eventRead = Statement("event_read", utf8: PackageResources.event_read_sql)
    package static let eventsList = Statement("events_list", utf8: PackageResources.events_list_sql)
    package static let eventsListOfJob = Statement("events_list_of_job", utf8: PackageResources.events_list_of_job_sql)
    package static let functionsRecord = Statement("functions_record", utf8: PackageResources.functions_record_sql)
    package static let functionsSignatures = Statement(
        "functions_signatures", utf8: PackageResources.functions_signatures_sql)
    package static let jobAttach = Statement("job_attach", utf8: PackageResources.job_attach_sql)
    package static let jobCancel = Statement("job_cancel", utf8: PackageResources.job_cancel_sql)
    package static let jobDetach = Statement("job_detach", utf8: PackageResources.job_detach_sql)
    package static let jobExplain = Statement("job_explain", utf8: PackageResources.job_explain_sql)
    package static let jobRetry = Statement("job_retry", utf8: PackageResources.job_retry_sql)
    package static let jobsClaim = Statement("jobs_claim", utf8: PackageResources.jobs_claim_sql)
    package static let jobsExpire = Statement("jobs_expire", utf8: PackageResources.jobs_expire_sql)
    package static let jobsInsert = Statement("jobs_insert", utf8: PackageResources.jobs_insert_sql)
    package static let jobsList = Statement("jobs_list", utf8: PackageResources.jobs_list_sql)
    package static let jobsListByKind = Statement("jobs_list_by_kind", utf8: PackageResources.jobs_list_by_kind_sql)
    package static let jobsRead = Statement("jobs_read", utf8: PackageResources.jobs_read_sql)
    package static let jobsUnsettled = Statement("jobs_unsettled", utf8: PackageResources.jobs_unsettled_sql)
    package static let keysExpire = Statement("keys_expire", utf8: PackageResources.keys_expire_sql)
    package static let keysRead = Statement("keys_read", utf8: PackageResources.keys_read_sql)
    package static let metricsRead = Statement("metrics_read", utf8: PackageResources.metrics_read_sql)
    package static let migrationsExist = Statement("migrations_exist", utf8: PackageResources.migrations_exist_sql)
    package static let migrationsLock = Statement("migrations_lock", utf8: PackageResources.migrations_lock_sql)
    package static let migrationsRead = Statement("migrations_read", utf8: PackageResources.migrations_read_sql)
    package static let migrationsRecord = Statement("migrations_record", utf8: PackageResources.migrations_record_sql)
    package static let openJobsList = Statement("open_jobs_list", utf8: PackageResources.open_jobs_list_sql)
    package static let outcomesEnded = Statement("outcomes_ended", utf8: PackageResources.outcomes_ended_sql)
    package static let outcomesList = Statement("outcomes_list", utf8: PackageResources.outcomes_list_sql)
    package static let outcomesListByKind = Statement(
        "outcomes_list_by_kind", utf8: PackageResources.outcomes_list_by_kind_sql)
    package static let partitionsDaysAhead = Statement(
        "partitions_days_ahead", utf8: PackageResources.partitions_days_ahead_sql)
    package static let partitionsEnsure = Statement("partitions_ensure", utf8: PackageResources.partitions_ensure_sql)
    package static let partitionsExpired = Statement(
        "partitions_expired", utf8: PackageResources.partitions_expired_sql)
    package static let privilegesGrant = Statement("privileges_grant", utf8: PackageResources.privileges_grant_sql)
    package static let queueRead = Statement("queue_read", utf8: PackageResources.queue_read_sql)
    package static let readsDue = Statement("reads_due", utf8: PackageResources.reads_due_sql)
    package static let readsNote = Statement("reads_note", utf8: PackageResources.reads_note_sql)
    package static let readsPostpone = Statement("reads_postpone", utf8: PackageResources.reads_postpone_sql)
    package static let readsWaiting = Statement("reads_waiting", utf8: PackageResources.reads_waiting_sql)
    package static let renderTimesRead = Statement("render_times_read", utf8: PackageResources.render_times_read_sql)
    package static let replaysClaim = Statement("replays_claim", utf8: PackageResources.replays_claim_sql)
    package static let secretsRead = Statement("secrets_read", utf8: PackageResources.secrets_read_sql)
    package static let submissionsRecord = Statement(
        "submissions_record", utf8: PackageResources.submissions_record_sql)
    package static let submitterSleep = Statement("submitter_sleep", utf8: PackageResources.submitter_sleep_sql)
    package static let unmatchedList = Statement("unmatched_list", utf8: PackageResources.unmatched_list_sql)
    package static let unmatchedRematch = Statement("unmatched_rematch", utf8: PackageResources.unmatched_rematch_sql)
    package static let verdictsApply = Statement("verdicts_apply", utf8: PackageResources.verdicts_apply_sql)
    package static let wakeSubmitters = Statement("wake_submitters", utf8: PackageResources.wake_submitters_sql)
    package static let wakeWaiters = Statement("wake_waiters", utf8: PackageResources.wake_waiters_sql)
    package static let workerLeave = Statement("worker_leave", utf8: PackageResources.worker_leave_sql)
    package static let workerRenew = Statement("worker_renew", utf8: PackageResources.worker_renew_sql)

    /// Makes the schema and the record of migrations: several statements, for the simple protocol.
    package static let migrationsPrepare = text(PackageResources.migrations_prepare_sql)
    /// Detaches a partition; `{parent}` and `{partition}` stand for identifiers, which cannot be parameters.
    package static let partitionDetach = text(PackageResources.partition_detach_sql)
    /// Finishes an interrupted detach; `{parent}` and `{partition}` as above.
    package static let partitionFinalize = text(PackageResources.partition_finalize_sql)
    /// Drops a detached partition; `{partition}` stands for its identifier.
    package static let partitionDrop = text(PackageResources.partition_drop_sql)

    /// Lets function bodies name functions that are created later in the same transaction.
    package static let functionsPrepare = text(PackageResources.functions_prepare_sql)
    /// Drops a function; `{signature}` stands for its name and argument types.
    package static let functionDrop = text(PackageResources.function_drop_sql)

    /// The migrations in the order in which they are applied.
    package static let migrations: [Script] = [
        Script("m0001_tables", PackageResources.m0001_tables_sql),
        Script("m0002_roles", PackageResources.m0002_roles_sql),
    ]

    /// The functions. Bodies are not checked while they are created, so their order does not matter.
    package static let functions: [Script] = [
        Script("apply_verdicts", PackageResources.apply_verdicts_sql),
        Script("attach_video", PackageResources.attach_video_sql),
        Script("authority", PackageResources.authority_sql),
        Script("begin_attempts", PackageResources.begin_attempts_sql),
        Script("begin_backfill", PackageResources.begin_backfill_sql),
        Script("begin_batch", PackageResources.begin_batch_sql),
        Script("begin_endpoint_call", PackageResources.begin_endpoint_call_sql),
        Script("callback_attempt", PackageResources.callback_attempt_sql),
        Script("callback_base", PackageResources.callback_base_sql),
        Script("callback_job", PackageResources.callback_job_sql),
        Script("cancel_job", PackageResources.cancel_job_sql),
        Script("change_endpoint", PackageResources.change_endpoint_sql),
        Script("check_job", PackageResources.check_job_sql),
        Script("claim_batches", PackageResources.claim_batches_sql),
        Script("claim_deliveries", PackageResources.claim_deliveries_sql),
        Script("claim_jobs", PackageResources.claim_jobs_sql),
        Script("claim_replays", PackageResources.claim_replays_sql),
        Script("configure_account", PackageResources.configure_account_sql),
        Script("detach_video", PackageResources.detach_video_sql),
        Script("dissolve_batches", PackageResources.dissolve_batches_sql),
        Script("due_batches", PackageResources.due_batches_sql),
        Script("due_reads", PackageResources.due_reads_sql),
        Script("end_endpoint_call", PackageResources.end_endpoint_call_sql),
        Script("end_job", PackageResources.end_job_sql),
        Script("enqueue", PackageResources.enqueue_sql),
        Script("enqueue_many", PackageResources.enqueue_many_sql),
        Script("ensure_partitions", PackageResources.ensure_partitions_sql),
        Script("expire_jobs", PackageResources.expire_jobs_sql),
        Script("expire_keys", PackageResources.expire_keys_sql),
        Script("expired_partitions", PackageResources.expired_partitions_sql),
        Script("fail_credential", PackageResources.fail_credential_sql),
        Script("finish_deliveries", PackageResources.finish_deliveries_sql),
        Script("grant_privileges", PackageResources.grant_privileges_sql),
        Script("insert_jobs", PackageResources.insert_jobs_sql),
        Script("kind_resource", PackageResources.kind_resource_sql),
        Script("kinds", PackageResources.kinds_sql),
        Script("leave_worker", PackageResources.leave_worker_sql),
        Script("mark_asleep", PackageResources.mark_asleep_sql),
        Script("next_attempt", PackageResources.next_attempt_sql),
        Script("note_reads", PackageResources.note_reads_sql),
        Script("outcome_authority", PackageResources.outcome_authority_sql),
        Script("owe_read", PackageResources.owe_read_sql),
        Script("partition_days_ahead", PackageResources.partition_days_ahead_sql),
        Script("postpone_reads", PackageResources.postpone_reads_sql),
        Script("queue_groups", PackageResources.queue_groups_sql),
        Script("read_now", PackageResources.read_now_sql),
        Script("record_attempt", PackageResources.record_attempt_sql),
        Script("record_batch", PackageResources.record_batch_sql),
        Script("record_event", PackageResources.record_event_sql),
        Script("record_submissions", PackageResources.record_submissions_sql),
        Script("release_claims", PackageResources.release_claims_sql),
        Script("rematch_unmatched", PackageResources.rematch_unmatched_sql),
        Script("render_limit", PackageResources.render_limit_sql),
        Script("render_ms", PackageResources.render_ms_sql),
        Script("renew_worker", PackageResources.renew_worker_sql),
        Script("restore_credential", PackageResources.restore_credential_sql),
        Script("retry_job", PackageResources.retry_job_sql),
        Script("settle_earlier", PackageResources.settle_earlier_sql),
        Script("settle_ended", PackageResources.settle_ended_sql),
        Script("settle_hit", PackageResources.settle_hit_sql),
        Script("settle_verdict", PackageResources.settle_verdict_sql),
        Script("store_endpoint_secret", PackageResources.store_endpoint_secret_sql),
        Script("tell_completion", PackageResources.tell_completion_sql),
        Script("throttle_account", PackageResources.throttle_account_sql),
        Script("uuid_floor", PackageResources.uuid_floor_sql),
        Script("uuid_time", PackageResources.uuid_time_sql),
        Script("uuid_v7", PackageResources.uuid_v7_sql),
        Script("video_job", PackageResources.video_job_sql),
    ]

    /// Every single statement, for the test that prepares them all.
    package static let statements: [Statement] = [
        accountConfigure, accountFailCredential, accountRead, accountRestoreCredential, accountThrottle,
        attemptsBegin, backfillBegin, batchBegin, batchesClaim, batchesDissolve, batchesDue, batchRecord,
        claimsRelease, deliveriesClaim, deliveriesFinish, downtimeRead, endpointCallBegin, endpointCallEnd,
        endpointChange, endpointSecretStore, endpointsRead, eventRead, eventsList, eventsListOfJob, functionsRecord,
        functionsSignatures, jobAttach, jobCancel, jobDetach, jobExplain, jobRetry, jobsClaim, jobsExpire,
        jobsInsert, jobsList, jobsListByKind, jobsRead, jobsUnsettled, keysExpire, keysRead, metricsRead,
        migrationsExist, migrationsLock, migrationsRead, migrationsRecord, openJobsList, outcomesEnded,
        outcomesList, outcomesListByKind, partitionsDaysAhead, partitionsEnsure, partitionsExpired, privilegesGrant,
        queueRead,
        readsDue, readsNote, readsPostpone, readsWaiting, renderTimesRead, replaysClaim, secretsRead,
        submissionsRecord, submitterSleep, unmatchedList, unmatchedRematch, verdictsApply, wakeSubmitters,
        wakeWaiters, workerLeave, workerRenew,
    ]

    /// A script of several statements: a migration or a function.
    package struct Script: Sendable {
        /// The name of its file without the ending.
        package let name: String
        package let sql: String

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.sql = text(bytes)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}

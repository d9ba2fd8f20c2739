import { randomUUID } from 'node:crypto';
import type { Caller } from '../accounts/caller.ts';
import { auditEntry } from '../audit/entry.ts';
import type { Sentence } from '../../platform/problem.ts';
import { titleOf, type Job, type JobKind } from './job.ts';
import type { JobStore } from './store.ts';

/**
 * Puts a job into the queue, from which the leader takes it.
 *
 * @throws Problem notFound when the caller does not have the permission for these units
 */
export async function startJob(
  jobs: JobStore,
  request: Pick<Job, 'permission' | 'unitIds' | 'parameters' | 'about'> & {
    kind: JobKind;
    caller: Caller;
    now: Date;
  },
): Promise<Job> {
  const { kind, permission, unitIds, parameters, about, caller, now } = request;
  caller.demand(permission, unitIds);
  const by = caller.actor;
  const job: Job = {
    id: randomUUID(),
    kind: kind.name,
    parameters,
    permission,
    unitIds,
    ...(about === undefined ? {} : { about }),
    startedBy: by,
    startedAt: now,
    state: 'waiting',
    done: 0,
    pieceIds: [],
    resultBytes: 0,
  };
  await jobs.add(job, jobEntry('job.started', job, { title: titleOf(job, [kind]), caller, now }));
  return job;
}

export function jobEntry(
  kind: 'job.started' | 'job.cancelled' | 'job.resultDownloaded',
  job: Job,
  { title, caller, now }: { title: Sentence; caller: Caller; now: Date },
) {
  return auditEntry({
    at: now,
    by: caller.actor,
    kind,
    unitIds: job.unitIds,
    subject: { id: job.id, label: title.vi },
  });
}

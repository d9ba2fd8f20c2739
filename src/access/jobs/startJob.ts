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
  wish: Pick<Job, 'act' | 'unitIds' | 'wishes' | 'about'> & { kind: JobKind; caller: Caller; now: Date },
): Promise<Job> {
  const { kind, act, unitIds, wishes, about, caller, now } = wish;
  caller.demand(act, unitIds);
  const by = caller.actor;
  const job: Job = {
    id: randomUUID(),
    kind: kind.name,
    wishes,
    act,
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
  kind: 'job.started' | 'job.cancelled' | 'job.resultTaken',
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

import { randomUUID } from 'node:crypto';
import type { Caller } from '../accounts/caller.ts';
import { auditEntry } from '../audit/entry.ts';
import type { Sentence } from '../../platform/problem.ts';
import { titleOf, type Job, type JobKind } from './job.ts';
import type { JobStore } from './store.ts';

interface JobTools {
  readonly stores: { readonly jobs: JobStore };
  readonly now: () => Date;
}

interface JobRequest<Parameters> extends Pick<Job, 'permission' | 'unitIds' | 'about'> {
  readonly kind: JobKind<Parameters>;
  readonly parameters: NoInfer<Parameters>;
}

/**
 * Puts a job into the queue, from which the leader takes it.
 *
 * @throws Problem notFound when the caller does not have the permission for these units
 */
export async function startJob<Parameters extends object>(
  { caller }: { readonly caller: Caller },
  { stores: { jobs }, now }: JobTools,
  { kind, permission, unitIds, parameters, about }: JobRequest<Parameters>,
): Promise<Job> {
  caller.demand(permission, unitIds);
  const at = now();
  const job: Job = {
    id: randomUUID(),
    kind: kind.name,
    parameters,
    permission,
    unitIds,
    ...(about === undefined ? {} : { about }),
    startedBy: caller.actor,
    startedAt: at,
    state: 'waiting',
    done: 0,
    pieceIds: [],
    resultBytes: 0,
  };
  await jobs.add(job, jobEntry('job.started', job, { title: titleOf(job, [kind]), caller, now: at }));
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

/** Imports as the pages load them: only those of the current account, with the data for checking them. */
import assert from 'node:assert/strict';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Job } from '../../access/jobs/job.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { movedOn, type Import } from './import.ts';
import type { Stores } from '../stores.ts';

export const permission = 'importAnswers';

/** Not yet accepted: being mapped or checked. */
export interface StagedImport {
  readonly one: Import;
  readonly round: Round;
  readonly survey: SurveyContent;
}

/** @throws Problem notFound */
export async function ownImport(caller: Caller, importId: string, { imports }: Stores): Promise<Import> {
  const one = await imports.find(importId);
  if (!one || one.state === 'staging' || !caller.mayOnAll(permission, one.unitIds)) throw notYours();
  return one;
}

/** @throws Problem notFound or conflict */
export async function stagedImport(caller: Caller, importId: string, stores: Stores): Promise<StagedImport> {
  const one = await ownImport(caller, importId, stores);
  if (one.state !== 'staged') throw movedOn();
  return { one, ...(await roundOf(one, stores)) };
}

export async function roundOf(
  { roundId }: Pick<Import, 'roundId'>,
  { rounds, surveys }: Stores,
): Promise<Omit<StagedImport, 'one'>> {
  const round = await rounds.find(roundId);
  const version = round && (await surveys.find(round.surveyVersionId));
  assert(round && version, 'the round of an import and its survey are kept');
  return { round, survey: version.content };
}

export async function jobOf(
  { jobId }: Pick<Import, 'jobId'>,
  { jobs }: Pick<Stores, 'jobs'>,
): Promise<Job | undefined> {
  return jobId === undefined ? undefined : await jobs.find(jobId);
}

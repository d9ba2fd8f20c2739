/** Imports as the pages load them: only those of the current account, with the data for checking them. */
import assert from 'node:assert/strict';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Job } from '../../access/jobs/job.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { movedOn, type Import } from './import.ts';
import type { Stores } from '../stores.ts';

export const act = 'importAnswers';

/** Not yet accepted: being mapped or checked. */
export interface StagedImport {
  readonly one: Import;
  readonly round: Round;
  readonly survey: SurveyContent;
}

export function importAccess(stores: Pick<Stores, 'imports' | 'rounds' | 'surveys' | 'jobs'>) {
  /** @throws Problem notFound */
  async function ownImport(caller: Caller, importId: unknown): Promise<Import> {
    const one = await stores.imports.find(String(importId));
    if (!one || one.state === 'staging' || !caller.mayOnAll(act, one.unitIds)) throw notYours();
    return one;
  }

  async function roundOf({ roundId }: Pick<Import, 'roundId'>): Promise<Omit<StagedImport, 'one'>> {
    const round = await stores.rounds.find(roundId);
    const version = round && (await stores.surveys.find(round.surveyVersionId));
    assert(round && version, 'the round of an import and its survey are kept');
    return { round, survey: version.content };
  }

  return {
    ownImport,
    roundOf,
    /** @throws Problem notFound or conflict */
    async stagedImport(caller: Caller, importId: unknown): Promise<StagedImport> {
      const one = await ownImport(caller, importId);
      if (one.state !== 'staged') throw movedOn();
      return { one, ...(await roundOf(one)) };
    },
    async jobOf({ jobId }: Pick<Import, 'jobId'>): Promise<Job | undefined> {
      return jobId === undefined ? undefined : await stores.jobs.find(jobId);
    },
  };
}

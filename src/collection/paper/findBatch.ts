import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import type { PaperBatch } from './batch.ts';
import type { Stores } from '../stores.ts';

export interface FoundBatch {
  readonly batch: PaperBatch;
  readonly round: Round;
  readonly survey: SurveyVersion;
}

/** @throws Problem notFound if it does not exist or is outside the units of the account */
export async function findBatch(
  caller: Caller,
  batchId: string,
  stores: Pick<Stores, 'paper' | 'rounds' | 'surveys'>,
): Promise<FoundBatch> {
  const batch = await stores.paper.find(batchId);
  if (!batch) throw notYours();
  caller.demand('enterPaper', [batch.unitId]);
  const round = await stores.rounds.find(batch.roundId);
  const survey = round && (await stores.surveys.find(round.surveyVersionId));
  if (!round || !survey) throw notYours();
  return { batch, round, survey };
}

import { arrival } from '../../design/rounds/round.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { Problem } from '../../platform/problem.ts';
import { paperTexts } from './texts.ts';
import { changedByOthers } from '../../platform/text/problemOf.ts';
import { acceptSubmission } from '../submissions/acceptSubmission.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import { startOfDay } from '../../platform/calendar/clock.ts';
import { countDiffering, finalDraft, obstaclesTo, type Obstacles, type PaperBatch } from './batch.ts';
import type { Stores } from '../stores.ts';

export interface ClosingOptions {
  readonly stores: Pick<Stores, 'paper' | 'rounds' | 'surveys' | 'submissions'>;
  readonly receiptKey: Buffer;
  readonly now: Date;
}

/**
 * Closes a batch whose counts agree. One write decides it; after that the sheets become submissions, each exactly
 * once, even after an interruption.
 *
 * @returns why it cannot be closed, with nothing changed; undefined if it is closed
 * @throws Problem conflict if somebody changed the batch meanwhile
 */
export async function closeBatch(
  batch: PaperBatch,
  survey: SurveyVersion,
  by: PaperBatch['madeBy'],
  options: ClosingOptions,
): Promise<Obstacles | undefined> {
  const obstacles = obstaclesTo(batch, survey.content);
  if (obstacles) return obstacles;
  const differed = countDiffering(batch, survey.content);
  const entry = auditEntry({
    at: options.now,
    by,
    kind: 'paper.batchClosed',
    unitIds: [batch.unitId],
    subject: { id: batch.id, label: batch.serial },
    after: { sheets: String(batch.announced), differed: String(differed) },
  });
  if (!(await options.stores.paper.beginClosing(batch, differed, entry))) throw changedMeanwhile();
  await finishClosing(batch, survey, options);
  return undefined;
}

/** Continues the closing of batches where it was interrupted. */
export async function finishClosings(options: ClosingOptions, isOver: () => boolean): Promise<void> {
  const { paper, rounds, surveys } = options.stores;
  for (const batch of await paper.listClosing()) {
    if (isOver()) return;
    const round = await rounds.find(batch.roundId);
    const survey = round && (await surveys.find(round.surveyVersionId));
    if (survey) await finishClosing(batch, survey, options);
  }
}

/** Adds submissions in the order of their random ids: nothing on the disk follows the numbers of the sheets. */
async function finishClosing(
  batch: PaperBatch,
  survey: SurveyVersion,
  { stores, receiptKey, now }: ClosingOptions,
): Promise<void> {
  const round = await stores.rounds.find(batch.roundId);
  if (!round) throw new Error(`round ${batch.roundId} of a paper batch is not there`);
  const { accessPointId, revision, collectedOn } = batch;
  const collectedAt = startOfDay(collectedOn);
  const form = {
    round,
    survey,
    accessPointId,
    revision,
    openedAt: collectedAt < round.opensAt ? round.opensAt : collectedAt,
    onPaper: true,
    queued: { givenOn: collectedOn },
  } as const;
  const drafts = Object.values(batch.sheets).flatMap((sheet) => finalDraft(sheet) ?? []);
  for (const draft of drafts.toSorted((one, other) => (one.submissionId < other.submissionId ? -1 : 1))) {
    const outcome = await acceptSubmission(form, draft, { submissions: stores.submissions, receiptKey, now });
    if (outcome.kind !== 'accepted') throw new Error(`a sheet of batch ${batch.serial} is ${outcome.kind}`);
  }
  await stores.paper.endClosing(batch.id);
}

/** Submissions of a batch that is closed after its round has ended are late. */
export function wouldBeLate(
  { madeAt }: PaperBatch,
  round: Parameters<typeof arrival>[0],
  now: Date,
): boolean {
  return arrival(round, madeAt, now, Infinity) === 'late';
}

export const changedMeanwhile = (): Problem => changedByOthers(paperTexts, (t) => t.thisBatch);

/**
 * Counts received submissions, each exactly once. Each step of a batch can be repeated:
 *
 * 1. Collect submissions with the flag `uncounted`, and store their ids as the next batch. From here on the content of the
 *    batch
 *    is fixed, whatever happens to the submissions meanwhile.
 * 2. Add them to the tallies. Each tally is replaced whole if its last batch is an earlier one.
 * 3. Remove the flags. A submission that was annulled since step 1, or whose bands were erased, gets another flag and is
 *    moved by
 *    a later batch.
 * 4. Finish the batch.
 *
 * For a rebuild or a check, a second generation is counted separately, over ranges of all submissions by id. It includes
 * submissions already counted. Flagged ones arrive with a batch, which is added to both generations as far as the second has
 * progressed. So both have the same content between any two batches, and submissions keep arriving.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Term } from '../../platform/leader/candidate.ts';
import { roundsCollection } from '../../design/rounds/store.ts';
import type { Standing } from '../../statistics/estimation/tally.ts';
import type { CountedSubmission } from '../../collection/submissions/countingStore.ts';
import { submissionsCollection } from '../../collection/submissions/storedSubmission.ts';
import { countablePlans, type CountablePlans } from './countablePlans.ts';
import { countStretch, type CountingStores } from './countStretch.ts';
import { setName, tallyStatePlan } from './store.ts';
import type { OffThread } from './stretchThread.ts';
import { tallySheets } from './tallySheets.ts';
import type { AsideBatch, SubmissionBatch, TallyBatch, TallyState, TallyRequest } from './tallyState.ts';

/** Collections that, when written, may leave something to count. */
export const tallyWrites = [submissionsCollection.name, roundsCollection.name, tallyStatePlan.name];

export interface Counting {
  readonly stores: CountingStores;
  readonly term: Term;
  readonly batchMax?: number;
  readonly stretchMax?: number;
  /**
   * Pause between two batches. Readers need a moment without a batch in progress, and submissions received meanwhile are
   * counted together.
   */
  readonly restMs?: number;
  /** Counts stretches of a recount; missing: this thread does. */
  readonly offThread?: OffThread | undefined;
  /** Called after each step; a test that interrupts the program there throws. */
  readonly afterStep?: (step: string) => void;
}

const differencesNamed = 50;

/** Counts until nothing is uncounted and a requested rebuild or check is finished, or until the term ends. */
export async function countSubmissions(counting: Counting): Promise<void> {
  const { restMs = 20 } = counting;
  const plans = countablePlans(counting.stores);
  while (!counting.term.isOver()) {
    const hasCounted = await countBatch(counting, plans);
    const hasGoneOn = !hasCounted && (await goOnAside(counting, plans));
    if (!hasCounted && !hasGoneOn) return;
    await wait(restMs);
  }
}

/** Finishes the batch in progress, or counts the next one. @returns false if nothing is uncounted */
async function countBatch(counting: Counting, plans: CountablePlans): Promise<boolean> {
  const { stores, term, batchMax = 5000, afterStep = () => {} } = counting;
  const state = await stores.tallies.findState();
  if (state.batch) {
    await carryOut(counting, plans, state, state.batch);
    return true;
  }
  const waiting = await stores.submissions.listUncounted(batchMax);
  if (waiting.length === 0) return false;
  const idsOf = (wanted: (one: (typeof waiting)[number]) => boolean) =>
    waiting.filter(wanted).map(({ id }) => id);
  const batch: SubmissionBatch = {
    number: state.last + 1,
    kind: 'submissions',
    roundIds: [...new Set(waiting.map(({ roundId }) => roundId))],
    added: idsOf(({ annulled, recount }) => !annulled && !recount),
    addedAnnulled: idsOf(({ annulled, recount }) => annulled && !recount),
    moved: idsOf(({ recount, annulled }) => recount && annulled),
    erased: idsOf(({ recount, annulled }) => recount && !annulled),
  };
  if (!(await stores.tallies.beginBatch(batch, term))) return false;
  afterStep('begun');
  await carryOut(counting, plans, state, batch);
  return true;
}

async function carryOut(
  counting: Counting,
  plans: CountablePlans,
  state: TallyState,
  batch: TallyBatch,
): Promise<void> {
  if (batch.kind === 'aside') await carryOutStretch(counting, state, batch);
  else await carryOutSubmissions(counting, plans, state, batch);
}

async function carryOutSubmissions(
  { stores, term, afterStep = () => {} }: Counting,
  plans: CountablePlans,
  { generation, aside }: TallyState,
  batch: SubmissionBatch,
): Promise<void> {
  const { added, addedAnnulled, moved, erased } = batch;
  const found = await stores.submissions.listCounted([...added, ...addedAnnulled, ...moved, ...erased]);
  const [annulled, taken, bare] = [new Set(addedAnnulled), new Set(moved), new Set(erased)];
  const sheetsOf = (submissions: readonly CountedSubmission[]) => {
    const sheets = tallySheets(plans);
    for (const submission of submissions) {
      const before: Standing = submission.late ? 'late' : 'counted';
      const isBare = bare.has(submission.id);
      if (taken.has(submission.id) || isBare) sheets.add(submission, before, -1);
      const isAnnulled = taken.has(submission.id) || annulled.has(submission.id);
      sheets.add(isBare ? { ...submission, about: {} } : submission, isAnnulled ? 'annulled' : before, 1);
    }
    return sheets.each();
  };
  await plans.prepare(found);
  const generations = [
    { generation, submissions: found },
    ...(aside
      ? [{ generation: aside.generation, submissions: found.filter(({ id }) => id <= aside.after) }]
      : []),
  ];
  for (const one of generations) {
    for (const [tallySet, sheet] of sheetsOf(one.submissions)) {
      await stores.tallies.addBatch({ generation: one.generation, ...tallySet }, sheet, batch.number, () =>
        afterStep('adding'),
      );
    }
  }
  afterStep('added');
  await stores.submissions.markCounted(batch, () => afterStep('marking'));
  afterStep('marked');
  await stores.tallies.finishBatch(batch, term, undefined);
  afterStep('finished');
}

/** Starts, continues or ends the second generation. @returns false if there is nothing to do */
async function goOnAside(counting: Counting, plans: CountablePlans): Promise<boolean> {
  const { stores, term, stretchMax = 250_000, afterStep = () => {} } = counting;
  const state = await stores.tallies.findState();
  const { aside } = state;
  if (!aside) {
    const begun = await nextAside(stores, state);
    if (!begun) return false;
    const isBegun = await stores.tallies.beginAside(begun, term);
    plans.forget(); // from here on each batch must include the methods to be filled
    afterStep('aside begun');
    return isBegun;
  }
  const upTo = await stores.submissions.findIdAfter(aside.after, stretchMax);
  if (upTo === undefined) return await endAside(counting, state, aside);
  const batch: AsideBatch = { number: state.last + 1, kind: 'aside', upTo };
  if (!(await stores.tallies.beginBatch(batch, term))) return false;
  afterStep('begun');
  await carryOutStretch(counting, state, batch);
  return true;
}

/** A rebuild that fills awaited tallies takes precedence over other requests. */
async function nextAside(
  { tallies, submissions, rounds }: Counting['stores'],
  { generation, request, awaiting = [] }: TallyState,
): Promise<TallyState['aside']> {
  const all = await (awaiting.length > 0 ? rounds.list() : []);
  const given = all.flatMap(({ id, methodIds }) =>
    methodIds.map((method) => setName({ roundId: id, method })),
  );
  const fills = awaiting.filter((name) => given.includes(name));
  const filling: TallyRequest = { purpose: 'rebuild', token: randomUUID() };
  const next = fills.length > 0 && request?.purpose !== 'rebuild' ? filling : request;
  if (!next) return undefined;
  await tallies.dropOthers(generation); // possible remains of one that crashed
  const of = await submissions.countAll();
  return { ...next, generation: generation + 1, fills, after: '', done: 0, of };
}

async function carryOutStretch(
  { stores, term, offThread, afterStep = () => {} }: Counting,
  { aside }: TallyState,
  batch: AsideBatch,
): Promise<void> {
  if (!aside) return;
  const { number, upTo } = batch;
  const { generation, after } = aside;
  const stretch = { generation, batch: number, after, upTo };
  const done = offThread
    ? await offThread({ tallies: stretch }, term)
    : await countStretch(stores, stretch, () => afterStep('adding'));
  if (done === undefined) return;
  afterStep('added');
  await stores.tallies.finishBatch(batch, term, { done: aside.done + done, after: upTo });
  afterStep('finished');
}

async function endAside(
  { stores, term, afterStep = () => {} }: Counting,
  { generation, awaiting = [] }: TallyState,
  { purpose, token, generation: rebuilt, done, fills = [] }: NonNullable<TallyState['aside']>,
): Promise<boolean> {
  const differing = await stores.tallies.differences(generation, rebuilt, {
    countMax: differencesNamed,
    awaiting,
  });
  const outcome = {
    purpose,
    token,
    submissions: done,
    tallies: await stores.tallies.count(rebuilt),
    differing,
  };
  const read = purpose === 'rebuild' ? rebuilt : generation;
  const filled = purpose === 'rebuild' ? fills : [];
  if (!(await stores.tallies.endAside(outcome, read, filled, term))) return false;
  afterStep('aside ended');
  await stores.tallies.dropOthers(read);
  return true;
}

/**
 * What a process remembers of the submissions at an access point: how many of the hour had identical answers, when
 * the last one came, and counts for the quality pages. Every few seconds the counts are added to the stored ones of
 * the hour, without any time. A crash loses the counts of the last seconds, never an answer; a failed write is
 * repeated with the next one. Each process sees only its own submissions, so several processes find fewer identical
 * answers, and do not know gaps.
 */
import { hash, randomBytes } from 'node:crypto';
import { raisedFlags, type Submission } from '../submissions/submission.ts';
import { onlyAsked } from '../../design/surveys/condition.ts';
import { ratedAnswers, ratedPart, scaleOf, type SurveyContent } from '../../design/surveys/survey.ts';
import { isSetApart, isStraightLined } from './flag.ts';
import { gapIndex, scoreLocation } from './pointHour.ts';
import type { PointRevision, QualityStore } from './store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

type Answers = Submission['answers'];
type Store = Pick<QualityStore, 'addCounts'>;

/** The hash of the answers is computed once, to count earlier submissions and then to add this one. */
interface SameForms {
  readonly before: number;
  addOne(this: void): void;
}

/** Increments for the counters of a point in an hour. */
interface Counts {
  readonly location: PointRevision;
  readonly hour: Date;
  readonly added: Record<string, number>;
}

/** @param processes how many serve the installation now */
export function pointWatch(store: Store, processes = (): number => 1) {
  let same = sameAnswers();
  let arrivals = arrivalsOf();
  const sent = formsSent();
  const counts = countsFor(store);

  return {
    /**
     * Submissions of the hour and point with identical answers, compared as stored: without answers to questions not
     * asked.
     */
    sameForms(
      { accessPointId, answers }: Pick<Submission, 'accessPointId' | 'answers'>,
      survey: SurveyContent,
      now: Date,
    ): SameForms {
      if (same.hour !== hourOf(now).getTime()) same = sameAnswers(now);
      return same.find(accessPointId, onlyAsked(survey, answers, answers));
    },
    /** @param arrival missing if it was queued on a kiosk, whose arrivals do not show when people came */
    note(
      submission: Submission,
      survey: SurveyContent,
      arrival?: { readonly at: Date; readonly same: SameForms },
    ): void {
      const { accessPointId, revision, receivedHour } = submission;
      const location = { accessPointId, revision };
      const names = countedAs(submission, survey);
      if (arrival) {
        arrival.same.addOne();
        if (processes() === 1) {
          if (arrivals.hour !== receivedHour.getTime()) arrivals = arrivalsOf(receivedHour);
          names.push(...arrivals.note(location, arrival.at));
        }
      }
      const added = Object.fromEntries(names.map((name) => [name, 1]));
      counts.add({ location, hour: receivedHour, added });
    },
    /** How often a form opened once was already submitted, within the last half day to day. */
    timesSent: (nonce: string | undefined, now: Date): number => (nonce ? sent.count(nonce, now) : 0),
    noteSent(nonce: string | undefined, now: Date): void {
      if (nonce) sent.add(nonce, now);
    },
    /** Stores what was counted since the last flush, after any write in progress. */
    flush: counts.flush,
  };
}
export type PointWatch = ReturnType<typeof pointWatch>;

/** Counts that are not stored yet. */
function countsFor(store: Store) {
  const counts = new Map<string, Counts>();
  let writing: Promise<void> = Promise.resolve();

  function add({ location, hour, added }: Counts): void {
    const key = `${location.accessPointId} ${location.revision} ${hour.getTime()}`;
    const held = counts.get(key) ?? { location, hour, added: {} };
    counts.set(key, held);
    for (const [name, count] of Object.entries(added)) held.added[name] = (held.added[name] ?? 0) + count;
  }

  async function write(): Promise<void> {
    const counted = [...counts.values()];
    counts.clear();
    try {
      for (let next = counted.at(-1); next; next = counted.at(-1)) {
        await store.addCounts(next.location, next.hour, next.added);
        counted.pop();
      }
    } catch (error) {
      counted.forEach(add);
      throw error;
    }
  }

  return {
    add,
    async flush(this: void): Promise<void> {
      writing = writing.catch(() => {}).then(write);
      await writing;
    },
  };
}

/** The counters that a submission increments, by their names in store.ts. */
function countedAs(submission: Submission, survey: SurveyContent): string[] {
  const answers = ratedAnswers(survey, submission.answers);
  const raised = raisedFlags(submission);
  const score = scoreLocation(
    ratedPart(survey).questions.flatMap((question) => {
      const level = answers[question.id];
      const { levels } = scaleOf(survey, question);
      return level === undefined ? [] : [{ level, levels: levels.length }];
    }),
  );
  return [
    'forms',
    ...(isStraightLined(answers) ? ['straight'] : []),
    ...(isSetApart(raised) ? ['apart'] : []),
    ...raised.map((kind) => `flags.${kind}`),
    ...(score === undefined ? [] : [`scores.s${score}`]),
  ];
}

/** Uses a key drawn for the hour and discarded with it. */
function sameAnswers(now?: Date) {
  const key = randomBytes(32).toString('base64');
  const counts = new Map<string, number>();
  return {
    hour: now && hourOf(now).getTime(),
    find(accessPointId: string, answers: Answers): SameForms {
      const ids = Object.keys(answers).toSorted();
      const levels = ids.map((id) => answers[id]);
      const mark = hash('sha256', key + JSON.stringify([accessPointId, ids, levels]), 'base64');
      const count = (): number => counts.get(mark) ?? 0;
      return { before: count(), addOne: () => void counts.set(mark, count() + 1) };
    },
  };
}

/** The last arrival of the hour at each point. */
function arrivalsOf(hour?: Date) {
  const last = new Map<string, number>();
  return {
    hour: hour?.getTime(),
    /** @returns the counters to increment */
    note({ accessPointId, revision }: PointRevision, at: Date): string[] {
      const key = `${accessPointId} ${revision}`;
      const before = last.get(key);
      last.set(key, at.getTime());
      return before === undefined
        ? ['arrivals']
        : ['arrivals', `gaps.g${gapIndex(Math.abs(at.getTime() - before) / 1000)}`];
    },
  };
}

const halfDayMs = 12 * 3_600_000;
/** Each takes about a hundred bytes; so many in half a day would be a flood. */
const noncesMax = 200_000;

/** Submissions per opened form in the current and the previous half day. */
function formsSent() {
  let [current, before] = [new Map<string, number>(), new Map<string, number>()];
  let half = 0;
  function turn(now: Date): void {
    const halfNow = Math.floor(now.getTime() / halfDayMs);
    if (halfNow === half && current.size < noncesMax) return;
    [current, before] = [new Map(), current];
    half = halfNow;
  }
  return {
    count: (nonce: string, now: Date): number => {
      turn(now);
      return (current.get(nonce) ?? 0) + (before.get(nonce) ?? 0);
    },
    add(nonce: string, now: Date): void {
      turn(now);
      current.set(nonce, (current.get(nonce) ?? 0) + 1);
    },
  };
}

/**
 * What a process sees of the forms that come in at an access point, in its memory: how many of the hour had the same
 * answers, when the last one came, and what is to be counted for the quality pages. Every few seconds the counts are added to
 * those of the hour, and no time is among them. A crash loses the last seconds of these counts, never an answer; what could
 * not be written down waits for the next time. Each process sees what came to it, so several see fewer forms with the same
 * answers, and know no gaps.
 */
import { createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { raisedFlags, type Submission } from '../submissions/submission.ts';
import { onlyAsked } from '../../design/surveys/condition.ts';
import { scaleOf, type SurveyContent } from '../../design/surveys/survey.ts';
import { isSetApart, isStraightLined } from './flag.ts';
import { gapPlace, scorePlace } from './pointHour.ts';
import type { PointPlace, QualityStore } from './store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

type Answers = Submission['answers'];
type Store = Pick<QualityStore, 'addCounts'>;

/** One mark of the answers serves to count the forms before, and then to add the form to them. */
interface SameForms {
  readonly before: number;
  addOne(this: void): void;
}

/** What is to be added to the counters of a point in an hour. */
interface Counts {
  readonly place: PointPlace;
  readonly hour: Date;
  readonly added: Record<string, number>;
}

/** @param processes how many serve the installation now */
export function pointWatch(store: Store, processes = (): number => 1) {
  let same = sameAnswers();
  let arrivals = arrivalsOf();
  const sent = formsSent();
  const counts = new Map<string, Counts>();

  function add({ place, hour, added }: Counts): void {
    const key = `${place.accessPointId} ${place.revision} ${hour.getTime()}`;
    const held = counts.get(key) ?? { place, hour, added: {} };
    counts.set(key, held);
    for (const [name, count] of Object.entries(added)) held.added[name] = (held.added[name] ?? 0) + count;
  }

  async function write(): Promise<void> {
    const counted = [...counts.values()];
    counts.clear();
    try {
      for (let next = counted.at(-1); next; next = counted.at(-1)) {
        await store.addCounts(next.place, next.hour, next.added);
        counted.pop();
      }
    } catch (error) {
      counted.forEach(add);
      throw error;
    }
  }
  let writing: Promise<void> = Promise.resolve();

  return {
    /** Forms of the hour and the point with the very same answers, as they are kept: without those to questions not asked. */
    sameForms(
      { accessPointId, answers }: Pick<Submission, 'accessPointId' | 'answers'>,
      survey: SurveyContent,
      now: Date,
    ): SameForms {
      if (same.hour !== hourOf(now).getTime()) same = sameAnswers(now);
      return same.find(accessPointId, onlyAsked(survey, answers, answers));
    },
    /** @param arrival unless it waited on a kiosk, and so says nothing of when people came */
    note(
      submission: Submission,
      survey: SurveyContent,
      arrival?: { readonly at: Date; readonly same: SameForms },
    ): void {
      const { accessPointId, revision, receivedHour } = submission;
      const place = { accessPointId, revision };
      const names = countedAs(submission, survey);
      if (arrival) {
        arrival.same.addOne();
        if (processes() === 1) {
          if (arrivals.hour !== receivedHour.getTime()) arrivals = arrivalsOf(receivedHour);
          names.push(...arrivals.note(place, arrival.at));
        }
      }
      const added = Object.fromEntries(names.map((name) => [name, 1]));
      add({ place, hour: receivedHour, added });
    },
    /** How often a form that was opened once was sent before, within a day or so. */
    timesSent: (nonce: string | undefined, now: Date): number => (nonce ? sent.count(nonce, now) : 0),
    noteSent(nonce: string | undefined, now: Date): void {
      if (nonce) sent.add(nonce, now);
    },
    /** Writes down what was noted since the last time, after what is being written. */
    async flush(): Promise<void> {
      writing = writing.catch(() => {}).then(write);
      await writing;
    },
  };
}
export type PointWatch = ReturnType<typeof pointWatch>;

/** What a submission adds one to, by the names of store.ts. */
function countedAs(submission: Submission, { questions, ...survey }: SurveyContent): string[] {
  const { answers } = submission;
  const raised = raisedFlags(submission);
  const score = scorePlace(
    questions.flatMap((question) => {
      const level = answers[question.id];
      const { levels } = scaleOf({ questions, ...survey }, question);
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

/** Keyed by a key that is drawn for the hour and forgotten with it. */
function sameAnswers(now?: Date) {
  const key = randomBytes(32);
  const counts = new Map<string, number>();
  return {
    hour: now && hourOf(now).getTime(),
    find(accessPointId: string, answers: Answers): SameForms {
      const mark = createHmac('sha256', key)
        .update(canonicalize([accessPointId, answers])!)
        .digest('base64');
      const count = (): number => counts.get(mark) ?? 0;
      return { before: count(), addOne: () => void counts.set(mark, count() + 1) };
    },
  };
}

/** When the last form of the hour came at each point. */
function arrivalsOf(hour?: Date) {
  const last = new Map<string, number>();
  return {
    hour: hour?.getTime(),
    /** @returns what one is to be added to */
    note({ accessPointId, revision }: PointPlace, at: Date): string[] {
      const key = `${accessPointId} ${revision}`;
      const before = last.get(key);
      last.set(key, at.getTime());
      return before === undefined
        ? ['arrivals']
        : ['arrivals', `gaps.g${gapPlace(Math.abs(at.getTime() - before) / 1000)}`];
    },
  };
}

const halfDayMs = 12 * 3_600_000;
/** Each takes some hundred bytes; so many in half a day would be a flood. */
const noncesMax = 200_000;

/** Numbers of forms that were sent in this half of the day and the one before. */
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

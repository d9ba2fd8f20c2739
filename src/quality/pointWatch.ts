/**
 * What a process sees of the forms that come in at an access point, in its memory: how many of the hour had the same
 * answers, and what is to be counted for the quality pages. Every few seconds it is written down in one heap, mixed, so
 * that the place of a record on the disk points to no submission. A crash loses the last seconds of these counts, never
 * an answer; what could not be written down waits for the next time. Each process sees what came to it, so several see fewer forms with the same answers.
 */
import { createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { raisedFlags, hourOf, type Submission } from '../submissions/submission.ts';
import { onlyAsked } from '../surveys/condition.ts';
import { scaleOf, type SurveyContent } from '../surveys/survey.ts';
import { isSetApart, isStraightLined } from './flag.ts';
import { scorePlace } from './pointHour.ts';
import type { Arrival, PointPlace, QualityStore } from './store.ts';

type Answers = Submission['answers'];
type Store = Pick<QualityStore, 'addArrivals' | 'addCounts'>;

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

export function pointWatch(store: Store) {
  let same = sameAnswers();
  let arrivals: Arrival[] = [];
  const counts = new Map<string, Counts>();

  function add({ place, hour, added }: Counts): void {
    const key = `${place.accessPointId} ${place.revision} ${hour.getTime()}`;
    const held = counts.get(key) ?? { place, hour, added: {} };
    counts.set(key, held);
    for (const [name, count] of Object.entries(added)) held.added[name] = (held.added[name] ?? 0) + count;
  }

  async function write(): Promise<void> {
    let noted = arrivals;
    const counted = [...counts.values()];
    arrivals = [];
    counts.clear();
    try {
      await store.addArrivals(noted);
      noted = [];
      for (let next = counted.at(-1); next; next = counted.at(-1)) {
        await store.addCounts(next.place, next.hour, next.added);
        counted.pop();
      }
    } catch (error) {
      arrivals.push(...noted);
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
      if (arrival) {
        arrival.same.addOne();
        arrivals.push({ ...place, at: new Date(Math.floor(arrival.at.getTime() / 1000) * 1000) });
      }
      const added = Object.fromEntries(countedAs(submission, survey).map((name) => [name, 1]));
      add({ place, hour: receivedHour, added });
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

/**
 * What a process sees of the forms that come in at an access point, in its memory: how many of the hour had the same
 * answers, and what is to be counted for the quality pages. Every few seconds it is written down in one heap, mixed, so
 * that the place of a record on the disk points to no submission. A crash loses the last seconds of these counts, never
 * an answer. Each process sees what came to it, so several see fewer forms with the same answers.
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

export function pointWatch(store: Store) {
  let same = sameAnswers();
  let arrivals: Arrival[] = [];
  let counts = new Map<string, { place: PointPlace; hour: Date; added: Record<string, number> }>();

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
      const key = `${accessPointId} ${revision} ${receivedHour.getTime()}`;
      const held = counts.get(key) ?? { place, hour: receivedHour, added: {} };
      counts.set(key, held);
      for (const name of countedAs(submission, survey)) held.added[name] = (held.added[name] ?? 0) + 1;
    },
    /** Writes down what was noted since the last time. */
    async flush(): Promise<void> {
      const [noted, counted] = [arrivals, [...counts.values()]];
      arrivals = [];
      counts = new Map();
      await store.addArrivals(noted);
      for (const { place, hour, added } of counted) await store.addCounts(place, hour, added);
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

/**
 * What a process sees of the forms that come in at an access point, in its memory: how many of the hour had the same
 * answers, and what is to be counted for the quality pages. Every few seconds it is written down in one heap, mixed, so
 * that the place of a record on the disk points to no submission. A crash loses the last seconds of these counts, never
 * an answer. Each process sees what came to it, so several see fewer forms with the same answers.
 */
import { createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { raisedFlags, hourOf, type Submission } from '../submissions/submission.ts';
import { scaleOf, type SurveyContent } from '../surveys/survey.ts';
import { isSetApart, isStraightLined } from './flag.ts';
import { scorePlace } from './pointHour.ts';
import type { Arrival, PointPlace, QualityStore } from './store.ts';

type Answers = Submission['answers'];
type Store = Pick<QualityStore, 'addArrivals' | 'addCounts'>;

export function pointWatch(store: Store) {
  let same = sameAnswers();
  let arrivals: Arrival[] = [];
  let counts = new Map<string, { place: PointPlace; hour: Date; added: Record<string, number> }>();

  return {
    /** Forms of the hour that had the very same answers at the point. */
    sameBefore(accessPointId: string, answers: Answers, now: Date): number {
      if (same.hour !== hourOf(now).getTime()) same = sameAnswers(now);
      return same.of(accessPointId, answers);
    },
    /** @param isArrival whether it came when it was given; what waited on a kiosk says nothing of when people came */
    note(
      submission: Submission,
      survey: SurveyContent,
      { at, isArrival }: { at: Date; isArrival: boolean },
    ): void {
      const { accessPointId, revision, answers, receivedHour } = submission;
      if (same.hour !== receivedHour.getTime()) same = sameAnswers(at);
      same.add(accessPointId, answers);
      const place = { accessPointId, revision };
      if (isArrival) arrivals.push({ ...place, at: new Date(Math.floor(at.getTime() / 1000) * 1000) });
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
  const markOf = (accessPointId: string, answers: Answers) =>
    createHmac('sha256', key)
      .update(canonicalize([accessPointId, answers])!)
      .digest('base64');
  return {
    hour: now && hourOf(now).getTime(),
    of: (accessPointId: string, answers: Answers): number => counts.get(markOf(accessPointId, answers)) ?? 0,
    add(accessPointId: string, answers: Answers): void {
      const mark = markOf(accessPointId, answers);
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
    },
  };
}

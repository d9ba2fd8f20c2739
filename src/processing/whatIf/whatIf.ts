/**
 * Computes a closed round by a method that it does not have, compared with its own method: as a file, and without changing
 * anything.
 */
import type { JobKind } from '../../access/jobs/job.ts';
import { csvLines, csvStart } from '../../platform/tables/csv.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { overtaken, publicationInstead } from '../published/standing.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { countingPlan } from '../../statistics/estimation/countingPlan.ts';
import { measuredRounds } from '../results/measuredRounds.ts';
import { methodKey } from '../../statistics/method/method.ts';
import type { MeasuredRound } from '../results/results.ts';
import { lineWords } from '../results/lineWords.ts';
import { sideBySide } from '../results/sideBySide.ts';
import { surveyShape } from '../../design/methods/surveyShape.ts';
import { addForm, type TallySheet } from '../../statistics/estimation/tally.ts';
import { countablePlans } from '../tallies/countablePlans.ts';
import { methodTexts } from '../../design/methods/texts.ts';
import type { Stores } from '../stores.ts';

interface WhatIfRequest {
  readonly roundId: string;
  /** Id and version of the method. */
  readonly method: string;
  readonly language: PageLanguage;
}

const formsPerCheckpoint = 1000;

export function whatIfJob(stores: Stores): JobKind<WhatIfRequest> {
  return {
    name: 'whatIf',
    title: { vi: 'Tính thử theo phương pháp khác', en: 'Recomputing by another method' },
    file: { name: 'tinh-thu.csv', mediaType: 'text/csv; charset=utf-8' },
    async run({ parameters, write, checkpoint }) {
      const { roundId, method: key, language } = parameters;
      const [round, method] = await Promise.all([stores.rounds.find(roundId), stores.methods.find(key)]);
      if (!round || !method) throw gone();
      const rounds = measuredRounds(stores, () => round.closesAt);
      const main = await rounds.measure(round);
      if (await publicationInstead(stores.publications, roundId, main.snapshot)) throw overtaken();
      const plan = countingPlan(method, surveyShape(main.survey.content, method));
      const sheet: TallySheet = new Map();
      const positions = countablePlans(stores);
      const of = await stores.submissions.countOfRound(roundId);
      let done = 0;
      for await (const form of stores.submissions.eachOfRound(roundId)) {
        const named = { ...form, roundId };
        await positions.prepare([named]);
        const standing = form.late ? ('late' as const) : ('counted' as const);
        addForm(plan, sheet, { ...positions.positionOf(named), standing, ...form });
        done += 1;
        if (done % formsPerCheckpoint === 0) await checkpoint({ done, of, resumeFrom: null });
      }
      const snapshot: ResultsSnapshot = {
        id: roundId,
        surveyVersionId: main.survey.id,
        method: methodKey(method),
        tallies: [...sheet.values()],
      };
      const populations = await rounds.populationsOf({ ...main, plan }, main.tree);
      write(tableOf(main, { ...main, plan, snapshot, populations }, language));
      await checkpoint({ done, of: done, resumeFrom: null });
    },
  };
}

/** @throws Problem conflict if the two must not be shown together */
function tableOf(main: MeasuredRound, other: MeasuredRound, language: PageLanguage): string {
  const { round, tree } = main;
  const t = methodTexts[language];
  const unitIds = round.unitIds.flatMap((id) => tree.subtreeIds(id));
  const { state, rows } = sideBySide(round.closesAt, main, other, unitIds);
  if (state === 'tooClose') throw tooClose();
  const lines = rows.map(({ unitId, main: mine, other: theirs }) => {
    const [before, after] = [lineWords({ figure: mine }, language), lineWords({ figure: theirs }, language)];
    return [
      inLanguage(tree.name(unitId), language),
      ...[before, after].flatMap(({ value, interval, people }) => [value, interval, people]),
    ];
  });
  const names = [main, other].map(
    ({ plan }) => `${inLanguage(plan.method.name, language)} (${methodKey(plan.method)})`,
  );
  const head = [t.whatIf.unit, ...names.flatMap((name) => [name, t.whatIf.interval, t.whatIf.people])];
  const notes = [...(round.madeUp ? [inLanguage(round.madeUp, language)] : []), t.whatIf.note];
  const table = [...notes.map((note) => [note]), head, ...lines];
  return csvStart([inLanguage(round.title, language)]) + csvLines(table);
}

function gone(): Problem {
  return new Problem('notFound', {
    vi: 'Đợt hoặc phương pháp này không còn nữa.',
    en: 'The round or the method is not there any more.',
  });
}

function tooClose(): Problem {
  return new Problem('conflict', {
    vi: 'Hai phương pháp tính trên số người chênh nhau dưới 10 ở một ô nào đó. Đặt cạnh nhau sẽ lộ câu trả lời của vài người, nên không lập bảng được.',
    en: 'The two methods count people that differ by fewer than ten somewhere. Side by side they would tell what those few answered, so there is no table.',
  });
}

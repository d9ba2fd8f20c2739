/** The file of single forms: rows that say the same, and what they may be. */
import { channels } from '../../src/accessPoints/accessPoint.ts';
import { anonymised } from '../../src/exports/anonymise.ts';
import { partsInAnalysis } from '../../src/exports/partsInAnalysis.ts';
import { singleForms, type SingleForms } from '../../src/satisfaction/singleForms.ts';
import { readFormsOf } from '../exports/someForms.ts';
import { afterClosing } from '../satisfaction/measured.ts';
import { answering, type AlikeRows } from './knowledge.ts';
import { bandsUsed, channelsUsed, days, places, services, type State } from './province.ts';
import { placesOf } from './openSources.ts';
import { columnsOf } from './staffSources.ts';

/** What the program says that rows may tell. */
export async function toldInForms(state: State): Promise<SingleForms> {
  const counting = { columns: columnsOf(state), now: afterClosing };
  return singleForms(state.measured, await partsInAnalysis(state.measured, counting), afterClosing);
}

export async function alikeRows(state: State, tells: SingleForms): Promise<AlikeRows[]> {
  const { measured, given } = state;
  const { forms, order } = await anonymised(readFormsOf(measured, given, services), tells);
  const { lists, units, service, channel, abouts, answers, month } = forms;
  const [band] = lists.content.about;
  const all = answering('q1', [0, 1, 2, 3, 4, 5]);
  const isSecond = (question: string) => new Set(answering(question));
  const [second, third] = [isSecond('q2'), isSecond('q3')];
  const found = new Map<string, AlikeRows & { count: number }>();
  for (const row of order) {
    const told = units
      .filter(({ codes }) => codes[row]! < lists.unitIds.length)
      .map(({ codes }) => lists.unitIds[codes[row]!]!);
    const unit = told.at(-1) ?? 'province';
    const isHiddenBelow = units.some(({ codes, hidden }) => codes[row] === hidden);
    const bandCode = abouts[0]!.codes[row]!;
    const [q1, q2, q3] = answers.map(({ codes, hidden }) =>
      codes[row] === hidden ? undefined : codes[row]!,
    );
    const monthCode = month.codes[row]!;
    const alike: AlikeRows = {
      count: 0,
      places: isHiddenBelow ? placesOf(unit) : places.includes(unit) ? [unit] : placesOf(unit),
      days: days.filter(
        (day) => monthCode === month.hidden || Number(day.slice(5, 7)) === (monthCode % 12) + 1,
      ),
      values: {
        service: service.codes[row] === service.hidden ? services : [lists.serviceIds[service.codes[row]!]!],
        channel: channel.codes[row] === channel.hidden ? channelsUsed : [channels[channel.codes[row]!]!],
        about:
          bandCode === abouts[0]!.hidden
            ? [...bandsUsed, '']
            : [bandCode === 0 ? '' : band!.options[bandCode - 1]!.id],
        answers: all.filter(
          (one) =>
            (q1 === undefined || Number(one[0]) === Math.max(0, q1 - 1)) &&
            (q2 === undefined || second.has(one) === q2 > 1) &&
            (q3 === undefined || third.has(one) === q3 > 1),
        ),
      },
    };
    const key = JSON.stringify(alike);
    found.set(key, { ...alike, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

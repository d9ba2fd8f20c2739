/**
 * A script that reproduces the index of a unit and its findings from the microdata file alone, and compares them with the
 * program's figures. Both scripts are in `views/dissemination/exports`; this module adds what the file does not contain: the
 * method, the design effect of the round, and the figures.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../platform/projectFolder.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { partsOf, WHOLE } from '../../statistics/estimation/scope.ts';
import { exactFigure } from '../../processing/results/exactFigure.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { pooledUnits } from '../../processing/results/pooledUnits.ts';
import { findDrivers } from '../analysis/drivers.ts';
import { findGaps, type GroupGap } from '../analysis/gaps.ts';
import type { AskedFinding } from '../analysis/finding.ts';
import type { MicroFrame } from './microdata.ts';
import { microTexts } from './microTexts.ts';

export const scriptFormats = ['R', 'py'] as const;
export type ScriptFormat = (typeof scriptFormats)[number];

/** A figure of the program. The file has it too if as many people are behind it there, and behind all of the same group. */
interface PublishedFigure {
  readonly key: string;
  readonly value: number;
  readonly people: number;
  readonly together: string;
}

const texts = catalogue('dissemination/reproduce');

/** @param fileName of the CSV file with commas */
export async function reproduceScript(
  frame: MicroFrame,
  asked: Omit<AskedFinding, 'scope'>,
  format: ScriptFormat,
  fileName: string,
): Promise<string> {
  const { measured, unitId, now } = asked;
  const { plan, tree } = measured;
  const ofWhole = { ...asked, scope: WHOLE };
  const found = await findGaps(ofWhole);
  const gaps = 'refusal' in found ? [] : found.gaps;
  const t = texts[frame.language];
  const { columns, no: inTime } = microTexts[frame.language];
  const given = {
    file: fileName,
    words: t.words,
    unitColumn: columns.unitId,
    lateColumn: columns.late,
    inTime,
    units: tree.subtreeIds(unitId),
    subunits: tree.childIds(unitId).map((id) => ({ key: `units.${id}`, units: tree.subtreeIds(id) })),
    ...methodOf(plan),
    deff: roundFigures(measured, now).designEffect(WHOLE),
    groups: groupsOf(frame, gaps),
    published: await publishedOf(ofWhole, gaps),
  };
  const template = readFileSync(
    join(projectFolder(), 'views', 'dissemination', 'exports', `reproduce.${format}`),
    'utf8',
  );
  const title = `${inLanguage(frame.round.title, frame.language)} · ${inLanguage(tree.name(unitId), frame.language)}`;
  const notes = [title, t.purpose, t.limits].map((note) => `# ${note.replaceAll(/\s+/g, ' ')}`);
  const value = format === 'R' ? asR(given) : JSON.stringify(given).replaceAll("'", '\\u0027');
  return `${notes.join('\n')}\n${template.replace('GIVEN', () => value)}`;
}

function methodOf(plan: CountingPlan) {
  const { method, questions, factors, scoreUnit } = plan;
  return {
    minimum: method.minimumValid,
    mode: method.mode,
    interval: method.interval,
    decimals: method.decimals,
    noOpinionCounts: method.noOpinion === 'included',
    questions: questions.map(({ id, levels, factor, scores }) => ({
      id,
      levels,
      factor: factors[factor]!,
      scores: scores.map((score) => score / scoreUnit),
    })),
    parts: partsOf(plan, WHOLE).map(({ components, weight }) => ({
      weight: ratioToNumber(weight),
      questions: questions.filter(({ component }) => components.includes(component)).map(({ id }) => id),
    })),
  };
}

/** Each group that is compared, by the column and the text that stand for it in the file. */
function groupsOf({ language }: MicroFrame, gaps: readonly GroupGap[]) {
  const { channel } = microTexts[language].columns;
  return gaps
    .filter(({ gap }) => gap?.p !== undefined)
    .map((one) => ({
      key: groupKey(one),
      column: one.dimension.id === 'channel' ? channel : inLanguage(one.dimension.label, language),
      label: inLanguage(one.group.label, language),
    }));
}

const groupKey = ({ dimension, group }: GroupGap): string => `gaps.${dimension.id}.${group.key}`;

async function publishedOf(asked: AskedFinding, gaps: readonly GroupGap[]): Promise<PublishedFigure[]> {
  const { measured, unitId, now } = asked;
  const figure = roundFigures(measured, now).whole(unitId);
  const found: PublishedFigure[] = [];
  const add = (key: string, value: number | undefined, people: number, together = ''): void => {
    if (value !== undefined) found.push({ key, value, people, together });
  };
  for (const [name, value] of Object.entries(figure.state === 'shown' ? exactFigure(figure) : {}))
    add(`index.${name}`, value, 'people' in figure ? figure.people : 0);
  const drivers = await findDrivers(asked);
  if (!('refusal' in drivers)) {
    add('drivers.explained', drivers.explained, drivers.people);
    for (const { factorId, share } of drivers.factors) add(`drivers.${factorId}`, share, drivers.people);
  }
  for (const one of gaps) {
    const people = 'people' in one.figure ? one.figure.people : 0;
    add(`${groupKey(one)}.points`, one.gap && decimalToNumber(one.gap.points), people);
    add(`${groupKey(one)}.p`, one.adjustedP, people, 'gaps');
  }
  const pooled = pooledUnits(measured, { unitId, scope: WHOLE }, now);
  for (const { unitId: id, figure: own, pooled: one } of typeof pooled === 'string' ? [] : pooled.units) {
    const people = 'people' in own ? own.people : 0;
    add(`units.${id}.share`, one?.share, people, 'units');
    add(`units.${id}.low`, one?.interval.low, people, 'units');
    add(`units.${id}.up`, one?.interval.up, people, 'units');
  }
  return found;
}

/** A value as an expression of R: objects and arrays as lists. */
function asR(value: unknown): string {
  if (Array.isArray(value)) return `list(${value.map(asR).join(', ')})`;
  if (typeof value === 'object' && value !== null)
    return `list(${Object.entries(value).map(([key, one]) => `${key} = ${asR(one)}`).join(', ')})`; // prettier-ignore
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return JSON.stringify(value);
}

/** Figures that the seven analyses give to an analyst of the whole province, beside the results of the round. */
import { commentTopics } from '../../src/dissemination/analysis/commentTopicsPage.ts';
import { findTopics } from '../../src/dissemination/analysis/commentTopics.ts';
import { countedSides } from '../../src/dissemination/analysis/countedSides.ts';
import { dimensionsOf } from '../../src/dissemination/analysis/dimensions.ts';
import { drivers } from '../../src/dissemination/analysis/driversPage.ts';
import type { AskedFinding } from '../../src/dissemination/analysis/finding.ts';
import { topicsJson } from '../../src/dissemination/analysis/findingJson.ts';
import { gaps } from '../../src/dissemination/analysis/gapsPage.ts';
import { nonresponse } from '../../src/dissemination/analysis/nonresponsePage.ts';
import { smallUnits } from '../../src/dissemination/analysis/smallUnitsPage.ts';
import { target } from '../../src/dissemination/analysis/targetPage.ts';
import { driftOf } from '../../src/dissemination/timeSeries/drift.ts';
import { periodStart, type PeriodSize } from '../../src/dissemination/timeSeries/timePeriod.ts';
import { seriesOf } from '../../src/dissemination/timeSeries/timeSeries.ts';
import { sortComments } from '../../src/processing/comments/sortComments.ts';
import { roundFigures } from '../../src/processing/results/roundFigures.ts';
import { WHOLE, type Scope } from '../../src/statistics/estimation/scope.ts';
import { plan, unitIds, type Asking } from './analysedProvince.ts';
import { questionIds } from './province.ts';

/** Respondents of a unit with its subunits; of groups of them, if there are any. */
export interface Group {
  readonly unitId: string;
  readonly of: readonly { readonly by: string; readonly keys: readonly string[] }[];
  /** All but these groups. */
  readonly isOthers?: boolean;
}

export interface KnownFigure {
  readonly source: string;
  readonly group: Group;
  readonly scope: Scope;
  readonly percent: number;
}

export const scopes: readonly Scope[] = [
  WHOLE,
  ...plan.factors.map((id): Scope => ({ kind: 'factor', id })),
  ...questionIds.map((id): Scope => ({ kind: 'question', id })),
];

type Json = { readonly state: string; readonly valuePercent?: number };

export async function analystsFigures(asking: Asking, scopesAsked: readonly Scope[]): Promise<KnownFigure[]> {
  const found: KnownFigure[] = [];
  for (const unitId of unitIds)
    for (const scope of scopesAsked) {
      const asked = { ...asking, unitId, scope };
      found.push(
        ...ofResults(asked),
        ...(await ofGaps(asked)),
        ...(await ofNonresponse(asked)),
        ...(await ofTopics(asked)),
        ...(await ofSmallUnits(asked)),
        ...(await ofTarget(asked)),
        ...(await ofDrivers(asked)),
        ...(await ofDrift(asked, 'month')),
        ...(await ofDrift(asked, 'week')),
        ...(await ofDrift(asked, 'day')),
      );
    }
  return found;
}

function known(
  source: string,
  { scope }: Pick<AskedFinding, 'scope'>,
  group: Group,
  figure: Json,
): KnownFigure[] {
  return figure.state === 'shown' ? [{ source, group, scope, percent: figure.valuePercent! }] : [];
}

/** What a program gets; nothing of what is refused. */
async function jsonOf<Found>(
  kind: { find: (asked: AskedFinding) => Promise<object> },
  asked: AskedFinding,
): Promise<Found | undefined> {
  const found = (await kind.find(asked)) as { readonly json?: object };
  return found.json && (wire(found.json) as Found);
}

function wire(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Figures of the results of the round, which everybody reads. */
function ofResults({ measured, now, unitId, scope }: AskedFinding): KnownFigure[] {
  const figures = roundFigures(measured, now);
  const percentOf = (of: Parameters<typeof figures.of>[1]): Json => {
    const figure = figures.of(unitId, of);
    return figure.state === 'shown' ? { state: 'shown', valuePercent: figure.value.units / 100 } : figure;
  };
  const groups = scope.kind === 'whole' ? (['channel', 'service', 'about', 'day'] as const) : [];
  return [
    ...known('results', { scope }, { unitId, of: [] }, percentOf({ scope })),
    ...groups.flatMap((dimension) =>
      figures.cells.values(dimension).flatMap((value) => {
        const [by, key] = dimension === 'about' ? (value.split(':') as [string, string]) : [dimension, value];
        const of = [{ by: dimension === 'about' ? `about:${by}` : by, keys: [key] }];
        return known('results', { scope }, { unitId, of }, percentOf({ dimension, value }));
      }),
    ),
  ];
}

async function ofGaps(asked: AskedFinding): Promise<KnownFigure[]> {
  const found = await jsonOf<{
    gaps: { dimension: string; group: string; figure: Json; others: Json }[];
  }>(gaps, asked);
  return (found?.gaps ?? []).flatMap(({ dimension, group, figure, others }) => {
    const of = { unitId: asked.unitId, of: [{ by: dimension, keys: [group] }] };
    return [...known('gaps', asked, of, figure), ...known('gaps', asked, { ...of, isOthers: true }, others)];
  });
}

async function ofNonresponse(asked: AskedFinding): Promise<KnownFigure[]> {
  const { unitId } = asked;
  const { official, calibration, channels } = (await jsonOf<{
    official: Json;
    calibration: { margins?: { margin: string }[]; plainShare: number };
    channels: { channel: string; figure: Json }[];
  }>(nonresponse, asked))!;
  return [
    ...known('nonresponse', asked, { unitId, of: [] }, official),
    ...channels.flatMap(({ channel, figure }) =>
      known('nonresponse', asked, { unitId, of: [{ by: 'channel', keys: [channel] }] }, figure),
    ),
    ...(calibration.margins ? await ofMargins(asked, calibration.margins) : []),
  ];
}

/** The calibrated index is made of the cells of its margins, which the crosstab of an analyst shows one by one. */
async function ofMargins(
  asked: AskedFinding,
  margins: readonly { margin: string }[],
): Promise<KnownFigure[]> {
  const { measured, unitId, scope, columns, now } = asked;
  const all = dimensionsOf(measured, [], unitId);
  const dimensions = margins.map(({ margin }) => all.find(({ id }) => id === margin)!);
  const { keys, tableOf } = await countedSides(measured, { unitId, dimensions }, { columns, now });
  const table = tableOf(scope)!;
  return (keys[0] ?? []).flatMap((first) =>
    (keys[1] ?? [undefined]).flatMap((second) => {
      const of = [first, second].flatMap((key, at) =>
        key === undefined ? [] : [{ by: margins[at]!.margin, keys: [key] }],
      );
      const figure = table.figure({ first, second });
      return figure.state === 'shown'
        ? known('margins', asked, { unitId, of }, { state: 'shown', valuePercent: figure.value.units / 100 })
        : [];
    }),
  );
}

async function ofTopics(asked: AskedFinding): Promise<KnownFigure[]> {
  const sort = (work: Parameters<typeof sortComments>) => sortComments(...work);
  const found = await findTopics(asked, ({ texts, isOfUnit }) => Promise.resolve(sort([texts, isOfUnit])));
  if ('refusal' in found) return [];
  const { topics } = wire(topicsJson(found)) as { topics: { id: string; figure: Json }[] };
  return topics.flatMap(({ id, figure }) =>
    known(commentTopics.id, asked, { unitId: asked.unitId, of: [{ by: 'topic', keys: [id] }] }, figure),
  );
}

async function ofSmallUnits(asked: AskedFinding): Promise<KnownFigure[]> {
  const found = await jsonOf<{
    units: { id: string; figure: Json; pooled?: { share: number; shrinkage: number } }[];
  }>(smallUnits, asked);
  return (found?.units ?? []).flatMap(({ id, figure }) =>
    known('small-units', asked, { unitId: id, of: [] }, figure),
  );
}

async function ofTarget(asked: AskedFinding): Promise<KnownFigure[]> {
  const { unitId } = asked;
  const found = await jsonOf<{
    units: { unitId: string; figure: Json }[];
    questions: { questionId: string; figure: Json }[];
  }>(target, asked);
  return [
    ...(found?.units ?? []).flatMap((one) =>
      known('target', asked, { unitId: one.unitId, of: [] }, one.figure),
    ),
    ...(found?.questions ?? []).flatMap(({ questionId: id, figure }) =>
      known('target', { scope: { kind: 'question', id } }, { unitId, of: [] }, figure),
    ),
  ];
}

async function ofDrivers(asked: AskedFinding): Promise<KnownFigure[]> {
  if (asked.scope.kind !== 'whole') return []; // the figures of the same questions again
  const found = await jsonOf<{ priorities: { id: string; figure: Json }[] }>(drivers, asked);
  return (found?.priorities ?? []).flatMap(({ id, figure }) =>
    known('drivers', { scope: { kind: 'question', id } }, { unitId: asked.unitId, of: [] }, figure),
  );
}

async function ofDrift(asked: AskedFinding, size: PeriodSize): Promise<KnownFigure[]> {
  const { measured, unitId, scope, columns, now } = asked;
  const dimensions = dimensionsOf(measured, [], unitId);
  const made = await seriesOf(measured, { unitId, scope, size, filters: [] }, { dimensions, columns, now });
  if ('error' in made) return [];
  const phases = driftOf([{ ...made, title: { vi: '' }, breaks: [] }], size, []);
  return phases
    .flatMap(({ points }) => points)
    .map(({ from, share }) => ({
      source: 'drift',
      group: {
        unitId,
        of: [{ by: size, keys: [periodStart(from, size).slice(0, size === 'month' ? 7 : 10)] }],
      },
      scope,
      percent: 100 * share,
    }));
}

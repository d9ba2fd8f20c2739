/**
 * Two rounds that differ in nothing but what is hidden: whatever is told of one is told of the other, word for word. So no
 * page, file or report has a figure of its own that is not in the attacker's system, whatever it is made by.
 */
import { expect, test } from '@jest/globals';
import { cellJson, cellPlaces } from '../../src/api/talliedCells.ts';
import { tallyDimensions } from '../../src/api/operations.ts';
import { aggregatesJson, aggregatesTable, layouts } from '../../src/exports/aggregates.ts';
import type { KeptCheckpoint } from '../../src/ledger/store.ts';
import { boardPage } from '../../src/publications/boardPage.ts';
import { frozenContent } from '../../src/publications/freeze.ts';
import { publicationPage } from '../../src/publications/publicationPage.ts';
import { publicationTaken } from '../../src/publications/publicationTaken.ts';
import { whyPart } from '../../src/reports/gatherReport.ts';
import { writeReport, writeSheet } from '../../src/reports/writeReport.ts';
import { resultsOf, type MeasuredRound } from '../../src/satisfaction/results.ts';
import { resultsJson } from '../../src/satisfaction/resultsJson.ts';
import { resultsPage } from '../../src/satisfaction/resultsPage.ts';
import { resultsTaken } from '../../src/satisfaction/resultsTaken.ts';
import { whyOf } from '../../src/satisfaction/why.ts';
import { whyJson } from '../../src/satisfaction/whyJson.ts';
import { whyPage } from '../../src/satisfaction/whyPage.ts';
import { roundVolumes } from '../../src/volumes/roundVolumes.ts';
import { aReport, office } from '../reports/aReport.ts';
import { afterClosing, aMeasuredRound, nothingBeside, type GivenForms } from '../satisfaction/measured.ts';
import { duringAt } from '../support/builders.ts';

const language = 'en';
const wards = ['ward-a', 'ward-b', 'ward-c', 'ward-d'];
const unitIds = ['city', ...wards];
const wrote = await aReport(language);

const well = { q1: 5, q2: 4, q3: 5 };
const badly = { q1: 1, q2: 4, q3: 2 };

/** Large wards, in which nothing is small. */
const large: readonly GivenForms[] = ['ward-a', 'ward-b'].flatMap((unitId) => [
  { unitId, count: 90, answers: well, serviceId: 'land' },
  { unitId, count: 30, answers: badly, serviceId: 'land', channel: 'kiosk' },
]);

const few = { unitId: 'ward-a', answers: well, serviceId: 'land' };

type Parts = readonly [Partial<GivenForms>, Partial<GivenForms>];

/** Two parts of a few people, of one of whom fewer than ten were asked. */
function roundWith(
  [one, other]: Parts,
  [first, second]: readonly [number, number],
  more: readonly GivenForms[] = [],
) {
  return aMeasuredRound(
    [...large, { ...few, ...one, count: first }, { ...few, ...other, count: second }, ...more],
    wards,
  );
}

/** In it both parts were large, and judged each in their own way. */
const roundBefore = ([one, other]: Parts): MeasuredRound =>
  aMeasuredRound(
    [
      ...large,
      { unitId: 'ward-a', serviceId: 'land', ...one, answers: badly, count: 30 },
      { unitId: 'ward-a', serviceId: 'land', ...other, answers: well, count: 40 },
    ],
    wards,
  );

/** All that is told of a round, by name: on pages and in what is taken from them, by programs, in files, reports and on the board. */
function toldOf(
  measured: MeasuredRound,
  previous: MeasuredRound,
  corrected?: MeasuredRound,
): Readonly<Record<string, string>> {
  const services: [] = [];
  const frozen = (of: MeasuredRound, number: number) =>
    frozenContent({
      measured: of,
      previous,
      checkpoint: { number: 1, size: 1, note: '', key: '' } as KeptCheckpoint,
      volumes: roundVolumes([], [], '2026-03'),
      number,
      ...(number > 1 && { corrects: 'hash', whatChanged: 'Some forms were annulled.' }),
      now: afterClosing,
    });
  const content = frozen(measured, corrected ? 2 : 1);
  const { publication } = wrote;
  const whole = { publication, content };

  const siteOf = (unitId: string, now: Date) => {
    const results = resultsOf(now, measured, unitId, previous);
    const why = whyOf(now, { current: measured, previous }, unitId);
    return {
      page: resultsPage({ language, now, measured, results, beside: nothingBeside, others: [] }),
      taken: resultsTaken(measured, results, [], language),
      json: resultsJson(now, measured, results, nothingBeside, []),
      why: whyPage({ language, now, measured, services, why }),
      whyJson: whyJson(now, measured, why),
    };
  };
  const publishedOf = (unitId: string) => {
    const unit = content.units.find(({ id }) => id === unitId)!;
    const why = whyPart({ measured, previous, services, unit, language, now: afterClosing });
    const input = { ...wrote, content, unit, why };
    return {
      publication: publicationPage({
        ...whole,
        language,
        unit,
        sorting: 'people',
        versions: [publication],
        before: [],
        origin: '',
        corrected: corrected && { publication, content: frozen(corrected, 1) },
      }),
      publicationTaken: publicationTaken({ ...whole, language, unit, sorting: 'people' }),
      report: writeReport(input, office),
      sheet: writeSheet(input, 3),
    };
  };
  const cells = tallyDimensions.flatMap((dimension) =>
    cellPlaces(measured, dimension, unitIds, afterClosing).map((place) =>
      cellJson(measured, dimension, place, afterClosing),
    ),
  );
  return named({
    content,
    cells,
    board: boardPage({ ...whole, language }),
    files: layouts.map((layout) => aggregatesTable({ content }, layout, language)),
    filesJson: aggregatesJson({ content }),
    ...named(siteOf('city', duringAt), ' while open'),
    ...Object.assign(
      {},
      ...unitIds.map((unitId) =>
        named({ ...siteOf(unitId, afterClosing), ...publishedOf(unitId) }, ` of ${unitId}`),
      ),
    ),
  });
}

function named(parts: object, what = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name + what,
      typeof part === 'string' ? part : JSON.stringify(part),
    ]),
  );
}

/** What is not the same in both. */
function between(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => one[name] !== other[name],
  );
}

const day = (givenOn: string) => ({ givenOn });
const ways: Readonly<Record<string, Parts>> = {
  wards: [{ unitId: 'ward-c' }, { unitId: 'ward-d' }],
  channels: [{ channel: 'paper' }, { channel: 'interviewer' }],
  services: [{ serviceId: 'birth' }, { serviceId: 'tax' }],
  bands: [{ about: { ageBand: 'under25' } }, { about: { ageBand: 'from25to34' } }],
  days: [day('2026-01-21'), day('2026-01-22')],
};

const twoCounts = [
  [4, 12],
  [9, 7],
] as const;

test.each(Object.entries(ways))('how few people two %s have is told nowhere', (_, parts) => {
  const before = roundBefore(parts);
  const [one, other] = twoCounts.map((counts) => toldOf(roundWith(parts, counts), before));
  expect(between(one!, other!)).toEqual([]);
});

test.each(Object.entries(ways))('nor which of two %s was not satisfied', (_, parts) => {
  const before = roundBefore(parts);
  const unsatisfied = (part: Partial<GivenForms>): GivenForms => ({
    ...few,
    ...part,
    answers: badly,
    count: 4,
  });
  const [one, other] = [
    toldOf(roundWith(parts, [0, 12], [unsatisfied(parts[0])]), before),
    toldOf(roundWith(parts, [9, 3], [unsatisfied(parts[1])]), before),
  ];
  expect(between(one, other)).toEqual([]);
});

test('nor in a correction', () => {
  const parts = ways['wards']!;
  const taken: GivenForms = { ...large[0]!, count: 15 };
  const [one, other] = twoCounts.map((counts) =>
    toldOf(
      roundWith(parts, counts, [{ ...taken, standing: 'annulled' }]),
      roundBefore(parts),
      roundWith(parts, counts, [taken]),
    ),
  );
  expect(between(one!, other!)).toEqual([]);
});

test('one person more in all is told everywhere', () => {
  const parts = ways['wards']!;
  const before = roundBefore(parts);
  const more = toldOf(roundWith(parts, [9, 8]), before);
  const found = between(toldOf(roundWith(parts, [9, 7]), before), more);
  expect(Object.keys(more).filter((name) => !name.includes(' of ward-') && !found.includes(name))).toEqual(
    [],
  );
});

import { expect, test } from '@jest/globals';
import { dimensionsOf, type AnalysisDimension } from '../../../src/dissemination/analysis/dimensions.ts';
import { talliedGroups } from '../../../src/dissemination/analysis/talliedGroups.ts';
import { chunkBuilder } from '../../../src/processing/columns/chunk.ts';
import { heldChunk } from '../../../src/processing/columns/heldChunk.ts';
import type { CountedGroup } from '../../../src/processing/columns/columnQuery.ts';
import { columnCounter } from '../../../src/processing/columns/countColumns.ts';
import { roundFigures } from '../../../src/processing/results/roundFigures.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../../processing/results/measured.ts';

const forms: readonly GivenForms[] = [
  {
    unitId: 'ward-a',
    count: 14,
    answers: { q1: 5, q2: 2, q3: 4 },
    serviceId: 'land',
    about: { ageBand: 'young' },
  },
  { unitId: 'ward-a', count: 3, answers: { q1: 1 }, channel: 'kiosk', givenOn: '2026-01-21' },
  {
    unitId: 'ward-b',
    count: 11,
    answers: { q2: 0, q3: 3 },
    about: { ageBand: 'old' },
    givenOn: '2026-02-02',
  },
  { unitId: 'ward-b', count: 2, answers: {}, serviceId: 'land' },
  { unitId: 'city', count: 5, answers: { q1: 3, q2: 3, q3: 3 }, about: { ageBand: 'old' } },
  { unitId: 'ward-c', count: 4, answers: { q1: 4, q2: 4, q3: 4 }, standing: 'late' },
];
const measured = aMeasuredRound(forms);
const byId = new Map(dimensionsOf(measured, [], 'city').map((dimension) => [dimension.id, dimension]));

function tallied(unitId: string, dimensions: readonly AnalysisDimension[]) {
  const { cells } = roundFigures(measured, afterClosing);
  return talliedGroups(measured, cells, { unitId, dimensions });
}

/** The same from columns of the same submissions. */
function fromColumns(unitId: string, dimensions: readonly AnalysisDimension[]): readonly CountedGroup[] {
  const builder = chunkBuilder();
  let position = 0;
  for (const { unitId: id, count, answers, channel = 'qr', serviceId = '', ...form } of forms) {
    for (let one = 0; one < count; one++) {
      const placed = { accessPointId: `${id} ${channel} ${serviceId}`, revision: 1, unitId: id, serviceId, channel: channel as 'qr' }; // prettier-ignore
      builder.add({
        position: position++,
        surveyVersionId: measured.survey.id,
        placed,
        day: form.givenOn ?? '2026-01-20',
        late: form.standing === 'late',
        answers,
        about: form.about ?? {},
      });
    }
  }
  const counter = columnCounter({
    query: {
      axes: dimensions.map(({ axis }) => axis),
      limits: [{ dimension: { kind: 'unit' }, values: measured.tree.subtreeIds(unitId) }],
    },
    plan: measured.plan,
    annulled: new Uint32Array(),
    below: position,
  });
  counter.add(heldChunk(builder.packed()));
  return counter.groups();
}

const byKeys = (groups: readonly CountedGroup[]) =>
  Object.fromEntries(groups.map(({ keys, numbers }) => [keys.join('/'), [...numbers]]));

test.each([
  ['city', ['unit']],
  ['city', ['service']],
  ['city', ['channel']],
  ['city', ['about:ageBand']],
  ['city', ['day']],
  ['city', ['month']],
  ['ward-a', ['channel']],
  ['city', ['unit', 'service']],
  ['city', ['channel', 'unit']],
  ['city', ['unit', 'about:ageBand']],
])('the tallies of %s hold by %j what the columns hold', (unitId, ids) => {
  const dimensions = ids.map((id) => byId.get(id)!);
  const groups = tallied(unitId, dimensions);
  expect(groups && byKeys(groups)).toEqual(byKeys(fromColumns(unitId, dimensions)));
});

test.each([
  ['city', ['question:q1']],
  ['city', ['channel', 'service']],
  ['city', ['unit', 'day']],
  ['ward-a', ['day']],
])('the tallies of %s hold nothing by %j', (unitId, ids) => {
  expect(
    tallied(
      unitId,
      ids.map((id) => byId.get(id)!),
    ),
  ).toBeUndefined();
});

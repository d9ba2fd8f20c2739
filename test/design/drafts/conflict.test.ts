import { expect, it } from '@jest/globals';
import { conflictOf } from '../../../src/design/drafts/conflict.ts';
import { duringAt } from '../../support/builders.ts';

const draft = { changedAt: duringAt, changedBy: { accountId: 'an', name: 'An' } };
const options = [
  { value: 'a', label: 'Loại A' },
  { value: 'b', label: 'Loại B' },
];

it('compares what two people typed, by the labels of what they chose', () => {
  const fieldsOf = (name: string, kind: string, channels: readonly string[]) => [
    { id: 'name', label: 'Tên', value: name },
    { id: 'kind', label: 'Loại', value: kind, options },
    { id: 'channels', label: 'Kênh', value: channels, checks: options },
  ];
  const saved = fieldsOf('Một', '', ['a']);
  const { lead, rows } = conflictOf(draft, saved, fieldsOf('Hai', 'b', ['a', 'b']), 'vi');
  expect(lead).toContain('An đã lưu bản nháp này lúc');
  const texts = rows.lines.map((cells) => cells.map((cell) => cell.texts.join()));
  expect(texts).toEqual([
    ['Tên', 'Một', 'Hai'],
    ['Loại', 'Loại A', 'Loại B'],
    ['Kênh', 'Loại A', 'Loại A, Loại B'],
  ]);
  expect(conflictOf(draft, saved, fieldsOf('Một', 'a', ['a']), 'vi').rows.lines).toEqual([]);
});

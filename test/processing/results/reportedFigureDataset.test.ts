import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { DatasetContext } from '../../../src/registers/datasets/dataset.ts';
import type { ReportedFigure } from '../../../src/registers/reportedFigures/reportedFigure.ts';
import { reportedFigureDataset } from '../../../src/processing/results/reportedFigureDataset.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, fillSmallCity } from '../../support/builders.ts';
import { colleague } from '../../support/staff.ts';

const context: DatasetContext = {
  units: [aUnit('a'), aUnit('foreign')],
  services: [],
  rounds: [],
  today: '2026-01-20',
  mayKeep: (unitId) => unitId !== 'foreign',
};
const sound = {
  unit: 'phường a',
  indicator: 'chỉ số hài lòng',
  year: '2025',
  round: '',
  value: '91,28%',
  change: '-7,86',
  rank: '5',
  of: '12',
  ranksGained: '-5',
  wording: 'Chỉ số hài lòng 91,28%, giảm 7,86%',
  source: 'Báo cáo 12/BC',
};
const read = (changes: Partial<typeof sound>) =>
  reportedFigureDataset.reader(context)({ ...sound, ...changes });
const line: ReportedFigure = {
  indicator: 'satisfactionIndex',
  unitId: 'a',
  year: 2025,
  wording: 'Chỉ số hài lòng 91,28%, giảm 7,86%',
  valueHundredths: 9128,
  changeHundredths: -786,
  rank: 5,
  of: 12,
  ranksGained: -5,
  source: { vi: 'Báo cáo 12/BC' },
};

describe('a line of reported figures', () => {
  it('is read with all that it says', () => {
    expect(read({})).toEqual({ line });
    expect(read({ change: '+0.5', rank: '', of: '', ranksGained: '' })).toMatchObject({
      line: { changeHundredths: 50 },
    });
    expect(read({ change: '−7.8' })).toMatchObject({ line: { changeHundredths: -780 } });
  });

  it.each([
    ['unit', { unit: 'phường foreign' }],
    ['indicator', { indicator: 'chỉ số khác' }],
    ['year', { year: '2027' }],
    ['round', { round: 'Đợt nào đó' }],
    ['value', { value: '' }],
    ['value', { value: '0.9128' }],
    ['change', { change: 'nhiều' }],
    ['ranksGained', { ranksGained: '1,5' }],
    ['of', { of: '' }],
    ['wording', { wording: '' }],
    ['source', { source: '' }],
  ])('is refused at %s: %j', (key, changes) => {
    const result = read(changes);
    expect(Object.keys('errors' in result ? result.errors : {})).toEqual([key]);
  });

  it('comes back from its own cells', () => {
    for (const language of ['vi', 'en'] as const) {
      const cells = reportedFigureDataset.cellsOf(line, context, language).map(String);
      const texts = reportedFigureDataset.columns.map(({ key }, index) => [key, cells[index]!]);
      expect(reportedFigureDataset.reader(context)(Object.fromEntries(texts))).toEqual({ line });
    }
  });

  it('is named as contradicting itself or the year before, and is no error', () => {
    const before: ReportedFigure = { ...line, year: 2024, valueHundredths: 9900, rank: 3 };
    const notes = reportedFigureDataset.notesOf!(line, new Map([['before', before]]), 'vi');
    expect(notes).toHaveLength(3); // place 0 the year before; place 3 was reported; 99,00 was reported, not 99,14
    expect(notes.join(' ')).toContain('99,14%');
  });
});

describe('figures as reported', () => {
  const testApp = useApp();
  beforeAll(async () => {
    await fillSmallCity(testApp().stores);
  });

  it('are put in with what contradicts them, and stand beside the computed ones', async () => {
    const manager = await colleague(testApp(), 'manager');
    const rows = [
      'Đơn vị;Chỉ số;Năm;Giá trị (%);Tăng giảm;Hạng;Trên tổng số;Tăng giảm bậc;Nguyên văn;Nguồn',
      'phường city;Chỉ số hài lòng;2026;91,28;-7,86;5;12;-5;"Chỉ số hài lòng: 91,28%";Báo cáo 12',
    ];
    const { headers } = await manager
      .upload('/staff/reported-figures/many/upload', rows.join('\n'))
      .expect(303);
    const url = String(headers['location']);
    expect((await manager.get(url)).text).toContain('Mâu thuẫn trong báo cáo');
    await manager.post(`${url}/apply`, { base: '0' }).expect(303);
    const { text } = await request(testApp().app).get('/results/round').expect(200);
    expect(text).toContain('<blockquote lang="vi">Chỉ số hài lòng: 91,28%</blockquote>');
    expect(text).toContain('Báo cáo 12');
    const { body } = await request(testApp().app).get('/results/round.json').expect(200);
    expect(body.reportedFigures).toMatchObject([
      { year: 2026, contradictions: [{ kind: 'previousRankImpossible' }] },
    ]);
    expect(testApp().errors).toEqual([]);
  });
});

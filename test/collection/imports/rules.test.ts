import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { guessDayOrder, readDay } from '../../../src/collection/imports/givenDay.ts';
import { guessLevel, guessOption } from '../../../src/collection/imports/guessMeaning.ts';
import { guessUses } from '../../../src/collection/imports/guessUses.ts';
import { guessHeadingRows, headingsOf } from '../../../src/collection/imports/headings.ts';
import { formIds } from '../../../src/collection/imports/identity.ts';
import { rowJudge, type ImportedForm } from '../../../src/collection/imports/judgeRow.ts';
import { guessValues, valueGroups } from '../../../src/collection/imports/guessMapping.ts';
import { optionsIn, plain, type FileRow, type Mapping } from '../../../src/collection/imports/mapping.ts';
import { unitReader } from '../../../src/collection/imports/unitWords.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { severalSurvey, smallSurvey } from '../../support/builders.ts';
import { googleRows } from './samples.ts';

const scale = sipas2017.scales[0]!;
const age = sipas2017.about[0]!;

describe('the meaning of a cell is guessed', () => {
  it.each([
    ['Rất hài lòng', '5'],
    ['RAT HAI LONG', '5'],
    ['  hài   lòng. ', '4'],
    ['Không hài lòng', '2'],
    ['Chưa hài lòng', '2'],
    ['rkhl', '1'],
    ['BT', '3'],
    ['Very satisfied', '5'],
    ['5', '5'],
    ['5.0', '5'],
    ['4 - Hài lòng', '4'],
    ['1. Rất không hài lòng', '1'],
    ['3 sao', '3'],
    ['★★★★☆', '4'],
    ['A2', '2'],
    ['Mức 3', '3'],
    ['Không có ý kiến', '0'],
    ['khong biet', '0'],
    ['No opinion', '0'],
    ['N/A', 'blank'],
    ['5 - Rất không hài lòng', ''],
    ['6', ''],
    ['hài', ''],
    ['tạm', ''],
  ])('%s', (text, meaning) => {
    expect(guessLevel(plain(text), scale)).toBe(meaning);
  });

  it('no opinion is not guessed where the scale has none', () => {
    expect(guessLevel('khong biet', { ...scale, noOpinion: undefined })).toBe('');
  });

  it.each([
    ['Dưới 25 tuổi', 'under25'],
    ['25-34', 'from25to34'],
    ['Từ 35 đến 49 tuổi', 'from35to49'],
    ['> 60', 'over60'],
    ['from25to34', 'from25to34'],
    ['Không trả lời', 'blank'],
    ['41', ''],
  ])('of a band: %s', (text, option) => {
    expect(guessOption(plain(text), age)).toBe(option);
  });
});

describe('columns are guessed by their headings', () => {
  it('in the way of Google Forms', () => {
    const uses = guessUses(googleRows(0)[0]!, sipas2017);
    expect(uses.slice(0, 3)).toEqual(['givenOn', '', 'unit']);
    expect(uses.slice(3, 25)).toEqual(sipas2017.questions.map(({ id }) => `question:${id}`));
    expect(uses.slice(25)).toEqual(['about:sex', 'about:ageBand', 'comment']);
  });

  it('without marks, in English, by ids and by numbers, each use once', () => {
    expect(guessUses(['cho ngoi', 'Equipment', 'Q3', 'Chỗ ngồi (ghi chú)'], smallSurvey)).toEqual([
      'question:q1',
      'question:q2',
      'question:q3',
      '',
    ]);
    expect(guessUses(['Câu 1', 'Câu 2', 'Câu 3', 'Timestamp'], smallSurvey)).toEqual([
      'question:q1',
      'question:q2',
      'question:q3',
      'givenOn',
    ]);
  });

  it.each(['Nơi làm thủ tục', 'Cơ quan giải quyết', 'Ông/bà đến phường nào?'])(
    'and names the unit: %s',
    (heading) => {
      expect(guessUses([heading], smallSurvey)).toEqual(['unit']);
    },
  );

  it('and a heading of several rows with merged cells is put together', async () => {
    const rows = [
      ['STT', 'Cơ sở', '', 'Phí', 'Tuổi'],
      ['', 'Chỗ ngồi', 'Thiết bị', '', ''],
    ];
    expect(headingsOf(rows)).toEqual(['STT', 'Cơ sở – Chỗ ngồi', 'Cơ sở – Thiết bị', 'Phí', 'Tuổi']);
    const head: FileRow[] = [
      [1, 'BẢNG TỔNG HỢP'],
      [3, ...rows[0]!],
      [4, ...rows[1]!],
      [5, '1', '5', '4', '4', '30'],
    ];
    expect(await guessHeadingRows(head, smallSurvey)).toEqual({ first: 3, last: 4 });
  });
});

describe('a day is read', () => {
  it.each([
    ['05/01/2026', '2026-01-05'],
    ['5-1-2026 09:30:00', '2026-01-05'],
    ['2026/01/05 9:30:12 SA GMT+7', '2026-01-05'],
    ['2026-01-05T02:00:00Z', '2026-01-05'],
    ['46027', '2026-01-05'],
    ['31/02/2026', undefined],
    ['1/2/20261', undefined],
    ['hôm qua', undefined],
  ])('%s', (text, day) => {
    expect(readDay(text, 'dmy')).toBe(day);
  });

  it('with the month first only where a day proves it', () => {
    expect(guessDayOrder(['1/5/2026', '2/6/2026'])).toBe('dmy');
    expect(guessDayOrder(['1/5/2026', '1/25/2026'])).toBe('mdy');
  });
});

describe('a unit is found', () => {
  const reader = unitReader([
    { id: 'an', names: ['Phường An Bình', 'An Binh ward'], codes: ['30112'] },
    { id: 'an-x', names: ['Xã An Bình'], codes: ['30115'] },
    { id: 'long', names: ['Xã Long Khánh'], codes: [] },
  ]);
  it.each([
    ['phường an bình', 'an'],
    ['30115', 'an-x'],
    ['Long Khánh', 'long'],
    ['UBND xã Long Khánh', 'long'],
    ['X. Long Khánh', 'long'],
    ['x.long khánh', 'long'],
    ['P. An Bình', 'several'],
    ['An Bình', 'several'],
    ['An', undefined],
  ])('%s', (text, found) => {
    expect(reader(text)).toBe(found);
  });
});

const mapping: Mapping = {
  uses: ['givenOn', 'question:q1', 'question:q2', 'question:q3', 'about:ageBand', 'comment', ''],
  dayOrder: 'dmy',
  values: [
    { of: 'scale:satisfaction-5', text: 'hai long', meaning: '4' },
    { of: 'scale:satisfaction-5', text: 'kho noi', meaning: '0' },
    { of: 'scale:satisfaction-5', text: 'bo', meaning: 'blank' },
    { of: 'about:ageBand', text: 'tre', meaning: 'under25' },
  ],
};
const judge = rowJudge({
  mapping,
  survey: smallSurvey,
  days: { first: '2026-01-05', last: '2026-01-20' },
  unitId: 'ward-a',
  readUnit: () => undefined,
});

describe('a row', () => {
  it('becomes answers, with what is left out left out', () => {
    expect(judge([2, '06/01/2026', 'Hài lòng', 'khó nói', 'BỎ', 'trẻ', 'Tốt\r\nlắm', 'lost'])).toEqual({
      kind: 'good',
      form: {
        unitId: 'ward-a',
        givenOn: '2026-01-06',
        answers: { q1: 4, q2: 0 },
        about: { ageBand: 'under25' },
        comment: 'Tốt\nlắm',
      },
    });
  });

  it('is empty when nothing is in the columns that are taken', () => {
    expect(judge([3, '', '', ' - ', '', '', '', 'Tổng'])).toEqual({ kind: 'empty' });
  });

  it('takes neither a formula nor the error of one for an answer', () => {
    expect(judge([5, '06/01/2026', '=2+2', '#REF!'])).toMatchObject({
      errors: [
        { column: 1, kind: 'unknownText', text: '=2+2' },
        { column: 2, kind: 'unknownText', text: '#REF!' },
      ],
    });
  });

  it('names every error with its column', () => {
    const long = 'a'.repeat(2001);
    expect(judge([4, '06/02/2026', 'tuyệt', '', 'x', 'già', long])).toEqual({
      kind: 'invalid',
      errors: [
        { column: 0, kind: 'outsideRound', text: '06/02/2026' },
        { column: 1, kind: 'unknownText', text: 'tuyệt' },
        { column: 3, kind: 'unknownText', text: 'x' },
        { column: 4, kind: 'unknownText', text: 'già' },
        { column: 2, kind: 'answerMissing', text: '' },
        { column: 5, kind: 'commentTooLong', text: long },
      ],
    });
  });
});

const form = (q1: number, changes: Partial<ImportedForm> = {}): ImportedForm => ({
  unitId: 'ward-a',
  answers: { q1, q2: 5 },
  about: {},
  ...changes,
});
const belonging = { mappingId: 'm', roundId: 'round', serviceId: undefined };
const idsOf = (forms: readonly ImportedForm[], changes = {}, key = Buffer.alloc(32)) => {
  const idOf = formIds({ ...belonging, ...changes }, key);
  return forms.map((one) => idOf(one));
};

describe('a cell of several options', () => {
  test.each([
    ['Trực tuyến; Bưu điện', ['Trực tuyến', ' Bưu điện']],
    ['Trực tuyến, Bưu điện', ['Trực tuyến', ' Bưu điện']],
    ['Nộp một lần, tại quầy\nBưu điện', ['Nộp một lần, tại quầy', 'Bưu điện']],
    ['1 3', ['1', '3']],
    ['Tại quầy', ['Tại quầy']],
    [' ', []],
  ])('names them: %s', (text, options) => {
    expect(optionsIn(text)).toEqual(options);
  });

  it('becomes an answer for each option, or an error', () => {
    const profile = [{ heading: 'q3', texts: ['Trực tuyến; Tại quầy', 'none of these'], filled: 2 }] as never;
    const groups = valueGroups(['question:q3'], profile, severalSurvey);
    const values = guessValues(groups, severalSurvey, []);
    expect(values.map(({ text, meaning }) => [text, meaning])).toEqual([
      ['truc tuyen', '1'],
      ['tai quay', '3'],
      ['none of these', '0'],
    ]);
    const survey = { ...severalSurvey, answersMin: 1 };
    const of = rowJudge({
      mapping: { uses: ['question:q3'], dayOrder: 'dmy', values },
      survey,
      days: { first: '', last: '' },
      unitId: 'ward-a',
      readUnit: () => undefined,
    });
    expect(of([2, 'Tại quầy; trực tuyến'])).toMatchObject({
      form: { answers: { q3_1: 2, q3_2: 1, q3_3: 2 } },
    });
    expect(of([3, 'None of these'])).toMatchObject({ form: { answers: { q3_1: 1, q3_2: 1, q3_3: 1 } } });
    for (const cell of ['None of these; Tại quầy', 'Fax'])
      expect(of([4, cell])).toMatchObject({ errors: [{ column: 0, kind: 'unknownText' }] });
  });
});

describe('the ids of forms', () => {
  it('are those of random UUIDs, all different for equal answers, and the same for the same file', () => {
    const twins = [form(5), form(5), form(4)];
    const ids = idsOf(twins);
    expect(new Set(ids).size).toBe(3);
    expect(idsOf(twins)).toEqual(ids);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('of a longer file in any order hold those of the shorter one', () => {
    const levels = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 20 });
    fc.assert(
      fc.property(levels, levels, (before, more) => {
        const longer = [...before, ...more].toSorted((one, other) => one - other);
        const ids = new Set(idsOf(longer.map((level) => form(level))));
        expect(ids.size).toBe(longer.length);
        for (const id of idsOf(before.map((level) => form(level)))) expect(ids).toContain(id);
      }),
    );
  });

  it('are others for another source, round, service, unit, day, or installation', () => {
    const all = [
      ...idsOf([form(5)]),
      ...idsOf([form(5)], { mappingId: 'n' }),
      ...idsOf([form(5)], { roundId: 'other' }),
      ...idsOf([form(5)], { serviceId: 's' }),
      ...idsOf([form(5, { unitId: 'ward-b' })]),
      ...idsOf([form(5, { givenOn: '2026-01-06' })]),
      ...idsOf([form(5)], {}, Buffer.alloc(32, 1)),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('say nothing of bands or comment, which can be erased', () => {
    const other = form(5, { about: { ageBand: 'under25' }, comment: 'x' });
    expect(idsOf([other])).toEqual(idsOf([form(5)]));
    expect(idsOf([form(5), other])[1]).toBe(idsOf([other, form(5)])[1]);
  });
});

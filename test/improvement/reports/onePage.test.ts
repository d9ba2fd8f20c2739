import { expect, test } from '@jest/globals';
import type { TextMark } from '../../../src/platform/print/sheet.ts';
import { onePage } from '../../../src/improvement/reports/onePage.ts';
import type { ReportInput } from '../../../src/improvement/reports/report.ts';
import { lineWords } from '../../../src/processing/results/lineWords.ts';
import { aReport } from './aReport.ts';

function printed(input: ReportInput): string {
  const pages = onePage(input);
  expect(pages).toHaveLength(1);
  const texts = pages[0]!.marks.filter((mark): mark is TextMark => mark.kind === 'text');
  return texts.map(({ text }) => text).join(' ');
}

test('has the index, its interval and change, where it stands, the factors, the units and what to do first', async () => {
  const input = await aReport('vi');
  const said = printed(input);
  const { value } = lineWords(input.unit.whole, 'vi');
  for (const words of [
    value,
    'khoảng tin cậy 95%',
    'So với đợt trước',
    'xếp hạng',
    'Cao nhất:',
    'Thấp nhất:',
    'Có thể đứng đầu',
    'Nên làm gì trước',
    'Bản công bố số 1',
  ])
    expect(said).toContain(words);
});

test('says so where the best and the worst factor may not differ', async () => {
  const input = await aReport('en');
  const [one, ...rest] = input.unit.factors;
  const alike = { ...input.unit, factors: [one!, { ...one!, id: rest[0]!.id }] };
  expect(printed({ ...input, unit: alike })).toContain('may not differ');
});

test('stays one page, and keeps its source, however long the texts are', async () => {
  const input = await aReport('vi');
  const long = 'Niêm yết phí và lệ phí ở từng quầy và trên cổng dịch vụ công. '.repeat(5);
  const own = input.proposed.map((one) => ({ ...one, unitId: input.unit.id, what: long }));
  const said = printed({ ...input, proposed: Array.from({ length: 9 }, () => own[0]!) });
  expect(said).toContain('https://langnghe.example.vn/publications/');
});

test('where a text is long, it leaves out the units first, and never has a heading above nothing', async () => {
  const input = await aReport('vi');
  const withAction = (what: string) =>
    printed({ ...input, proposed: [{ ...input.proposed[0]!, unitId: input.unit.id, what }] });
  const sentence = 'Niêm yết phí và lệ phí ở từng quầy. ';
  const [long, tooLong] = [withAction(sentence.repeat(30)), withAction(sentence.repeat(90))];
  expect(long).not.toContain('Có thể đứng đầu');
  expect(long).toContain(sentence.trim());
  expect(tooLong).not.toContain('Nên làm gì trước');
});

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { letterhead, usualBrand } from '../../../src/platform/brand/brand.ts';
import { lineWords } from '../../../src/processing/results/lineWords.ts';
import { slideFile } from '../../../src/improvement/reports/slideFile.ts';
import { slidesOf, writeSlides } from '../../../src/improvement/reports/writeSlides.ts';
import type { Block } from '../../../src/improvement/reports/written.ts';
import { describeWith, findProgram } from '../../support/needs.ts';
import { aReport } from './aReport.ts';

const run = promisify(execFile);
const brand = { ...usualBrand, name: { vi: 'UBND thành phố Hồng Ngự' }, colour: '#a3191b' };
const aDeck = async () => writeSlides({ ...(await aReport('vi')), letterhead: letterhead(brand, 'vi') });

test('the first slide has the index, its sentences and the factors; the last says how to check them', async () => {
  const input = await aReport('vi');
  const { slides, title, subtitle } = await aDeck();
  const { value } = lineWords(input.unit.whole, 'vi');
  expect(title).toContain('phường city');
  expect(subtitle).toContain('Bản công bố số 1');
  expect(slides[0]).toMatchObject({ value, visual: { kind: 'chart' } });
  expect(slides[0]!.points.join(' ')).toContain('khoảng tin cậy 95%');
  expect(slides.at(-1)!.points).toContain(input.publication.hash);
});

test('a slide has one picture or table, no more rows than fit, and never an empty body', async () => {
  for (const { points, visual } of (await aDeck()).slides) {
    const length = points.join('').length;
    const rows = visual?.kind === 'table' ? visual.rows.length : 0;
    expect(length + rows > 0 || visual !== undefined).toBe(true);
    expect(rows).toBeLessThanOrEqual(8);
    expect(rows > 0 ? length : 0).toBe(0);
    expect(points.length === 1 || length <= 620).toBe(true);
  }
});

test('text that does not fit goes on under the same title, in its order, and none is lost', () => {
  const texts = Array.from({ length: 30 }, (_, index) => `${index} ${'chữ '.repeat(20)}`);
  const blocks: Block[] = [
    { kind: 'heading', text: 'Đầu' },
    { kind: 'items', texts },
    { kind: 'table', columns: [], rows: Array.from({ length: 17 }, (_, index) => [String(index)]) },
  ];
  const slides = slidesOf('Phần', blocks);
  expect(new Set(slides.map(({ title }) => title))).toEqual(new Set(['Đầu']));
  expect(slides.flatMap(({ points }) => points)).toEqual(texts);
  const rows = slides.flatMap(({ visual }) => (visual?.kind === 'table' ? visual.rows : []));
  expect(rows.map(([first]) => first)).toEqual(Array.from({ length: 17 }, (_, index) => String(index)));
});

const sofficePath = findProgram(['/usr/bin/soffice', '/usr/local/bin/soffice']);

/** Debian has LibreOffice without slides. */
const impressPath = sofficePath && findProgram(['/usr/lib/libreoffice/program/libsdlo.so']);

describeWith('LibreOffice Impress', impressPath, 'the PowerPoint file', () => {
  test('opens in LibreOffice, with a page for each slide, its accents and its figures', async () => {
    const deck = await aDeck();
    const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-slides-'));
    try {
      await writeFile(join(folder, 'slides.pptx'), await slideFile(deck));
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      const into = ['--convert-to', 'pdf', '--outdir', folder];
      await run(sofficePath!, [profile, '--headless', ...into, join(folder, 'slides.pptx')]);
      const pdf = (await readFile(join(folder, 'slides.pdf'))).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(deck.slides.length + 1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('questions that changed beyond those named are counted, without pointing at an annex that slides do not have', async () => {
  const input = await aReport('vi');
  const moved = input.unit.questions.find(({ change }) => change?.movement === 'fell')!;
  const questions = Array.from({ length: 7 }, () => moved);
  const said = writeSlides({ ...input, unit: { ...input.unit, questions } }).slides.flatMap(
    ({ points }) => points,
  );
  expect(said).toContain('Còn 2 tiêu chí khác.');
  expect(said.join(' ')).not.toContain('phụ lục');
});

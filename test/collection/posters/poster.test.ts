import { describe, expect, it, test } from '@jest/globals';
import {
  minutesFor,
  posterFormats,
  posterSheet,
  printedAddress,
  type Poster,
  type PosterFormat,
} from '../../../src/collection/posters/poster.ts';
import { letterhead, usualBrand } from '../../../src/platform/brand/brand.ts';
import { lineWidthMm } from '../../../src/platform/print/letters.ts';
import { pdfOf } from '../../../src/platform/print/pdf.ts';
import { printedCode, quietMm } from '../../../src/platform/print/qrCode.ts';
import type { CodeMark, Mark, TextMark } from '../../../src/platform/print/sheet.ts';
import { svgOf } from '../../../src/platform/print/svg.ts';
import { describeWith, pdftoppmPath } from '../../support/needs.ts';
import { blurred, cut, decoded, renderPages, scaled } from '../../support/printed.ts';

const poster: Poster = {
  unitName: 'Trung tâm Phục vụ hành chính công phường An Thạnh, thành phố Hồng Ngự, tỉnh Đồng Tháp',
  serviceName: 'Cấp giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất',
  address: printedAddress('https://langnghe.dongthap.gov.vn', 'ABC234'),
  byLink: false,
  questionCount: 22,
  madeUp: true,
  language: 'vi',
  isReviewed: true,
  letterhead: letterhead({ ...usualBrand, name: { vi: 'UBND tỉnh Đồng Tháp' } }, 'vi'),
};

const codesOf = (marks: readonly Mark[]): readonly CodeMark[] => marks.filter((mark) => mark.kind === 'code');
const textsOf = (marks: readonly Mark[]): readonly TextMark[] => marks.filter((mark) => mark.kind === 'text');

const everyKind = posterFormats.flatMap((format) => [false, true].map((byLink) => [format, byLink] as const));

describe.each(everyKind)('a poster, %s (of a link: %s)', (format, byLink) => {
  const { widthMm, heightMm, marks } = posterSheet({ ...poster, byLink }, format);

  it('has a QR code unless it is of a link, whose address is typed', () => {
    expect(codesOf(marks).length > 0).toBe(!byLink);
  });

  it('says who asks, what for, how long it takes, who sees it, and that it is made up', () => {
    const said = textsOf(marks)
      .map(({ text }) => text)
      .join(' ');
    const purpose = format === 'stickers' ? 'cho ý kiến' : 'chỗ nào cần phục vụ tốt hơn';
    for (const words of ['Hồng Ngự', 'quyền sử dụng đất', '2 phút', 'không xem được', 'MINH HỌA', purpose]) {
      expect(said).toContain(words);
    }
    expect(said).toContain('langnghe.dongthap.gov.vn/s/ABC234');
  });

  it('keeps every line on the sheet, and the quiet zone of each code empty', () => {
    const lines = textsOf(marks).map(({ text, x, baseline, sizeMm, weight }) => ({
      text,
      left: x,
      right: x + lineWidthMm(text, sizeMm, weight),
      top: baseline - sizeMm,
      bottom: baseline + sizeMm * 0.25,
    }));
    for (const { left, right, top, bottom } of lines) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(3);
      expect(right).toBeLessThanOrEqual(widthMm - 3);
      expect(bottom).toBeLessThanOrEqual(heightMm - 3);
    }
    for (const { text, x, y, sideMm } of codesOf(marks)) {
      const quiet = quietMm(text, sideMm);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(quiet);
      const inQuietZone = lines.filter(
        (line) =>
          line.left < x + sideMm + quiet &&
          line.right > x - quiet &&
          line.top < y + sideMm + quiet &&
          line.bottom > y - quiet,
      );
      expect(inQuietZone).toEqual([]);
    }
  });
});

test('on A4 the code alone is at least 16 cm wide; a sheet of stickers has eight', () => {
  expect(codesOf(posterSheet(poster, 'a4').marks)[0]?.sideMm).toBeGreaterThanOrEqual(160);
  expect(codesOf(posterSheet(poster, 'stickers').marks)).toHaveLength(8);
});

test('the address is short, in capitals, and so needs the smaller kind of code', () => {
  expect(poster.address).toBe('HTTPS://LANGNGHE.DONGTHAP.GOV.VN/S/ABC234');
  expect(printedCode(poster.address).side).toBe(29); // version 3; in small letters it takes version 4, 33
  expect(printedCode(poster.address.toLowerCase()).side).toBe(33);
  expect(printedCode('A').side).toBe(29); // never a smaller one, whose quiet zone does not fit on the sheet
});

test('the time is that of the survey, in whole minutes', () => {
  expect([1, 12, 13, 22, 40].map(minutesFor)).toEqual([1, 1, 2, 2, 4]); // 5 s a question
});

test('an SVG has the same code, its letters as outlines, and its title escaped', () => {
  const svg = svgOf(posterSheet(poster, 'a6'), 'Phường <An> & Thạnh');
  expect(svg).toContain('<title>Phường &lt;An> &amp; Thạnh</title>');
  expect(svg).toContain(printedCode(poster.address).path);
  expect(svg).not.toContain('<text');
  expect(svg).not.toMatch(/NaN|undefined/);
});

describeWith('pdftoppm', pdftoppmPath, 'printed posters', () => {
  const dotsPerInch = 150;
  const dotsPerMm = dotsPerInch / 25.4;

  async function printed(format: PosterFormat) {
    const sheet = posterSheet(poster, format);
    const pdf = await pdfOf([sheet], { title: 'test', language: 'vi', madeAt: new Date(0) });
    const [page] = await renderPages(pdf, dotsPerInch);
    return { page: page!, codes: codesOf(sheet.marks), pdf };
  }

  it.each(['a4', 'a5', 'a6'] as const)(
    'are read when the code is 80 dots wide, in focus and slightly out of it: %s',
    async (format) => {
      const { page, codes } = await printed(format);
      const small = scaled(page, 80 / (codes[0]!.sideMm * dotsPerMm));
      expect(decoded(small)).toBe(poster.address);
      expect(decoded(blurred(small))).toBe(poster.address);
    },
  );

  it('are not read from a page without a code', async () => {
    const { page } = await printed('a6');
    expect(decoded(cut(page, { left: 0, top: 0, width: page.width, height: 150 }))).toBeUndefined();
  });

  it('have a code that can be read on each sticker', async () => {
    const { page, codes } = await printed('stickers');
    const read = codes.map(({ x, y, sideMm }) => {
      const part = { left: x - 5, top: y - 5, width: sideMm + 10, height: sideMm + 10 };
      const inDots = Object.fromEntries(
        Object.entries(part).map(([side, mm]) => [side, mm * dotsPerMm]),
      ) as typeof part;
      return decoded(blurred(scaled(cut(page, inDots), 80 / (sideMm * dotsPerMm))));
    });
    expect(read).toEqual(Array.from({ length: 8 }, () => poster.address));
  });

  it('carry the letters that they use, and name no font that the reader would have to have', async () => {
    const { pdf } = await printed('a5');
    const text = pdf.toString('latin1');
    expect(text).toMatch(/\/FontName \/[A-Z]+\+DejaVuSans/);
    expect(text).toMatch(/\/FontFile2/);
    expect(text).not.toMatch(/Helvetica/);
  });
});

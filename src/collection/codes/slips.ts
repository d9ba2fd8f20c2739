/** Codes for handing out: slips to cut apart, ten to a sheet, and a table. */
import { groupedCode } from '../../platform/text/codeLetters.ts';
import { csvText } from '../../platform/tables/csv.ts';
import { plainTable } from '../../platform/tables/table.ts';
import { capitalised } from '../../platform/text/plainText.ts';
import { layoutOf } from '../../platform/print/layout.ts';
import { quietMm } from '../../platform/print/qrCode.ts';
import { a4, paragraph, points, type Mark, type Sheet, type Writing } from '../../platform/print/sheet.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { codeTexts } from './texts.ts';

export interface SlipFacts {
  readonly unitName: string;
  readonly serviceName?: string | undefined;
  /** Address for answering, without the code. */
  readonly url: string;
  readonly madeUp: boolean;
  /** Languages that respondents are offered, Vietnamese first. */
  readonly languages: readonly Language[];
}

/** The code follows the #, which browsers never send; the page's script copies it into the form. */
function slipUrl(url: string, code: string): string {
  return `${url}#${code}`;
}

const slip = { widthMm: 105, heightMm: 59.4, columns: 2, rows: 5, codeMm: 32 };

export function* slipSheets(codes: readonly string[], facts: SlipFacts): Generator<Sheet> {
  const perSheet = slip.columns * slip.rows;
  for (let start = 0; start < codes.length; start += perSheet) {
    const marks = codes.slice(start, start + perSheet).flatMap((code, index) => {
      const x = (index % slip.columns) * slip.widthMm;
      const y = Math.floor(index / slip.columns) * slip.heightMm;
      return slipMarks(code, facts, { x, y });
    });
    yield { ...a4, marks };
  }
}

/**
 * Vietnamese with the other languages below, since the recipient is unknown. Slips have no serial number: none belongs to a
 * person.
 */
function slipMarks(code: string, facts: SlipFacts, { x, y }: { x: number; y: number }): readonly Mark[] {
  const { vi } = codeTexts;
  const others = facts.languages.filter((language) => language !== 'vi');
  const url = slipUrl(facts.url, code);
  const quiet = quietMm(url, slip.codeMm);
  const qr: Mark = { kind: 'code', text: url, x: x + 2 + quiet, y: y + 14, sideMm: slip.codeMm };
  const cut: Mark = {
    kind: 'box',
    x,
    y,
    widthMm: slip.widthMm,
    heightMm: slip.heightMm,
    lineMm: 0.1,
    dashed: true,
  };
  const beside = { x: qr.x + slip.codeMm + quiet, widthMm: slip.widthMm - slip.codeMm - 2 * quiet - 7 };
  const small: Writing = { ...beside, sizeMm: points(7), linesMax: 3 };
  const lines: readonly (readonly [string, Writing])[] = [
    [capitalised(facts.unitName), { ...beside, sizeMm: points(9), weight: 'bold', linesMax: 3 }],
    ...(facts.serviceName === undefined ? [] : [[facts.serviceName, small] as const]),
    ...(facts.madeUp ? [[vi.slip.madeUp, small] as const] : []),
    [vi.slip.scan, small],
    [facts.url.replace(/^https?:\/\//, ''), { ...small, linesMax: 1, weight: 'bold' }],
    [vi.slip.type, small],
    [groupedCode(code), { ...beside, sizeMm: points(14), weight: 'bold', linesMax: 1 }],
    [vi.slip.once, small],
    ...others.map(
      (language) =>
        [
          codeTexts[language].slip.once,
          { ...small, sizeMm: points(6), tag: { role: 'P', language } },
        ] as const,
    ),
  ];
  let bottom = y + 6;
  const texts = lines.flatMap(([text, writing]) => {
    const written = paragraph(text, bottom, writing);
    bottom = written.bottom + 0.8;
    return written.marks;
  });
  return [cut, qr, ...texts];
}

export function codesCsv(codes: readonly string[], url: string, columns: readonly string[]): string {
  const rows = codes.map((code, index) => [index + 1, groupedCode(code), slipUrl(url, code)]);
  return csvText(plainTable(columns, rows));
}

export const slipLayout = layoutOf(import.meta.url, slipSheets);

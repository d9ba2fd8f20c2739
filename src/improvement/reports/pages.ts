/**
 * A written report as A4 pages. Margins, order and type follow Decree 30/2020/NĐ-CP, annex I, except the typeface: the
 * one we may embed is DejaVu Serif, whose 11 points are as large as 13 points of Times New Roman (decision 0168).
 */
import { flowed, type Strip } from '../../platform/print/flow.ts';
import {
  a4,
  lineHeight,
  points,
  writtenLines,
  type Mark,
  type Sheet,
  type Writing,
} from '../../platform/print/sheet.ts';
import { artifact, cellOf, headOf, itemOf, type Tag } from '../../platform/print/tag.ts';
import { column, frameStrips, letterheadStrips, margins, rule, signatureStrips, width } from './pageFrame.ts';
import {
  isKeptWithNext,
  leadsOn,
  setCells,
  type Annex,
  type Block,
  type SetCell,
  type Written,
} from './written.ts';

const body = points(11);
const small = points(9);
const leading = 1.12;
const cell = { padX: 1.2, padY: 0.9, lineMm: 0.15 } as const;
const indentMm = 10;
/** Width of a chart: its digits are as large as small print. */
const chartWidthMm = 145;

export function pagesOf(written: Written): Sheet[] {
  const { frame, letterhead, subject, madeUp, blocks, annexes } = written;
  const strips = (shown: readonly Block[], heading: Heading) =>
    shown.flatMap((block) => blockStrips(block, heading));
  const heading = blocks.some(({ kind }) => kind === 'part') ? 'H3' : 'H2';
  const main = [
    ...(frame ? frameStrips(frame) : []),
    ...(letterhead ? letterheadStrips(letterhead, subject) : titleStrips(frame?.name, subject)),
    ...(madeUp === '' ? [] : lines(madeUp, { sizeMm: small, weight: 'serifBold', align: 'middle' }, 3)),
    ...strips(blocks.slice(0, -1), heading),
    ...kept(strips(blocks.slice(-1), heading)), // a signature is never alone on a page
    ...(frame ? signatureStrips(frame) : []),
  ];
  return [
    ...flowed(main, margins, pageNumber),
    ...annexes.flatMap((annex) =>
      flowed(
        [
          ...annexTitle(annex),
          ...centred(frame?.annexNote ?? '', { weight: 'serifItalic' }),
          ...strips(annex.blocks, 'H3'),
        ],
        margins,
        pageNumber,
      ),
    ),
  ];
}

/** Centred in the top margin, except on the first page; each annex is numbered separately. */
function pageNumber(page: number): Mark[] {
  if (page === 1) return [];
  const [line = []] = writtenLines(String(page), {
    ...column(0, a4.widthMm),
    sizeMm: body,
    weight: 'serif',
    align: 'middle',
    tag: artifact,
  });
  return line.map((mark) => ({ ...mark, baseline: margins.top / 2 + body / 2 }));
}

/** Lines over the full width, with space below the last. Neither the first nor the last stands alone on a page. */
function lines(text: string, writing: Partial<Writing> & Pick<Writing, 'sizeMm'>, below: number): Strip[] {
  const set = writtenLines(text, { ...column(0, width), weight: 'serif', ...writing });
  return set.map((marks, index) => ({
    heightMm: writing.sizeMm * lineHeight * leading + (index === set.length - 1 ? below : 0),
    marks,
    isKeptWithNext: set.length > 1 && (index === 0 || index === set.length - 2),
  }));
}

function centred(text: string, writing: Partial<Writing>): Strip[] {
  return lines(text, { sizeMm: body, align: 'middle', ...writing }, 1);
}

function annexTitle({ name, title }: Annex): Strip[] {
  const writing = { weight: 'serifBold', tag: { role: 'H2' } } as const;
  return [...centred(name, writing), ...centred(title.toLocaleUpperCase('vi'), writing)];
}

function kept(strips: readonly Strip[]): Strip[] {
  return strips.map((strip) => ({ ...strip, isKeptWithNext: true }));
}

function titleStrips(name: string | undefined, subject: string): Strip[] {
  const bold = { sizeMm: points(12), weight: 'serifBold', align: 'middle', tag: { role: 'H1' } } as const;
  return [
    ...(name === undefined ? [] : lines(name, bold, 0.5)),
    ...lines(subject, bold, 0),
    { heightMm: 5, marks: [rule(width / 2 - 22, 1, 44)] },
  ];
}

type Heading = 'H2' | 'H3';

export function blockStrips(block: Block, role: Heading): Strip[] {
  switch (block.kind) {
    case 'part':
      return [
        { heightMm: 2, marks: [] },
        ...kept(lines(block.text, { sizeMm: body, weight: 'serifBold', tag: { role: 'H2' } }, 1.5)),
      ];
    case 'heading':
      return kept(lines(block.text, { sizeMm: body, weight: 'serifBold', tag: { role } }, 1.2));
    case 'paragraph': {
      const strips = lines(block.text, { sizeMm: body, align: 'justify', indentMm }, 1.4);
      return leadsOn(block) ? kept(strips) : strips;
    }
    case 'address':
      return lines(block.text, { sizeMm: small, x: indentMm }, 1.4);
    case 'note':
      return lines(block.text, { sizeMm: small, weight: 'serifItalic', align: 'justify' }, 1.6);
    case 'items': {
      const list: Tag = { role: 'L' };
      return block.texts.flatMap((text) =>
        lines(`– ${text}`, { sizeMm: body, align: 'justify', indentMm, tag: itemOf(list) }, 1),
      );
    }
    case 'chart':
      return chartStrips(block);
    case 'table':
      return tableStrips(block);
  }
}

function chartStrips({ drawing, caption }: Extract<Block, { kind: 'chart' }>): Strip[] {
  const heightMm = (drawing.height / drawing.width) * chartWidthMm;
  const x = (width - chartWidthMm) / 2;
  return [
    {
      heightMm: heightMm + 1,
      marks: [{ kind: 'drawing', drawing, x, y: 0, widthMm: chartWidthMm }],
      isKeptWithNext: true,
    },
    ...lines(caption, { sizeMm: small, weight: 'serifItalic', align: 'middle' }, 2.5),
  ];
}

type Table = Extract<Block, { kind: 'table' }>;

function tableStrips({ columns, rows, hasTotal }: Table): Strip[] {
  const table: Tag = { role: 'Table' };
  const head = rowStrip(
    table,
    columns,
    columns.map(({ heading }) => heading),
    'head',
  );
  return [
    { ...head, isKeptWithNext: true },
    ...rows.map((row, index) => ({
      ...rowStrip(table, columns, row, hasTotal && index === rows.length - 1 ? 'total' : 'row'),
      head,
      isKeptWithNext: isKeptWithNext(index, rows.length),
    })),
    { heightMm: 3, marks: [] },
  ];
}

function rowStrip(
  table: Tag,
  columns: Table['columns'],
  cells: readonly string[],
  kind: 'head' | 'row' | 'total',
): Strip {
  const weight = kind === 'row' ? 'serif' : 'serifBold';
  const within: Tag = { role: 'TR', within: table };
  let x = 0;
  const tagOf = ({ isName, columns: count }: SetCell): Tag => {
    if (kind === 'head') return headOf(within, 'Column');
    const tag = isName ? headOf(within, 'Row') : cellOf(within);
    return count > 1 ? { ...tag, columns: count } : tag;
  };
  const set = setCells(columns, cells).map((one) => {
    const widthMm = one.width * width;
    const left = x;
    x += widthMm;
    const written = writtenLines(one.text, {
      ...column(left + cell.padX, widthMm - 2 * cell.padX),
      sizeMm: small,
      weight,
      align: kind === 'head' ? 'middle' : one.align,
      tag: tagOf(one),
    });
    return { left, widthMm, written };
  });
  const rowLines = Math.max(...set.map(({ written }) => written.length));
  const heightMm = rowLines * small * lineHeight + 2 * cell.padY;
  const marks = set.flatMap(({ left, widthMm, written }): Mark[] => [
    { kind: 'box', x: left, y: 0, widthMm, heightMm, lineMm: cell.lineMm },
    ...written.flatMap((line, index) =>
      line.map((mark) => ({
        ...mark,
        baseline: mark.baseline + cell.padY + index * small * lineHeight,
      })),
    ),
  ]);
  return { heightMm, marks };
}

/** What an office puts around the text of a report in a Word file: head, title, signature. */
import { tight, twips, widthMm, type Child, type Library, type LineWriter } from './wordLines.ts';
import type { OfficeFrame } from './written.ts';

export function frameWriter(docx: Library, { line, ruled }: LineWriter) {
  function head({ superior, organ, number, country, motto, placeAndDate }: OfficeFrame) {
    const leftMm = 66;
    return columns(
      docx,
      leftMm,
      [
        ...(superior === '' ? [] : [line(superior, { size: 24 }, 'center', tight)]),
        line(organ, { size: 24, bold: true }, 'center', tight),
        ruled(leftMm, 22),
        line(number, { size: 26 }, 'center'),
      ],
      [
        line(country, { size: 24, bold: true }, 'center', tight),
        line(motto, { size: 26, bold: true }, 'center', tight),
        ruled(widthMm - leftMm, 54),
        line(placeAndDate, { size: 26, italics: true }, 'center'),
      ],
    );
  }

  const title = (name: string | undefined, subject: string) => [
    ...(name === undefined
      ? []
      : [line(name, { bold: true }, 'center', { spacing: { before: 200, after: 0 }, heading: 'Title' })]),
    line(subject, { bold: true }, 'center', tight),
    ruled(widthMm, 44),
  ];

  function signature({ recipientsTitle, recipients, capacity, signer }: OfficeFrame) {
    return columns(
      docx,
      widthMm / 2,
      [
        line(recipientsTitle, { size: 24, bold: true, italics: true }, 'left', tight),
        ...recipients.map((one) => line(`- ${one}`, { size: 22 }, 'left', tight)),
      ],
      [
        ...capacity.map((one) => line(one, { bold: true }, 'center', tight)),
        ...Array.from({ length: 4 }, () => line('', {}, 'center', tight)), // for the signature and the seal
        line(signer, { bold: true }, 'center'),
      ],
    );
  }

  return { head, title, signature };
}

/** Two columns without lines, such as the two halves of a head. */
function columns(
  { Table, TableRow, TableCell, BorderStyle, WidthType }: Library,
  leftMm: number,
  left: Child[],
  right: Child[],
) {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const noBorders = { top: none, bottom: none, left: none, right: none };
  const noGrid = { ...noBorders, insideHorizontal: none, insideVertical: none };
  return new Table({
    layout: 'fixed',
    width: { size: twips(widthMm), type: WidthType.DXA },
    columnWidths: [twips(leftMm), twips(widthMm - leftMm)],
    borders: noGrid,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, index) =>
            new TableCell({
              borders: noBorders,
              margins: { left: 0, right: 0 },
              width: {
                size: twips(index === 0 ? leftMm : widthMm - leftMm),
                type: WidthType.DXA,
              },
              children,
            }),
        ),
      }),
    ],
  });
}

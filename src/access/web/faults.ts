/** What is wrong with a table that was sent, as the page shows it that it was sent from. */
import { inOrder } from '../../platform/tables/readRows.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { tableRows } from './columns.ts';

const faultTexts = catalogue('access/faults');
/** @returns a sentence for the field of the table, and locals of `views/access/web/rows.ejs`, if any */
export function faultsOnPage(
  faults: readonly Fault[],
  columns: readonly WantedColumn<string>[],
  language: PageLanguage,
) {
  const t = faultTexts[language];
  const ofRows = inOrder(faults.filter(({ rows }) => rows.length > 0));
  const ofAll = faults.filter(({ rows }) => rows.length === 0).map(({ sentence }) => sentence[language]);
  const title = t.title({ count: ofRows.length });
  const headingOf = (column: string | undefined): string | undefined => {
    const [vi, en] =
      columns.find(({ key, headings }) => key === column || headings[0] === column)?.headings ?? [];
    return (language === 'en' ? en : vi) ?? vi ?? column;
  };
  const table = tableRows<Fault>(
    [
      { key: 'row', heading: t.row, value: ({ rows }) => rows.join(', '), isNumber: true },
      { key: 'column', heading: t.column, value: ({ column }) => headingOf(column) },
      { key: 'fault', heading: t.fault, value: ({ sentence }) => sentence[language] },
    ],
    ofRows,
    { title, language, further: (count) => t.further({ count }) },
  );
  return ofRows.length > 0
    ? { sentence: [...ofAll, title].join(' '), faults: table }
    : { sentence: ofAll.join(' '), faults: undefined };
}

/** Group 5 in words, for the public page and the staff page. */
import type { Column } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, decimalText, percentText } from '../../platform/text/numbers.ts';
import { itemMaximum, group5Items } from '../../statistics/estimation/realTimeIndex.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import type { Table } from '../../platform/tables/table.ts';
import type { DownloadSource } from '../../platform/web/download.ts';
import type { ComputedLine, EnteredLine, Group5 } from './group5.ts';
import type { YearIndex } from './indexOfYear.ts';
import { yearChoice } from '../postalService/input.ts';
import { indexTexts } from './texts.ts';

export interface Cell {
  readonly label: string;
  readonly value: string;
  /** The counts behind it. */
  readonly detail?: string | undefined;
}

/** What every page of the index shares. */
export function frameOf(index: YearIndex, language: PageLanguage) {
  const t = indexTexts[language];
  return { t, yearField: yearChoice(t.year, index), madeUp: index.madeUp };
}

export type IndexLine = ReturnType<typeof rowOf>;

/** The points by item, and their sum. */
export function pointsColumns(language: PageLanguage): readonly Column<IndexLine>[] {
  const t = indexTexts[language];
  const headings = { ...t.items, total: t.total };
  return ([...group5Items, 'total'] as const).map((key, at) => ({
    key,
    heading: headings[key],
    value: ({ cells }) => cells[at]?.value,
    detail: ({ cells }) => cells[at]?.detail,
  }));
}

export function rowOf(index: YearIndex, unitId: string, language: PageLanguage) {
  return {
    name: inLanguage(index.units.name(unitId), language),
    cells: cellsOf(index.of(unitId), language),
  };
}

/** The four items and their sum. */
function cellsOf({ lines, total }: Group5, language: PageLanguage): readonly Cell[] {
  const t = indexTexts[language];
  const sum = total ? t.of({ points: decimalText(total.points, language), maximum: total.of }) : t.nothing;
  return [...lines.map((line) => cellOf(line, language)), { label: t.total, value: sum }];
}

function cellOf(line: ComputedLine | EnteredLine, language: PageLanguage): Cell {
  const t = indexTexts[language];
  const label = t.items[line.item];
  if (!line.points) {
    const isHidden = 'figure' in line && line.figure.state === 'hidden';
    return { label, value: isHidden ? t.hidden : t.nothing };
  }
  const value = t.of({ points: decimalText(line.points, language), maximum: itemMaximum[line.item] });
  return { label, value, detail: detailOf(line, language) };
}

function detailOf(line: ComputedLine | EnteredLine, language: PageLanguage): string | undefined {
  const t = indexTexts[language];
  if (!('figure' in line)) return line.entered && t.source({ text: line.entered.source });
  if (line.figure.state !== 'shown') return undefined;
  const { value, part, whole } = line.figure;
  return t.share({
    percent: percentText(value, language),
    part: countText(part, language),
    whole: countText(whole, language),
  });
}

/** Key of the file of the index in addresses and file names. */
export const indexKey = 'index';

export function downloadSource({ year, madeUp }: YearIndex, language: PageLanguage): DownloadSource {
  return { name: `chi-so-766-${year}`, language, notes: [indexTexts[language].lead], isMadeUp: madeUp };
}

/** Points of each unit by item, with the maxima in the headings; empty where there is none or it is suppressed. */
export function indexTable(index: YearIndex, unitIds: readonly string[], language: PageLanguage): Table {
  const t = indexTexts[language];
  const items = group5Items.map((item) => ({
    key: item,
    heading: `${t.items[item]} (${itemMaximum[item]})`,
  }));
  const rows = unitIds.map((unitId) => {
    const { lines, total } = index.of(unitId);
    const points = [...lines.map((line) => line.points), total?.points];
    const name = inLanguage(index.units.name(unitId), language);
    return [name, ...points.map((one) => (one ? decimalToNumber(one) : '')), total?.of ?? ''];
  });
  const columns = [
    { key: 'unit', heading: t.unit },
    ...items,
    { key: 'total', heading: t.total },
    { key: 'of', heading: t.outOf },
  ];
  return { columns, rows };
}

/** The caseload dataset. */
import type { Dataset, DatasetContext, Cells } from '../datasets/dataset.ts';
import { datasetPageTexts } from '../datasets/texts.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { ReadRow } from '../../platform/tables/readRows.ts';
import { searchable } from '../../platform/text/searchText.ts';
import { namingOn, servicesCalled } from '../services/service.ts';
import { unitName } from '../units/unit.ts';
import { unitCalledOn, type UnitCalled } from '../units/unitCalled.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { catalogue, inEveryLanguage, type Messages } from '../../platform/text/catalogue.ts';
import { filings, caseloadKey, type Filing, type Caseload } from './caseload.ts';

const caseloadTexts = catalogue('registers/caseloads');

export const caseloadDataset: Dataset<Caseload> = {
  kind: 'caseloads',
  path: '/staff/caseloads',
  texts: caseloadTexts,
  see: 'seeCaseloads',
  keep: 'keepCaseloads',
  columns: [
    {
      key: 'unit',
      headings: ['Đơn vị', 'Unit'],
      hint: { vi: 'Tên hoặc mã của đơn vị trong tháng đó', en: 'Name or code of the unit in that month' },
      choices: ({ units, mayKeep, today }, language) =>
        units.filter(({ id }) => mayKeep(id)).map((unit) => inLanguage(unitName(unit, today), language)),
    },
    {
      key: 'service',
      headings: ['Thủ tục', 'Service'],
      optional: true,
      hint: {
        vi: 'Tất cả hoặc để trống: mọi thủ tục cộng lại',
        en: 'All, or left empty: all services together',
      },
      choices: ({ services }, language) => ['', ...services.map(({ name }) => inLanguage(name, language))],
    },
    {
      key: 'month',
      headings: ['Tháng', 'Month'],
      hint: { vi: 'Ví dụ: 03/2026', en: 'For example: 2026-03' },
    },
    {
      key: 'filing',
      headings: ['Cách nộp', 'Filed'],
      choices: (_context, language) => filings.map((filing) => caseloadTexts[language].filings[filing]),
    },
    {
      key: 'transactions',
      headings: ['Số hồ sơ', 'Transactions'],
      hint: { vi: 'Hồ sơ đã giải quyết trong tháng', en: 'Files finished in that month' },
    },
    { key: 'onTime', headings: ['Đúng hạn', 'On time'], optional: true },
    { key: 'overdue', headings: ['Quá hạn', 'Overdue'], optional: true },
    {
      key: 'returnedByPost',
      headings: ['Trả qua bưu chính', 'Returned by post'],
      optional: true,
      hint: {
        vi: 'Số hồ sơ trả kết quả qua bưu chính công ích',
        en: 'Files whose result was returned by the public postal service',
      },
    },
  ],
  keyColumns: 4,
  reader: caseloadReader,
  keyOf: caseloadKey,
  unitIdOf: ({ unitId }) => unitId,
  periodOf: ({ month }) => month,
  cellsOf,
  clashes,
};

function caseloadReader(context: DatasetContext): (cells: Cells) => ReadRow<Caseload> {
  const calledIn = new Map<string, UnitCalled>();
  const servicesIn = new Map<string, ReturnType<typeof servicesCalled>>();
  const serviceIn = (month: string, text: string): string | undefined => {
    const called = servicesIn.get(month) ?? servicesCalled(context.services, `${month}-01`);
    servicesIn.set(month, called);
    return called(text);
  };
  let calledToday: UnitCalled | undefined;
  /** A unit that is called so today had no name in the month: its first day is what has to be mended. */
  const unknownUnit = (text: string): Sentence => {
    calledToday ??= unitCalledOn(context.units, [context.today]);
    const [unitId] = calledToday(text).filter(context.mayKeep);
    const validFrom = context.units.find(({ id }) => id === unitId)?.validFrom;
    if (validFrom === undefined) return sentence('unit');
    return inEveryLanguage(caseloadTexts, ({ errors }, language) =>
      errors.unitNotYet({ day: dayText(validFrom, language) }),
    );
  };
  const unitIn = (month: string, text: string): string | Sentence => {
    const called = calledIn.get(month) ?? unitCalledOn(context.units, [`${month}-01`, `${month}-28`]);
    calledIn.set(month, called);
    const [unitId, ...others] = called(text).filter(context.mayKeep);
    return others.length > 0 ? sentence('unitSeveral') : (unitId ?? unknownUnit(text));
  };

  return ({ unit = '', service = '', month = '', filing = '', ...numbers }) => {
    const errors: Record<string, Sentence> = {};
    const readMonth = monthOf(month);
    const isSound =
      readMonth !== undefined && readMonth <= context.today.slice(0, 7) && readMonth >= '2000-01';
    if (!isSound) errors['month'] = sentence('month');
    const unitId = unitIn(isSound ? readMonth : context.today.slice(0, 7), unit);
    if (typeof unitId !== 'string') errors['unit'] = unitId;
    const isOfAll = isAllServices(service);
    const serviceId = isOfAll
      ? undefined
      : serviceIn(isSound ? readMonth : context.today.slice(0, 7), service);
    if (!isOfAll && serviceId === undefined) errors['service'] = sentence('service');
    const readFiling = filingOf(filing);
    if (!readFiling) errors['filing'] = sentence('filing');
    const counts = readCounts(numbers, errors);
    if (Object.keys(errors).length > 0 || !readFiling) return { errors };
    return {
      line: {
        unitId: unitId as string,
        ...(serviceId === undefined ? {} : { serviceId }),
        month: readMonth!,
        filing: readFiling,
        ...counts,
      },
    };
  };
}

function sentence(error: Exclude<keyof Messages['registers/caseloads']['errors'], 'unitNotYet'>): Sentence {
  return inEveryLanguage(caseloadTexts, ({ errors }) => errors[error]);
}

/** Left empty, or as the form offers it. */
function isAllServices(text: string): boolean {
  return (
    text === '' || Object.values(datasetPageTexts).some(({ all }) => searchable(all) === searchable(text))
  );
}

function readCounts(cells: Cells, errors: Record<string, Sentence>) {
  const count = (key: string): number | undefined => {
    const text = cells[key] ?? '';
    if (/^\d{1,9}$/.test(text)) return Number(text);
    if (text !== '' || key === 'transactions') errors[key] = sentence('count');
    return undefined;
  };
  const [transactions = 0, onTime, overdue] = [count('transactions'), count('onTime'), count('overdue')];
  const returnedByPost = count('returnedByPost');
  if ((onTime ?? 0) + (overdue ?? 0) > transactions && Object.keys(errors).length === 0) {
    errors['transactions'] = sentence('moreThanAll');
  }
  if ((returnedByPost ?? 0) > transactions && Object.keys(errors).length === 0) {
    errors['returnedByPost'] = sentence('moreReturned');
  }
  return {
    transactions,
    ...(onTime === undefined ? {} : { onTime }),
    ...(overdue === undefined ? {} : { overdue }),
    ...(returnedByPost === undefined ? {} : { returnedByPost }),
  };
}

/** `2026-03`, `3/2026`, `03-2026`, or the first of a month, as spreadsheets write it. */
function monthOf(text: string): string | undefined {
  const [, year, month] = /^(\d{4})-(\d{1,2})(?:-01)?$/.exec(text) ?? [];
  const [, monthFirst, yearLast] = /^(?:0?1\/)?(\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  const found = `${year ?? yearLast}-${(month ?? monthFirst ?? '').padStart(2, '0')}`;
  return isCalendarDay(`${found}-01`) ? found : undefined;
}

function filingOf(text: string): Filing | undefined {
  const wanted = searchable(text);
  return filings.find((filing) =>
    [filing, ...pageLanguages.map((language) => caseloadTexts[language].filings[filing])].some(
      (name) => searchable(name) === wanted,
    ),
  );
}

function cellsOf(caseload: Caseload, { units, services }: DatasetContext, language: PageLanguage) {
  const { unitId, serviceId, month, filing, transactions } = caseload;
  const { onTime = '', overdue = '', returnedByPost = '' } = caseload;
  const unit = units.find(({ id }) => id === unitId);
  const service = services.find(({ id }) => id === serviceId);
  return [
    unit ? inLanguage(unitName(unit, `${month}-01`), language) : unitId,
    service ? inLanguage(namingOn(service, `${month}-01`).name, language) : '',
    language === 'vi' ? month.split('-').toReversed().join('/') : month,
    caseloadTexts[language].filings[filing],
    transactions,
    onTime,
    overdue,
    returnedByPost,
  ];
}

/** All services in one line and one service in another would be counted twice; a line of 0 counts nothing. */
function clashes(lines: readonly Caseload[], current: ReadonlyMap<string, Caseload>) {
  const locationOf = ({ unitId, month, filing }: Caseload): string => [unitId, month, filing].join(' ');
  const all = new Map([...current, ...lines.map((line) => [caseloadKey(line), line] as const)]);
  const kinds = new Map<string, Set<boolean>>();
  for (const line of all.values()) {
    if (line.transactions === 0) continue;
    const location = locationOf(line);
    kinds.set(location, (kinds.get(location) ?? new Set()).add(line.serviceId === undefined));
  }
  const twice = lines.filter((line) => line.transactions > 0 && kinds.get(locationOf(line))?.size === 2);
  return new Map(
    twice.map((line) => [caseloadKey(line), { column: 'service', sentence: sentence('countedTwice') }]),
  );
}

/** One publication, by every way that its numbers leave the program: all of them tell the same, and hide the same. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import request from 'supertest';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import type { PublicationContent } from '../../../src/processing/published/publication.ts';
import type { Line } from '../../../src/processing/results/results.ts';
import { lineWords } from '../../../src/processing/results/lineWords.ts';
import { aClosedCity } from '../publications/publishing.ts';
import { office } from '../../improvement/reports/aReport.ts';
import { useApp } from '../../support/app.ts';
import { rowsOfDocx } from '../../support/docx.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { all, xmlTree, type XmlNode } from '../../support/xmlTree.ts';

const unitIds = ['city', 'ward-a', 'ward-b', 'ward-c', 'ward-d'];
const subjects = ['whole', 'access', 'procedures', 'q1', 'q2', 'q3'];

/** "72.29", or empty where there is no number; and people, where they are told. */
interface Told {
  readonly value: string;
  readonly people: string | undefined;
}
interface InJsonLine {
  readonly id: string;
  readonly figure: {
    readonly state: string;
    readonly value?: { readonly units: number; readonly decimals: number };
    readonly valuePercent?: number;
    readonly people?: number;
  };
}
interface InJson extends Record<'satisfactionIndex', Pick<InJsonLine, 'figure'>> {
  readonly id: string;
  readonly factors: readonly InJsonLine[];
  readonly questions: readonly InJsonLine[];
}
/** By unit and subject. */
type ToldLines = ReadonlyMap<string, Told>;

const keyOf = (unitId: string, subject: string) => `${unitId} ${subject}`;
/** From "72,29%" or the words that stand in its place. */
const plain = (text = ''): string => /^(\d+),(\d+)%$/.exec(text)?.slice(1).join('.') ?? '';
const cell = (text: unknown): string => (text === '' || text === null || text === undefined ? '' : Number(text).toFixed(2)); // prettier-ignore
const count = (text: unknown): string => (text === '' || text === null || text === undefined ? '' : String(Number(text))); // prettier-ignore

describe('a number of a publication', () => {
  const running = useApp();
  let content: PublicationContent;
  let analyst: Browser;
  let published: ToldLines;

  const text = async (path: string): Promise<string> =>
    (await request(running().app).get(path).buffer().expect(200)).text;
  const taken = async (query: string) => {
    const { body } = await analyst
      .get(`/staff/exports/results?${query}`)
      .responseType('arraybuffer')
      .expect(200);
    return body as Buffer;
  };
  const rowsOf = (csv: Buffer | string, delimiter = ','): Record<string, string>[] => parse(csv, { bom: true, columns: true, delimiter }); // prettier-ignore

  beforeAll(async () => {
    const city = await aClosedCity(running());
    await city.publish();
    analyst = await colleague(running(), 'analyst', 'city');
    ({ content } = JSON.parse(await text('/publications/round/1.json')) as { content: PublicationContent });
    published = linesOf((unitId) => {
      return frozenLines(content.units.find(({ id }) => id === unitId)!);
    });
  });

  test('is shown or hidden', () => {
    expect(published.size).toBe(unitIds.length * subjects.length);
    expect(published.get('ward-a whole')).toEqual({ value: '80.00', people: '60' });
    expect(published.get('ward-c whole')).toEqual({ value: '', people: '' });
  });

  /** From figures as JSON has them: frozen ones with their decimals, all others with a percentage. */
  function linesOf(unit: (unitId: string) => readonly InJsonLine[]): ToldLines {
    const told = ({ figure: { value, valuePercent, people } }: InJsonLine): Told => ({
      value: cell(valuePercent ?? (value && value.units / 10 ** value.decimals)),
      people: count(people),
    });
    return new Map(
      unitIds.flatMap((id) => unit(id).map((line) => [keyOf(id, line.id), told(line)] as const)),
    );
  }

  /** Names of factors and questions on pages and in files. */
  function idOf(name: string): string | undefined {
    const { factors, questions } = content;
    if (name === 'Toàn phiếu') return 'whole';
    const question = questions.findIndex((one, index) => `${index + 1}. ${one.text.vi}` === name);
    return questions[question]?.id ?? factors.find(({ title }) => title.vi === name)?.id;
  }
  const unitNamed = (name: string) => content.units.find((unit) => unit.name.vi === name)?.id;

  /** What a page says: the headline of its unit, and every row of its tables. What has no row is hidden. */
  async function onPages(path: string): Promise<ToldLines> {
    const hidden: Told = { value: '', people: undefined };
    const told = new Map(unitIds.flatMap((id) => subjects.map((one) => [keyOf(id, one), hidden] as const)));
    for (const unitId of unitIds) {
      const page = await text(path + unitId);
      const headline = /Chỉ số hài lòng <b>(.*?)<\/b>/.exec(page);
      told.set(keyOf(unitId, 'whole'), { value: plain(headline?.[1]), people: undefined });
      for (const [, name = '', cells = ''] of page.matchAll(
        /<th scope="row">(?:<a[^>]*>)?([^<]+)(?:<\/a>)?<\/th>(.*?)<\/tr>/g,
      )) {
        const [value, , , people] = [...cells.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((found) => found[1]!);
        const [subject, unit] = [idOf(name), unitNamed(name)];
        const key = subject ? keyOf(unitId, subject) : unit && keyOf(unit, 'whole');
        if (key && people !== undefined)
          told.set(key, { value: plain(value), people: /^\d+$/.test(people) ? people : '' });
      }
    }
    return told;
  }

  function inLongTable(rows: readonly Record<string, unknown>[]): ToldLines {
    return new Map(
      rows.map((row) => [
        keyOf(String(row['Mã trong chương trình']), idOf(String(row['Yếu tố, tiêu chí']))!),
        { value: cell(row['Chỉ số (%)']), people: count(row['Số phiếu']) },
      ]),
    );
  }

  function inWideTable(rows: readonly Record<string, unknown>[]): ToldLines {
    return new Map(
      rows.flatMap((row) =>
        Object.keys(row).flatMap((heading) => {
          const [, name] = /^(.*) – Chỉ số \(%\)$/.exec(heading) ?? [];
          if (name === undefined) return [];
          const told = { value: cell(row[heading]), people: count(row[`${name} – Số phiếu`]) };
          return [[keyOf(String(row['Mã trong chương trình']), idOf(name)!), told] as const];
        }),
      ),
    );
  }

  async function inWorkbook(of: Buffer): Promise<Record<string, unknown>[]> {
    const [headings = [], ...rows] = (await readExcelFile(of))[0]!.data;
    return rows.map((row) => Object.fromEntries(row.map((one, at) => [String(headings[at]), one])));
  }

  /** What each page gives as a file, table by table. */
  async function downloadSource(path: string): Promise<ToldLines> {
    const told = new Map<string, Told>();
    for (const unitId of unitIds)
      for (const table of ['factors', 'questions', ...(unitId === 'city' ? ['commune'] : [])])
        for (const row of rowsOf(await text(`${path}${unitId}?take=${table}.csv`))) {
          const name = row['Yếu tố'] ?? row['Tiêu chí'] ?? row['Đơn vị'] ?? '';
          const key = table === 'commune' ? keyOf(unitNamed(name)!, 'whole') : keyOf(unitId, idOf(name)!);
          told.set(key, { value: cell(row['Chỉ số (%)']), people: count(row['Số phiếu']) });
        }
    return told;
  }

  const frozenLines = ({ whole, factors, questions }: Pick<PublicationContent['units'][number], 'whole' | 'factors' | 'questions'>): InJsonLine[] => [{ id: 'whole', ...whole }, ...factors, ...questions]; // prettier-ignore
  const linesInJson = ({ satisfactionIndex, factors, questions }: InJson) => [{ id: 'whole', ...satisfactionIndex }, ...factors, ...questions]; // prettier-ignore
  async function inJson(path: (unitId: string) => string): Promise<ToldLines> {
    const units = new Map<string, InJson>();
    for (const id of unitIds) units.set(id, JSON.parse(await text(path(id))) as InJson);
    return linesOf((id) => linesInJson(units.get(id)!));
  }

  function inSdmx(data: XmlNode): ToldLines {
    const subject = (code: string) => (code === '_T' ? 'whole' : code.slice(2));
    return new Map(
      all(data, 'generic:Series').map((series) => {
        const values = all(series, 'generic:Value').map(({ attributes }) => [
          attributes['id'],
          attributes['value'],
        ]);
        const { UNIT, SUBJECT, RESPONDENTS } = Object.fromEntries(values) as Record<string, string>;
        const value = all(series, 'generic:ObsValue')[0]?.attributes['value'];
        return [keyOf(UNIT!, subject(SUBJECT!)), { value: cell(value), people: count(RESPONDENTS) }];
      }),
    );
  }

  async function inCells(): Promise<ToldLines> {
    type ToldCell = Pick<InJsonLine, 'figure'> & { unitId: string; value: string };
    const cells: (ToldCell & { id: string })[] = [];
    for (const dimension of ['all', 'factor', 'question']) {
      const answer = JSON.parse(await text(`/api/v1/rounds/round/tallies?dimension=${dimension}&limit=200`)) as { items: ToldCell[] }; // prettier-ignore
      cells.push(...answer.items.map((one) => ({ ...one, id: one.value || 'whole' })));
    }
    return linesOf((id) => cells.filter(({ unitId }) => unitId === id));
  }

  const ways: Record<string, () => Promise<ToldLines>> = {
    'pages of the publication': () => onPages('/publications/round/1/units/'),
    'pages of the round': () => onPages('/results/round/units/'),
    'tables taken from pages of the publication': () => downloadSource('/publications/round/1/units/'),
    'tables taken from pages of the round': () => downloadSource('/results/round/units/'),
    'CSV, long': async () => inLongTable(rowsOf(await taken('of=round/1&format=csv&layout=long&heads=vi'))),
    'CSV, wide': async () => inWideTable(rowsOf(await taken('of=round/1&format=csv&layout=wide&heads=vi'))),
    'CSV of the round': async () =>
      inLongTable(rowsOf(await taken('of=round&format=csv&layout=long&heads=vi'))),
    'XLSX, long': async () =>
      inLongTable(await inWorkbook(await taken('of=round/1&format=xlsx&layout=long&heads=vi'))),
    'XLSX, wide': async () =>
      inWideTable(await inWorkbook(await taken('of=round/1&format=xlsx&layout=wide&heads=vi'))),
    JSON: async () => {
      const { units } = JSON.parse((await taken('of=round/1&format=json&layout=long&heads=vi')).toString()) as { units: InJson[] }; // prettier-ignore
      return linesOf((id) => linesInJson(units.find((unit) => unit.id === id)!));
    },
    'JSON of the pages': () => inJson((id) => `/results/round/units/${id}.json`),
    'API, units of the round': () => inJson((id) => `/api/v1/rounds/round/units/${id}`),
    'API, units of the publication': async () => {
      const units = new Map<string, PublicationContent['units'][number]>();
      for (const id of unitIds) units.set(id, JSON.parse(await text(`/api/v1/publications/round/1/units/${id}`)) as PublicationContent['units'][number]); // prettier-ignore
      return linesOf((id) => frozenLines(units.get(id)!));
    },
    'API, cells': inCells,
    SDMX: async () => inSdmx(xmlTree(await text('/api/v1/publications/round/1/sdmx-data'))),
  };

  test.each(Object.keys(ways))('is the same by way of %s', async (way) => {
    const told = await ways[way]!();
    const takes = way.startsWith('tables taken');
    const expected = [...published].filter(([key]) => !takes || key !== 'city whole'); // a page gives its tables, and has no table of its unit
    expect([...told.keys()].toSorted()).toEqual(expected.map(([key]) => key).toSorted());
    for (const [key, { value, people }] of told) {
      const { people: known, ...rest } = published.get(key)!;
      expect([key, { value }]).toEqual([key, rest]);
      expect([key, people ?? known]).toEqual([key, known]);
    }
  });

  test('is the same on the notice board', async () => {
    running().clock.now = new Date(running().clock.now.getTime() + 2 * 60 * 60 * 1000);
    const snapshot = await text('/publications/round/board');
    expect(plain(/<b>([^<]*)<\/b>/.exec(snapshot)![1])).toBe(published.get('city whole')!.value);
    const rows = [...snapshot.matchAll(/<th scope="row">([^<]+)<\/th><td class="number[^"]*">([^<]*)</g)];
    expect(rows).toHaveLength(unitIds.length - 1);
    for (const [, name = '', value = ''] of rows)
      expect([name, plain(value)]).toEqual([name, published.get(keyOf(unitNamed(name)!, 'whole'))!.value]);
  });

  test('is the same in the report', async () => {
    const manager = await colleague(running(), 'manager', 'city');
    const parameters = { round: 'round', unit: 'city', language: 'vi', format: 'docx', ...office };
    const { headers } = await manager.post('/staff/reports', parameters);
    const { stores, clock, errors } = running();
    const logError = (error: { route: string; error: unknown }) => errors.push(error);
    await runJobs({ jobs: stores.jobs, kinds: jobKindsOf(stores), now: () => clock.now, logError }, { number: 1, isOver: () => false }); // prettier-ignore
    const { body } = await manager
      .get(`${headers['location']}/result`)
      .responseType('arraybuffer')
      .expect(200);
    const rows = await rowsOfDocx(body as Buffer);
    const lineOf = (line: Line) => {
      const { value, interval, signedChange, people } = lineWords(line, 'vi');
      return [value, interval, signedChange, people].join('|');
    };
    const [city, ...wards] = content.units;
    for (const { name, whole } of wards) expect(rows).toContainEqual(expect.stringContaining(`${name.vi}|${lineOf(whole).replace(/\|+$/, '')}`)); // prettier-ignore
    for (const line of [...city!.factors, ...city!.questions])
      expect(rows).toContainEqual(expect.stringMatching(new RegExp(`\\|${escaped(lineOf(line))}$`)));
    expect(errors).toEqual([]);
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

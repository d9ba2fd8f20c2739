import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, duringAt, fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { aClosedCity } from '../publications/publishing.ts';

const given: readonly Forms[] = [
  { ward: 0, count: 100, q1: 5, q3: 5 },
  { ward: 0, count: 60, q1: 4 },
  { ward: 0, count: 20, q1: 3 },
  { ward: 0, count: 12, q1: 2 },
  { ward: 0, count: 8, q1: 1 },
  { ward: 1, count: 80, q1: 5 },
  { ward: 1, count: 3, q1: 2 },
];

/** The part of a page below a heading. */
const section = (html: string, id: string): string => html.split(`<h2 id="${id}">`)[1]?.split('<h2')[0] ?? '';
/** Rows of the first table of a class. */
const tableOf = (html: string, className: string): string =>
  new RegExp(`<table class="${className}">.*?</table>`, 's').exec(html)?.[0] ?? '';
const namesIn = (table: string): readonly string[] =>
  [...table.matchAll(/<th scope="row"[^>]*>(.*?)<\/th>/gs)].map(([, name = '']) =>
    name.replaceAll(/<[^>]*>/g, ''),
  );

describe('a round that is answered by faces', () => {
  const running = useApp();
  const round = analysedRound(running);

  beforeAll(async () => {
    const scales = smallSurvey.scales.map((scale) => ({ ...scale, look: 'faces' as const }));
    await round.setUp(given, { ...smallSurvey, scales });
  });

  test('has a bar for each face, the happiest first, as long as its share, and when responses came', async () => {
    const { stores, app } = running();
    const path = '/results/round/units/ward-a';
    const before = (await request(app).get(path).expect(200)).text;
    expect(before).not.toContain('id="hours"'); // nothing is counted by hour yet
    const rows = [...tableOf(before, 'plots faces').matchAll(/class="mood(\d)".*?width="([\d.]+)%".*?class="number">([^<]+)</g)]; // prettier-ignore
    expect(rows.map((row) => row.slice(1))).toEqual([
      ['4', '50', '50,00%'],
      ['3', '30', '30,00%'],
      ['2', '10', '10,00%'],
      ['1', '6', '6,00%'],
      ['0', '4', '4,00%'],
    ]);
    const { id: accessPointId } = (await stores.accessPoints.findByCode('WARD22'))!;
    const hour = new Date('2026-01-12T08:00:00+07:00'); // a Monday of the round
    await stores.quality.addCounts({ accessPointId, revision: 1 }, hour, { forms: 12 });
    const after = (await request(app).get(path).expect(200)).text;
    expect(cellsOf(section(after, 'hours'))['8 giờ']).toEqual(['12', '0', '0', '0', '0', '0', '0']);
    const other = (await request(app).get('/results/round/units/ward-b').expect(200)).text;
    expect(other).not.toContain('id="hours"');
  });
});

describe('charts of a closed round', () => {
  const running = useApp();
  const round = analysedRound(running);
  const page = async (path = '/results/round') => (await request(running().app).get(path).expect(200)).text;

  beforeAll(async () => {
    await round.setUp(given);
  });

  test('show the share of each level to everybody where the index of a question is published', async () => {
    const html = section(await page('/results/round/units/ward-a'), 'questions');
    const bars = tableOf(html, 'plots stacked');
    expect(bars.match(/<rect /g)!.length).toBeGreaterThanOrEqual(5);
    // 8, 12, 20, 60 and 100 of 200.
    const shares = html.split('<summary>Tỷ lệ từng mức')[1]!.split('</details>')[0]!;
    expect(cellsOf(shares)['1. Chỗ ngồi']).toEqual(['4,00%', '6,00%', '10,00%', '30,00%', '50,00%']);
  });

  test('shade units by factor with the figures of their pages', async () => {
    const cells = cellsOf(tableOf(await page(), 'heat'));
    // Of the answers to q1 and q2, 160 of 400 are satisfied in ward a, and 80 of 166 in ward b, where nobody answered q3.
    expect(cells).toEqual({
      'phường ward-a': ['52,00', '40,00', '100,00'],
      'phường ward-b': [expect.any(String), '48,19', '–'],
    });
    const legend = /<ul class="legend">.*?<\/ul>/s.exec(section(await page(), 'commune'))![0];
    expect(legend.match(/class="key heat/g)).toHaveLength(5);
  });

  test('fold each table below its chart, with a list of ways to the parts', async () => {
    const html = await page();
    for (const part of ['factors', 'questions']) {
      const chart = section(html, part).indexOf('<table class="plots');
      expect(chart).toBeGreaterThan(-1);
      expect(section(html, part).indexOf('<details><summary>Bảng số liệu')).toBeGreaterThan(chart);
      expect(html).toContain(`<a href="#${part}">`);
    }
  });

  test('need no style attribute, which the content security policy forbids', async () => {
    expect(await page()).not.toMatch(/\sstyle=/);
  });
});

describe('charts of suppressed figures', () => {
  const running = useApp();
  const round = analysedRound(running);

  test('show no level and no shade, neither on the page nor in a file', async () => {
    await round.setUp([...given, { ward: 1, count: 3, q1: 2, q3: 1 }]);
    const { app } = running();
    const html = (await request(app).get('/results/round/units/ward-b').expect(200)).text;
    expect(html).not.toContain('plots stacked');
    expect(section(html, 'questions')).toMatch(/Không hiển thị để bảo vệ người trả lời: 1\. .*, 3\. /);
    expect((await request(app).get('/results/round/units/ward-b?take=levels-1.csv')).status).toBe(404);
    expect((await request(app).get('/results/round').expect(200)).text).not.toContain('<table class="heat">');
  });
});

describe('charts of a city with many units', () => {
  const running = useApp();
  const round = analysedRound(running);

  test('name the units without responses in one folded sentence', async () => {
    await round.setUp([{ ward: 0, count: 40 }]);
    const { stores } = running();
    for (let n = 0; n < 20; n += 1) await stores.units.add(aUnit(`hamlet-${n}`, { parentId: 'city' }));
    const html = (await request(running().app).get('/results/round?lang=en').expect(200)).text;
    // The ward without responses, and twenty more.
    expect(html).toContain('<summary>No answers that count yet (21)</summary>');
    expect(namesIn(tableOf(html, 'plots ranked'))).toHaveLength(1);
    expect(html).not.toContain('<table class="heat">'); // nothing to compare with
  });
});

describe('charts of an open round', () => {
  const running = useApp();
  const round = analysedRound(running);

  test('draw bands without dots, and neither levels nor shades', async () => {
    const { stores } = running();
    await fillSmallCity(stores, { round: { closesAt: new Date(duringAt.getTime() + 1) } });
    await round.add({ ward: 0, count: 100 });
    await round.settle();
    const html = (await request(running().app).get('/results/round').expect(200)).text;
    const plots = tableOf(html, 'plots');
    expect(plots).toContain('class="interval"');
    expect(plots).not.toContain('class="dot"');
    expect(html).not.toMatch(/class="(heat|plots stacked)"/);
  });
});

describe('the page of a publication', () => {
  const running = useApp();

  test('draws what is published, and never a unit that it suppresses', async () => {
    const city = await aClosedCity(running());
    await city.publish();
    await city.settle(2);
    const html = (await request(running().app).get('/publications/round').expect(200)).text;
    const shown = namesIn(tableOf(html, 'plots ranked'));
    expect(shown).toHaveLength(2); // c has four forms, and d is hidden beside it
    expect(namesIn(tableOf(html, 'heat'))).toEqual(shown);
    expect(html).toMatch(/Không hiển thị để bảo vệ người trả lời: <a [^>]*>[^<]*<\/a>, <a /);
  });
});

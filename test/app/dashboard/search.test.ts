import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague } from '../../support/staff.ts';

const testApp = useApp();

beforeAll(async () => {
  const { round } = await fillSmallCity(testApp().stores);
  for (let number = 1; number <= 25; number += 1)
    await testApp().stores.rounds.add({
      ...round,
      id: `many-${number}`,
      title: { vi: `Thử ${number}` },
      opensAt: duringAt,
    });
});

/** The names that a search finds, each with where it leads. */
async function found(
  role: 'manager' | 'officer' | 'clerk',
  text: string,
  unitId?: string,
): Promise<string[]> {
  const person = await colleague(testApp(), role, unitId);
  const { text: html } = await person.get(`/staff/search?q=${encodeURIComponent(text)}`).expect(200);
  const main = html.split('<main')[1]!;
  return [...main.matchAll(/<li><a href="([^"]+)">([^<]+)</g)].map(([, url, name]) => `${name} ${url}`);
}

describe('the search of the menu', () => {
  it('finds pages, units and rounds, with and without diacritics', async () => {
    expect(await found('manager', 'dot do luong')).toContain('Đợt đo lường /staff/rounds');
    expect(await found('manager', 'phường WARD-A')).toEqual(['phường ward-a /staff/units/ward-a']);
    expect(await found('manager', 'Thử 17')).toEqual(['Thử 17 /staff/rounds/many-17']);
  });

  it('names first what is called exactly so', async () => {
    const [first, ...others] = await found('manager', 'thu 2');
    expect([first, others.length]).toEqual(['Thử 2 /staff/rounds/many-2', 7]);
  });

  it('reads nothing for an empty text', async () => {
    const list = jest.spyOn(testApp().stores.rounds, 'list');
    expect(await found('manager', ' ')).toEqual([]);
    expect(list).not.toHaveBeenCalled();
    await found('manager', 'x');
    expect(list).toHaveBeenCalled();
    list.mockRestore();
  });

  it('finds only what the account may open', async () => {
    expect(await found('manager', 'cong bo')).toContain('Công bố /staff/publications');
    expect(await found('clerk', 'cong bo', 'ward-a')).toEqual([]);
    expect(await found('officer', 'ward-b', 'ward-a')).toEqual([]);
  });

  it('names at most twenty of a kind, and says so where there is nothing', async () => {
    const rounds = (await found('manager', 'thử')).filter((line) => line.includes('/staff/rounds/'));
    expect(rounds).toHaveLength(20);
    expect(await found('manager', 'không có gì như thế')).toEqual([]);
  });
});

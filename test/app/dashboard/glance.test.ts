import { beforeAll, describe, expect, it } from '@jest/globals';
import { carryOutPublications } from '../../../src/dissemination/publications/carryOutPublications.ts';
import { aClosedCity, type City } from '../../dissemination/publications/publishing.ts';
import { useApp } from '../../support/app.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const home = async (browser: Browser): Promise<string> => (await browser.get('/staff').expect(200)).text;
/** What waits for the account itself. */
const mineOf = (text: string): string =>
  text.split('<div class="mine">')[1]?.split('<div class="glances">')[0] ?? '';

describe('the home page of staff, around a publication', () => {
  const testApp = useApp();
  let city: City;

  beforeAll(async () => {
    city = await aClosedCity(testApp());
    await city.asking.post('/staff/publications', { round: 'round', whatChanged: '' }).expect(303);
  });

  it('puts a publication that waits for agreement first, but not for whoever proposed it', async () => {
    const mine = mineOf(await home(city.agreeing));
    expect(mine).toContain('Chờ tôi xử lý');
    expect(mine).toContain('Công bố chờ tôi đồng ý');
    expect(mine).toMatch(/href="\/staff\/publications\/[\w-]+">Đợt thử</);
    expect(await home(city.asking)).not.toContain('<h2>Công bố chờ tôi đồng ý</h2>');
    const elsewhere = await colleague(testApp(), 'manager', 'ward-a');
    expect(await home(elsewhere)).not.toContain('<h2>Công bố chờ tôi đồng ý</h2>');
  });

  it('shows the index once it is published, of the own unit, and none that is suppressed', async () => {
    expect(await home(city.agreeing)).not.toContain('Chỉ số hài lòng đã công bố');
    const [waiting] = await testApp().stores.publications.list(1);
    await city.agreeing.post(`/staff/publications/${waiting!.id}/agree`).expect(303);
    const { stores, signers, clock } = testApp();
    await carryOutPublications(stores, signers, clock.now, () => false);
    // 240 of 332 answers in the city; of those in ward a 96 of 120; ward c has four forms.
    const figure = async (unitId: string) =>
      /<p class="figure"><b>(.*?)<\/b>/.exec(await home(await colleague(testApp(), 'officer', unitId)))?.[1];
    expect(await figure('city')).toBe('72,29%');
    expect(await figure('ward-a')).toBe('80,00%');
    expect(await figure('ward-c')).toBe('không hiển thị để bảo vệ người trả lời');
  });
});

describe('the home page of staff, while a round is open', () => {
  const testApp = useApp();
  const round = analysedRound(testApp);

  beforeAll(async () => {
    const { stores } = testApp();
    await fillSmallCity(stores, { round: { closesAt: new Date(duringAt.getTime() + 1) } });
    await round.add({ ward: 0, count: 30, day: '2026-01-19' });
    await round.add({ ward: 1, count: 12, day: '2026-01-20' });
    await round.settle();
  });

  it('draws responses by day to those who follow the whole round, and to nobody else', async () => {
    const whole = await home(await colleague(testApp(), 'manager', 'city'));
    expect(whole).toContain('19/01/2026: 30; 20/01/2026: 12"');
    expect(await home(await colleague(testApp(), 'officer', 'ward-a'))).not.toContain('19/01/2026: 30');
  });

  it('draws a lagging unit as a bar against what should have come', async () => {
    const units = ['ward-a', 'ward-b'].map((unitId) => ({ unitId, population: 1000, quota: 40, ask: 50 }));
    const manager = await colleague(testApp(), 'manager', 'city');
    await manager
      .post('/staff/rounds/round/plan', {
        marginPercent: '5',
        expectedPercent: '50',
        designEffect: '1',
        responsePercent: '100',
        'quota-province': '',
        'quota-district': '',
        'quota-commune': '',
        'quota-office': '',
        populations: units.map(({ unitId }) => `phường ${unitId}; 1000`).join('\n'),
        formula: 'given',
        total: '80',
        sharing: 'equal',
        wanted: 'save',
      })
      .expect(303);
    const text = await home(manager);
    // 12 of 40, near the end of the round; the 30 of ward a lag as well.
    expect(text).toContain('<rect width="30%" height="10" class="come"/>');
    expect(text).toContain('<rect width="75%" height="10" class="come"/>');
    // 80 in the 16 days of the round.
    expect(text).toMatch(/kế hoạch cần \d+(,\d)? phiếu mỗi ngày/);
  });
});

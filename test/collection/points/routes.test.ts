import { beforeAll, describe, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { aUnit, anAccessPoint, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
let officer: Browser;

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  const from = '2020-01-01';
  await stores.units.add(
    aUnit('village', { parentId: 'ward-b', kind: 'office', codes: [{ code: '29954', from }] }),
  );
  await stores.services.add({
    id: 'birth',
    name: { vi: 'Đăng ký khai sinh', en: 'Registration of birth' },
    field: { vi: 'Hộ tịch', en: 'Civil status' },
  });
  const revision = { roundId: 'round', from: new Date('2026-01-10T00:00:00Z') };
  await stores.accessPoints.add(
    anAccessPoint('MVED44', 'ward-a', {
      id: 'moved',
      channel: 'link',
      revisions: [
        {
          ...revision,
          number: 1,
          unitId: 'ward-a',
          serviceId: 'birth',
          to: new Date('2026-01-12T00:00:00Z'),
        },
        { ...revision, number: 2, unitId: 'ward-b', from: new Date('2026-01-12T00:00:00Z') },
      ],
    }),
  );
  await stores.accessPoints.add(
    anAccessPoint('ENDD55', 'ward-b', {
      revisions: [{ ...revision, number: 1, unitId: 'ward-b', to: new Date('2026-01-12T00:00:00Z') }],
    }),
  );
  [manager, officer] = [
    await colleague(testApp(), 'manager'),
    await colleague(testApp(), 'officer', 'ward-a'),
  ];
});

/** What stands in the rows of the last list of a page, without the tags. */
async function rows(browser: Browser, path: string): Promise<readonly string[]> {
  const { text } = await browser.get(path).expect(200);
  const body = text.split('<tbody>').at(-1) ?? '';
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

describe('the list of access points', () => {
  it('says what each stands for now, where it leads, and whether it takes answers', async () => {
    const lines = await rows(manager, '/staff/access-points');
    expect(lines).toHaveLength(4);
    expect(lines.find((line) => line.startsWith('MVED44'))).toMatch(
      /^MVED44 đường dẫn phường ward-b mọi thủ tục Đợt thử đang nhận phiếu http:\/\/\S+\/s\/MVED44$/,
    );
    expect(lines.find((line) => line.startsWith('ENDD55'))).toContain('đã ngừng');
  });

  it('says when the round has closed, and leads to no form then', async () => {
    const link = /<a href="[^"]*\/s\/WARD22"/;
    expect((await manager.get('/staff/access-points?q=WARD22')).text).toMatch(link);
    testApp().clock.now = closingAt;
    const late = await colleague(testApp(), 'manager');
    const lines = await rows(late, '/staff/access-points?q=WARD22');
    const { text } = await late.get('/staff/access-points?q=WARD22');
    testApp().clock.now = duringAt;
    expect(lines).toEqual([expect.stringMatching(/đợt đã đóng http\S+\/s\/WARD22$/)]);
    expect(text).not.toMatch(link);
  });

  it.each([
    ['?q=phuong%20ward-a', ['WARD22']],
    ['?q=ward33', ['WARD33']],
    ['?channel=link', ['MVED44']],
    ['?q=nothing', []],
  ])('searches without capitals and marks, and by channel: %s', async (request, codes) => {
    const lines = await rows(manager, `/staff/access-points${request}`);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(codes);
  });

  it('says what to do where nothing is found', async () => {
    expect((await manager.get('/staff/access-points?q=nothing')).text).toContain('Hãy bỏ bớt điều kiện tìm');
    await manager.get('/staff/access-points?channel=smoke').expect(400);
  });

  it('shows an officer no other unit, by list or by address', async () => {
    expect(await rows(officer, '/staff/access-points')).toEqual([expect.stringMatching(/^WARD22/)]);
    await officer.get('/staff/access-points/moved').expect(404);
    await officer.get('/staff/access-points/unknown').expect(404);
  });

  it('shows the revisions of a point, newest first', async () => {
    const lines = await rows(manager, '/staff/access-points/moved');
    expect(lines).toEqual([
      '2 phường ward-b mọi thủ tục Đợt thử 07:00 12/01/2026 –',
      '1 phường ward-a Đăng ký khai sinh Đợt thử 07:00 10/01/2026 07:00 12/01/2026',
    ]);
  });
});

describe('the lists of units, services and rounds', () => {
  it('show the tree with the number of points, and find by name and code', async () => {
    expect(await rows(manager, '/staff/units')).toEqual([
      'phường city huyện, quận (trước 01/07/2025) – 0 In áp phích',
      'phường ward-a xã, phường, đặc khu – 1 In áp phích',
      'phường ward-b xã, phường, đặc khu – 3 In áp phích',
      'phường village cơ quan 29954 0 In áp phích',
    ]);
    expect(await rows(manager, '/staff/units?q=29954')).toEqual([
      'phường village cơ quan 29954 0 In áp phích',
    ]);
    expect(await rows(officer, '/staff/units')).toEqual([
      'phường ward-a xã, phường, đặc khu – 1 In áp phích',
    ]);
    expect((await manager.get('/staff/units?q=xyz')).text).toContain('Không tìm thấy đơn vị nào');
  });

  it('show services by field and rounds with their state', async () => {
    expect(await rows(manager, '/staff/services?q=khai%20sinh')).toEqual([
      'Đăng ký khai sinh Hộ tịch – đang thực hiện',
    ]);
    expect((await manager.get('/staff/services?q=xyz')).text).toContain('Không có thủ tục nào khớp');
    expect(await rows(officer, '/staff/rounds')).toEqual([
      expect.stringMatching(/^Đợt thử đang mở 00:00 05\/01\/2026 00:00 05\/02\/2026 Phiếu khảo sát/),
    ]);
    expect((await manager.get('/staff/rounds?q=xyz')).text).toContain('Không có đợt nào khớp');
  });
});

describe('a list that is longer than a page', () => {
  const long = useApp();

  it('goes on to a next page with the same search', async () => {
    await fillSmallCity(long().stores);
    for (let number = 0; number < 51; number += 1) {
      await long().stores.units.add(aUnit(`quarter-${number}`, { parentId: 'ward-a' }));
    }
    const browser = await colleague(long(), 'manager', 'ward-a');
    const first = await browser.get('/staff/units?q=quarter');
    const next = /href="([^"]+page=2)"/.exec(first.text)?.[1]?.replace('&amp;', '&') ?? '';
    expect(next).toBe('/staff/units?q=quarter&page=2');
    expect(await rows(browser, next)).toHaveLength(1);
  });
});

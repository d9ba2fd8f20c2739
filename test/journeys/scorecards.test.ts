/** A year of scoring by four roles, from the set to the audit that tells it: in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { confirmed } from '../support/confirmed.ts';
import { aUnit } from '../support/builders.ts';
import { colleague, drain } from '../support/staff.ts';
import { addDraft, aLeaf, someCriteria } from '../improvement/scorecards/someScorecards.ts';

describeInBrowser('a year of scoring', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  const pages: Record<string, Page> = {};
  let draftId = '';

  beforeAll(async () => {
    const { stores } = running();
    await stores.units.add(aUnit('city', { kind: 'district' }));
    await stores.units.add(aUnit('ward-a', { parentId: 'city' }));
    const items = [
      { code: '1', title: { vi: 'Chỉ đạo' }, isConfirmed: false },
      aLeaf('1.1', 60),
      aLeaf('1.2', 40, { kind: 'rate', fullAt: 10_000, zeroBelow: 0 }),
    ];
    draftId = (await addDraft(stores, someCriteria('city', { items }))).id;
    for (const [role, unit, width] of [
      ['manager', 'city', 1280],
      ['officer', 'ward-a', 360],
      ['analyst', 'city', 1280],
      ['auditor', 'city', 1280],
    ] as const) {
      const { cookie } = await colleague(running(), role, unit);
      const context = await browser().newContext({ viewport: { width, height: 800 } });
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: address() }]);
      pages[role] = await context.newPage();
    }
  });

  const press = async (page: Page, name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).click();
  const said = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
  async function isSound(page: Page): Promise<void> {
    await expectToFit(page);
    await expectAccessible(page);
  }

  test('goes from the set through all stages to a public page, by four roles', async () => {
    const { manager, officer, analyst, auditor } = pages as Record<
      'manager' | 'officer' | 'analyst' | 'auditor',
      Page
    >;
    await manager.goto(`${address()}/staff/scorecards/drafts/${draftId}`);
    await isSound(manager);
    await confirmed(manager, 'Ban hành và mở chấm điểm');
    const unitUrl = `${address()}/staff/scorecards/${draftId}/ward-a`;

    await officer.goto(`${address()}/staff/scorecards`);
    await officer.getByRole('link', { name: 'Bộ tiêu chí thử' }).click();
    await officer.getByRole('link', { name: 'phường ward-a' }).click();
    await officer.getByRole('link', { name: '1. Chỉ đạo' }).click();
    await officer.getByRole('group', { name: '1.1.' }).getByLabel('Điểm tự chấm').fill('61');
    await officer.getByLabel('Kết quả (đã làm/phải làm)').fill('9/10');
    await press(officer, 'Lưu');
    expect(await officer.locator('#value-1_1-error').textContent()).toContain('Lớn hơn điểm tối đa');
    await isSound(officer);
    await officer.getByRole('group', { name: '1.1.' }).getByLabel('Điểm tự chấm').fill('60');
    await press(officer, 'Lưu');
    expect(await said(officer)).toContain('96,00%'); // 60 and 36
    await press(officer, 'Nộp điểm tự chấm để thẩm định');

    await analyst.goto(`${unitUrl}/fields/1`);
    await analyst.getByRole('group', { name: '1.1.' }).getByLabel('Điểm thẩm định').fill('50');
    await analyst.getByRole('group', { name: '1.1.' }).getByLabel('Ý kiến thẩm định').fill('Thiếu văn bản');
    await press(analyst, 'Lưu');
    await press(analyst, 'Kết thúc thẩm định lần một');

    await officer.goto(`${unitUrl}/fields/1`);
    await officer.getByLabel('Giải trình của đơn vị').fill('Văn bản ban hành ngày 5/1');
    await press(officer, 'Lưu');
    await press(officer, 'Nộp giải trình');
    await isSound(officer);

    await manager.goto(`${unitUrl}/fields/1`);
    await manager.getByRole('group', { name: '1.1.' }).getByLabel('lần hai').fill('55');
    await manager.getByRole('group', { name: '1.1.' }).getByLabel('Lý do').fill('Chấp nhận một phần');
    await press(manager, 'Lưu');
    await isSound(manager);
    await press(manager, 'Khóa bảng điểm');
    expect(await said(manager)).toContain('91,00%');
    await manager.getByRole('link', { name: 'Về nhóm đơn vị' }).click();
    await isSound(manager);
    await press(manager, 'Công khai kết quả');

    await officer.goto(`${address()}/scorecards/${draftId}`);
    await isSound(officer);
    await officer.getByRole('link', { name: 'phường ward-a' }).click();
    expect(await said(officer)).toContain('91,00%, hạng 1/1');
    await isSound(officer);

    await drain(running());
    await auditor.goto(`${address()}/staff/audit?subject=${encodeURIComponent(`${draftId} ward-a`)}`);
    const story = await said(auditor);
    for (const action of [
      'Tự chấm điểm CCHC',
      'Nộp điểm tự chấm CCHC',
      'Thẩm định CCHC lần một',
      'Kết thúc thẩm định CCHC lần một',
      'Giải trình điểm CCHC',
      'Nộp giải trình điểm CCHC',
      'Thẩm định CCHC lần hai',
      'Khóa bảng điểm CCHC',
    ])
      expect(story).toContain(action);
    expect(story).toContain('1.1: 50,00 Thiếu văn bản');
    expect(story).toContain('1.1: 55,00 Chấp nhận một phần');
    expect(running().errors).toEqual([]);
  });
});

/**
 * What no link leads to in a fresh demo, since somebody has to begin it: drafts, files that are read in, alerts, jobs, a receipt. Each
 * person begins it through the forms of its pages.
 */
import type { Page } from 'playwright-core';
import { limeSurveyCsv } from '../../test/imports/samples.ts';
import { cityId, provinceId, roundIds } from '../demo/province.ts';

interface Step {
  /** Missing: the page that the step before led to. */
  readonly at?: string;
  /** By id of the field. */
  readonly fill?: Readonly<Record<string, string>>;
  readonly file?: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
  /** The form that is sent, where it is not the first. */
  readonly form?: string;
}

const answers = { name: 'phieu-quy-1.csv', mimeType: 'text/csv', buffer: limeSurveyCsv(30) };
const evidence = {
  name: 'minh-chung.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};
const analysis = `/staff/analysis?round=${roundIds.report}&unit=${cityId}&rows=service`;

/** Ways of asking that differ by a value only, of which links alone would leave some out. */
export const alsoAsked: Readonly<Record<string, readonly string[]>> = {
  phantich: [
    ...['unit', 'value', 'round', 'method'].map((way) => `/staff/analysis/compare?by=${way}`),
    `/staff/analysis?round=${roundIds.report}&unit=${provinceId}&rows=unit&columns=service`,
    `/staff/analysis/time?round=${roundIds.report}&unit=${provinceId}&by=month&rounds=all`,
  ],
};

const scored = `scorecard/par-commune-${new Date().getUTCFullYear() - 1}/p-an-thanh/1.3`;

/** By account of the demo (scripts/demo/fillStaff.ts). @param pointCode of an access point */
const beginnings = (pointCode: string): Readonly<Record<string, readonly Step[]>> => ({
  noivu: [
    { at: '/staff/surveys/new' },
    { at: '/staff/methods/new' },
    { at: '/staff/rounds/new?period=standing' },
    { at: '/staff/scorecards/new' },
    { at: '/staff/imports/new', file: answers },
    { at: '/staff/imports/new', file: { ...answers, name: 'phieu-quy-2.csv' } },
    { fill: { unit: cityId } },
    { fill: { name: 'Quý II' } },
  ],
  quanly: [
    { at: `/staff/alerts/new?unit=${provinceId}&kind=kioskSilent` },
    { at: `/staff/posters?unit=${cityId}` },
    {
      at: '/staff/annulments',
      fill: { point: pointCode, fromDay: '2021-01-01', toDay: '2021-12-31', reason: 'test' },
    },
  ],
  canbo: [{ at: `/staff/evidence?owner=${encodeURIComponent(scored)}`, file: evidence }],
  phantich: [
    {
      at: `/staff/analysis/views/new?address=${encodeURIComponent(analysis)}`,
      fill: { name: 'Thủ tục ở thành phố' },
    },
  ],
  chitiet: [{ at: '/staff/exports', form: '/staff/exports/microdata' }],
  kiemtra: [{ at: '/staff/spot-checks', fill: { seed: '271828', seedSource: 'xổ số' } }],
});

/** @returns where the steps of the account led, in their order */
export async function begin(
  page: Page,
  { address, name, pointCode }: { address: string; name: string; pointCode: string },
): Promise<readonly string[]> {
  const ledTo: string[] = [];
  for (const { at, fill = {}, file, form } of beginnings(pointCode)[name] ?? []) {
    if (at) await page.goto(`${address}${at}`);
    for (const [id, value] of Object.entries(fill)) {
      const isChosen = (await page.locator(`select#${id}`).count()) > 0;
      await (isChosen ? page.selectOption(`#${id}`, value) : page.fill(`#${id}`, value));
    }
    if (file) await page.locator('input[type="file"]').setInputFiles(file);
    const sent = page.locator(form ? `main form[action="${form}"]` : 'main form[method="post"]').first();
    const [response] = await Promise.all([page.waitForNavigation(), sent.locator('button').first().click()]);
    const { pathname, search } = new URL(page.url());
    if (!response?.ok())
      throw new Error(`${name}: ${at ?? pathname} could not be begun: ${response?.status()}`);
    ledTo.push(pathname + search);
  }
  return ledTo;
}

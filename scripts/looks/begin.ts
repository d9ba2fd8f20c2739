/**
 * Pages that no link leads to in a fresh demo, because somebody has to create their object first: drafts, uploaded
 * files, alerts, jobs, a receipt. Each account creates them through the forms of its pages.
 */
import type { Page } from 'playwright-core';
import { limeSurveyCsv } from '../../test/collection/imports/samples.ts';
import { cityId, provinceId, roundIds } from '../demo/province.ts';

interface Step {
  /** Missing: the page to which the previous step led. */
  readonly at?: string;
  /** Values by field id. */
  readonly fill?: Readonly<Record<string, string>>;
  readonly file?: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
  /** Every question is answered with this level. */
  readonly level?: number;
  /** The form to submit, if it is not the first. */
  readonly form?: string;
}

const answers = { name: 'phieu-quy-1.csv', mimeType: 'text/csv', buffer: limeSurveyCsv(30) };
/** This round includes the days of the file, and has the city among its units. */
const intoOpenRound = { round: roundIds.open };
const evidence = {
  name: 'minh-chung.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};
const analysis = `/staff/analysis?round=${roundIds.report}&unit=${cityId}&rows=service`;

/** Queries that differ only in a value, some of which links alone would miss. */
export const alsoAsked: Readonly<Record<string, readonly string[]>> = {
  noivu: ['/staff/rounds/mh-rut-tham/frame'],
  canbo: ['/staff/access-points/p-an-thanh-qr'],
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
    { at: '/staff/imports/new', fill: intoOpenRound, file: answers },
    { at: '/staff/imports/new', fill: intoOpenRound, file: { ...answers, name: 'phieu-quy-2.csv' } },
    { fill: { unit: cityId } },
    { fill: { name: 'Quý II' } },
    {
      at: '/staff/caseloads/new',
      form: '/staff/caseloads',
      fill: { month: '01/2026', transactions: '120' },
    },
    {
      at: '/staff/reported-figures/new',
      form: '/staff/reported-figures',
      fill: { unit: 'thành phố Hồng Ngự', year: '2022', value: '92,5', wording: 'thử', source: 'thử' },
    },
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
  phongvan: [{ at: '/staff/interviews/p-an-thanh-interviewer', level: 4 }],
  chitiet: [{ at: '/staff/exports', form: '/staff/exports/microdata' }],
  kiemtra: [{ at: '/staff/spot-checks', fill: { seed: '271828', seedSource: 'xổ số' } }],
});

export interface Begun {
  /** Addresses, in the order of the steps. */
  readonly ledTo: readonly string[];
  /** Steps that failed. */
  readonly findings: readonly string[];
}

export async function begin(
  page: Page,
  { address, name, pointCode }: { address: string; name: string; pointCode: string },
): Promise<Begun> {
  const ledTo: string[] = [];
  const findings: string[] = [];
  for (const step of beginnings(pointCode)[name] ?? []) {
    try {
      ledTo.push(await take(page, address, step));
    } catch (error) {
      findings.push(`${step.at ?? 'what follows'} was not begun: ${String(error).split('\n')[0]}`);
    }
  }
  return { ledTo, findings };
}

async function take(page: Page, address: string, step: Step): Promise<string> {
  const { at, fill = {}, file, level, form } = step;
  if (at) await page.goto(`${address}${at}`);
  for (const [id, value] of Object.entries(fill)) {
    const isChosen = (await page.locator(`select#${id}`).count()) > 0;
    await (isChosen ? page.selectOption(`#${id}`, value) : page.fill(`#${id}`, value));
  }
  if (level) {
    await page.evaluate(`document.querySelectorAll('input[value="${level}"]').forEach((one) => one.click())`);
  }
  if (file) await page.locator('input[type="file"]').setInputFiles(file);
  const sent = page.locator(form ? `main form[action="${form}"]` : 'main form[method="post"]').first();
  const [response] = await Promise.all([
    page.waitForNavigation(),
    sent.locator('button:is(.primary, :not([name]))').first().click(),
  ]);
  if (!response?.ok()) throw new Error(`${response?.status()}`);
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

/** What cannot be taken back is asked twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ejs from 'ejs';
import { staffTexts } from '../../../src/access/web/staffTexts.ts';
import { projectFolder } from '../../../src/platform/projectFolder.ts';

const views = join(projectFolder(), 'views');

test('a button that asks again does nothing at the first press, and names what it does at the second', async () => {
  const ask = { label: 'Đóng ngay', lead: '3 điểm thôi nhận phiếu.', name: 'action', value: 'now' };
  const staff = staffTexts.vi;
  const html = await ejs.renderFile(join(views, 'platform/layout/confirm.ejs'), { ask, staff });
  const [before, after] = html.split('</summary>');
  expect(before).not.toContain('<button');
  expect(after).toMatch(/3 điểm thôi.*<button [^>]*name="action" value="now">Xác nhận: Đóng ngay</s);
});

/** Each has its own page or fields to fill in, or can be taken back. */
const askingAlready = [
  'access/accounts/account.ejs', // a closed account can be opened again
  'access/jobs/job.ejs', // a job can be started again
  'design/services/service.ejs', // a day, which can be emptied again
  'design/successions/succession.ejs', // fields, and the change can be made again
  'design/surveys/draft.ejs', // the last change can be undone
  'improvement/scorecards/item.ejs', // at the end of a page of its own, in a draft
  'processing/frames/frame.ejs', // a reason, and a reminder can be added again
  'registers/units/change.ejs', // a day, and the change can be undone
];

test('every other dangerous button asks again', () => {
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ejs'),
  );
  const dangerous = files.filter((name) => {
    const text = readFileSync(join(views, name), 'utf8');
    return name !== 'platform/layout/confirm.ejs' && /<button[^>]*danger|look: 'danger'/.test(text);
  });
  expect(dangerous.toSorted()).toEqual(askingAlready);
});

test('a form that is a page has a dangerous button for an erasure only, which asks for its reason', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const dangerous = sources.filter((name) =>
    readFileSync(join('src', name), 'utf8').includes('isDanger: true'),
  );
  expect(dangerous).toEqual(['collection/erasures/routes.ts']);
});

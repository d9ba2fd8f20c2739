import { beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { ref } from '../../../src/dissemination/api/answerSchemas.ts';
import { analysedRound, cellsOf } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { duringAt } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, signedIn, type Browser } from '../../support/staff.ts';
import { addKey } from '../api/someKeys.ts';
import { readPublishedSchemas } from '../api/publishedSchemas.ts';

const running = useApp();
const round = analysedRound(running);
let analyst: Browser;
const soon = new Date(duringAt.getTime() + 8 * 24 * 3_600_000);

/** Gives the first so many submissions of a rating a comment; the ledger is not concerned. */
async function comment(ward: string, q1: number, count: number, text: string, change = {}): Promise<void> {
  const { stores, connection } = running();
  const point = (await stores.accessPoints.list()).find(({ code }) => code === ward)!;
  const submissions = connection.collection<{ _id: string }>('submissions');
  const some = await submissions
    .find({ accessPointId: point.id, 'answers.q1': q1, comment: { $exists: false } })
    .limit(count)
    .toArray();
  expect(some).toHaveLength(count);
  await submissions.updateMany({ _id: { $in: some.map(({ _id }) => _id) } }, { $set: { comment: text, ...change } }); // prettier-ignore
}

beforeAll(async () => {
  await round.setUp([
    { ward: 0, count: 100, q1: 5 },
    { ward: 0, count: 60, q1: 1 },
    { ward: 1, count: 60, q1: 5 },
    { ward: 1, count: 20, q1: 1 },
  ]);
  await comment('WARD22', 1, 35, 'Chờ lâu, thiếu ghế ngồi');
  await comment('WARD22', 5, 25, 'Chờ lâu');
  await comment('WARD22', 5, 20, 'Cán bộ nhiệt tình');
  await comment('WARD33', 5, 12, 'Cán bộ lịch sự');
  await comment('WARD33', 1, 9, 'Lệ phí cao');
  running().clock.now = soon;
  analyst = await colleague(running(), 'analyst', 'city');
});

const page = async (browser: Browser, unit = 'city', more = '') =>
  await browser.get(`/staff/analysis/comments?round=round&unit=${unit}${more}`);

test('each topic has the index of those who wrote about it; below ten people it is not shown', async () => {
  const { status, text } = await page(analyst);
  expect(status).toBe(200);
  const cells = cellsOf(text);
  // q2 is never satisfied: half of the answers of those who rate q1 with 5.
  expect(cells['Tiếp cận dịch vụ']!.slice(0, 2)).toEqual(['20,83%', '60']);
  // Nine are too few, and another topic is suppressed with them, since the unit's index is known.
  for (const topic of ['Thủ tục hành chính', 'Công chức giải quyết công việc'])
    expect(cells[topic]!.slice(0, 2)).toEqual(['không hiển thị để bảo vệ người trả lời', '–']);
  expect(text).toContain('không phải chỉ số chính thức');
});

test('nothing is shown before the week of the close is over, since the comments that came last would be the difference', async () => {
  running().clock.now = new Date(duringAt.getTime() + 3 * 24 * 3_600_000);
  const { text } = await page(analyst);
  running().clock.now = soon;
  expect([text.includes('Chủ đề hiện từ 26/01/2026'), cellsOf(text)]).toEqual([true, {}]);
});

test('words are for those who may see the cases of the unit, on the page and in the file', async () => {
  const both = await signedIn(running(), await addAccount(running(), [aGrant('analyst', 'city'), aGrant('officer', 'city')])); // prettier-ignore
  expect(cellsOf((await page(both)).text)['Tiếp cận dịch vụ']![2]).toContain('ghế ngồi');
  expect((await page(both, 'city', '&take=topics.csv')).text).toContain('ghế ngồi');
  const without = await page(analyst);
  expect(without.text).not.toContain('ghế ngồi');
  expect(without.text).toContain('chỉ hiện với người được xem phản ánh');
  expect((await page(analyst, 'city', '&take=topics.csv')).text).not.toContain('ghế ngồi');
});

test('a ward is suppressed with its siblings, and one with few comments has no topics', async () => {
  const { text } = await page(analyst, 'ward-a');
  const [people] = [cellsOf(text)['Tiếp cận dịch vụ']![1]];
  expect(people).toBe('60');
  expect((await page(analyst, 'ward-b')).text).toContain('Cần ít nhất 30 góp ý');
});

test('the API gives topics without words', async () => {
  const { secret } = await addKey(running(), await addAccount(running(), [aGrant('analyst', 'city'), aGrant('manager', 'city')])); // prettier-ignore
  const { status, body } = await request(running().app)
    .get('/api/v1/rounds/round/units/city/comments')
    .set('Authorization', `Bearer ${secret}`);
  const published = await readPublishedSchemas(running().server);
  expect([status, published.errorsBy(ref('CommentTopics'), body)]).toEqual([200, []]);
  expect(JSON.stringify(body)).not.toContain('ghế');
});

test('comments of this week, late ones and those of annulled submissions are not read', async () => {
  await comment('WARD22', 5, 10, 'Máy lạnh hỏng', { receivedHour: soon });
  await comment('WARD22', 5, 10, 'Máy lạnh hỏng', { annulled: true });
  await comment('WARD22', 5, 10, 'Máy lạnh hỏng', { late: true });
  expect(cellsOf((await page(analyst)).text)['Tiếp cận dịch vụ']![1]).toBe('60');
  expect(running().errors).toEqual([]);
});

import { beforeAll, expect, test } from '@jest/globals';
import { analysedRound, cellsOf } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { duringAt, smallSurvey } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const running = useApp();
const round = analysedRound(running);
let analyst: Browser;

beforeAll(async () => {
  const questions = smallSurvey.questions.map((one) => ({ ...one, comment: one.id === 'q1' }));
  await round.setUp(
    [
      { ward: 0, count: 40, q1: 5 },
      { ward: 0, count: 30, q1: 1 },
      { ward: 0, count: 50, q1: 4 },
    ],
    { ...smallSurvey, formatVersion: 3, questions },
  );
  const submissions = running().connection.collection('submissions');
  const write = async (q1: number, written: object) =>
    await submissions.updateMany({ 'answers.q1': q1 }, { $set: written });
  await write(5, { comment: 'Cán bộ nhiệt tình', questionComments: { q1: 'Chờ lâu, thiếu ghế ngồi' } });
  await write(1, { comment: 'Cán bộ nhiệt tình' });
  running().clock.now = new Date(duringAt.getTime() + 8 * 24 * 3_600_000);
  analyst = await colleague(running(), 'analyst', 'city');
});

test('comments on a question are sorted by themselves for its index, and with all others elsewhere', async () => {
  const topics = async (of: string) => {
    const { text } = await analyst.get(`/staff/analysis/comments?round=round&unit=city&of=${of}`).expect(200);
    return Object.entries(cellsOf(text)).map(([topic, cells]) => [topic, cells[1]]);
  };
  expect(await topics('question:q1')).toEqual(
    expect.arrayContaining([
      ['Tiếp cận dịch vụ', '40'],
      ['Không viết góp ý', '80'],
    ]),
  );
  const all = await topics('whole');
  expect(all).toContainEqual(['Công chức giải quyết công việc', '30']);
});

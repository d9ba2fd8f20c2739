/** Questions of which several options may be chosen, in microdata: a column of 0 and 1 for each option. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { microColumns, microRow } from '../../../src/dissemination/exports/microdata.ts';
import { microFrame } from '../../../src/dissemination/exports/microdataJob.ts';
import { readRecords } from '../../../src/dissemination/exports/readRecords.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { severalSurvey } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

describe('several options', () => {
  const running = useApp();
  const round = analysedRound(running);
  let researcher: Browser;

  beforeAll(async () => {
    await round.setUp(
      [
        { ward: 0, count: 12, ways: [1, 3] },
        { ward: 0, count: 11, ways: [0] },
        { ward: 0, count: 10 },
      ],
      severalSurvey,
    );
    researcher = await colleague(running(), 'researcher', 'city');
  });

  const book = async (take: string) =>
    (await researcher.get(`/staff/exports/codebook?round=round&take=${take}`).expect(200)).text;

  test('are read from the columns of the round as 0 and 1, and empty where nothing was answered', async () => {
    const { stores } = running();
    const frame = await microFrame(stores, (await stores.rounds.find('round'))!, 'vi');
    const { records } = await readRecords(stores, frame, frame.lists);
    const columns = microColumns(frame);
    const options = columns.filter(({ key }) => key.startsWith('q3'));
    expect(options.map(({ key }) => key)).toEqual(['q3_1', 'q3_2', 'q3_3']);
    const rows = Array.from({ length: 33 }, (_, row) => microRow(options, records, row).join(' ')).toSorted();
    const times = (text: string): number => rows.filter((row) => row === text).length;
    expect([times('1 0 1'), times('0 0 0'), times('  ')]).toEqual([12, 11, 10]);
  });

  test('are in the code book, in the commands for SPSS and R, and in DDI', async () => {
    expect(await book('bang-ma.csv')).toContain(
      'q3_2,3. Nộp hồ sơ qua đâu?: Bưu điện,0 = Không chọn; 1 = Chọn',
    );
    expect(await book('sps')).toContain("VALUE LABELS q3_2 0 'Không chọn' 1 'Chọn'.");
    expect(await book('R')).toContain('levels = c("0", "1"), labels = c("Không chọn", "Chọn")');
    const ddi = await book('ddi');
    expect(ddi).toMatch(/<var [^>]*name="q3_2"/);
    expect(ddi).toContain('<catValu>0</catValu>');
    expect(ddi).not.toMatch(/<var [^>]*name="q3"/);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { indexCommand } from '../../../src/app/commands/indexCommand.ts';
import type { OfflineIndex } from '../../../src/processing/results/offlineIndex.ts';
import { useFolders } from '../../support/folder.ts';

describe('lang-nghe index', () => {
  const folder = useFolders();

  /** @param files by the name under which the arguments call them */
  async function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
    const location = await folder();
    for (const [name, text] of Object.entries(files)) await writeFile(join(location, name), text);
    const said: string[] = [];
    const complained: string[] = [];
    const code = await indexCommand(
      args.map((argument) => (argument.includes('.') ? join(location, argument) : argument)),
      (text) => said.push(text),
      (text) => complained.push(text.replaceAll(`${location}/`, '')),
    );
    return { code, said: said.join('\n'), complained: complained.join('\n') };
  }
  const args = ['answers.csv', '--method', 'method.json'];
  const method = JSON.stringify({ questions: ['q1', 'q2'], mode: 'share', levels: 5, satisfied: [4, 5] });

  test('says the index of a file with its interval, and of each question', async () => {
    // q1: 5, 4, 2 and one without opinion: 2 of 3; q2: 5, 1 and two unanswered: 1 of 2. Together 3 of 5.
    const { code, said } = await run(args, {
      'method.json': method,
      'answers.csv': 'q1,q2\n5,5\n4,\n2,1\nx,\n',
    });
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      indexPercent: 60,
      indexText: '60.00',
      questions: { q1: { indexText: '66.67' }, q2: { indexPercent: 50 } },
    });
  });

  test('weighs strata by their populations', async () => {
    // a: 1 of 2 satisfied for 300 people, b: 2 of 2 for 100: (300·½ + 100)/400 = 62.5 %.
    const { said } = await run([...args, '--strata', 'strata.csv'], {
      'method.json': JSON.stringify({ questions: ['q1'] }),
      'answers.csv': 'stratum,q1\na,5\na,2\nb,5\nb,4\n',
      'strata.csv': 'stratum,population\na,300\nb,100\n',
    });
    expect(JSON.parse(said)).toMatchObject({ indexPercent: 62.5, respondents: 4 });
  });

  test('is honest where two answers of a million people decide, and says which stratum it is', async () => {
    const a = Array.from({ length: 1000 }, (_, row) => (row < 5 ? 'a,2' : 'a,5'));
    const { said } = await run([...args, '--strata', 'strata.csv'], {
      'method.json': JSON.stringify({ questions: ['q1'] }),
      'answers.csv': ['stratum,q1', ...a, 'b,5', 'b,5', ''].join('\n'),
      'strata.csv': 'stratum,population\na,1000\nb,1000000\n',
    });
    const { indexPercent, variance, nEffective, intervalPercent, reason, stratum } = JSON.parse(
      said,
    ) as OfflineIndex;
    expect(indexPercent).toBeCloseTo(99.9995, 4); // 1,000,995 of 1,001,000
    expect([reason, stratum]).toEqual(['stratumTooSmall', 'b']);
    expect(nEffective).toBeCloseTo(2, 1); // the two of stratum b, who stand for nearly everybody
    expect(variance).toBeNull();
    expect(intervalPercent![0]).toBeLessThan(35);
  });

  test('names every error of the files, and gives no number', async () => {
    const files = { 'method.json': method, 'answers.csv': 'q1,q2\n5,6\n7,\n' };
    expect(await run(args, files)).toEqual({
      code: 1,
      said: '',
      complained:
        'row 2, q2: “6” is no level of the scale, nor x, nor empty\nrow 3, q1: “7” is no level of the scale, nor x, nor empty',
    });
    const noJson = await run(args, { 'method.json': '{', 'answers.csv': 'q1\n5\n' });
    expect([noJson.code, noJson.complained.startsWith('method.json is not JSON')]).toEqual([1, true]);
    const wrong = await run(args, { 'method.json': '{"questions":["q1"],"levels":"five"}', 'answers.csv': 'q1\n5\n' }); // prettier-ignore
    expect(wrong.complained).toBe('method.json: “/levels”: This has to be a whole number.');
    const uneven = await run(args, { 'method.json': method, 'answers.csv': 'q1,q2\n5,4,3\n' });
    expect(uneven.complained).toBe('answers.csv, row 2: it is longer than the heading');
    const unclosed = await run(args, { 'method.json': method, 'answers.csv': 'q1,q2\n5,"4\n' });
    expect(unclosed.complained).toContain('answers.csv: Row 2: A quotation mark');
    expect((await run(args)).complained).toContain('cannot be read');
  });

  test('says how it is called', async () => {
    for (const wrong of [
      [],
      ['answers.csv'],
      [...args, '--colour', 'red'],
      ['one.csv', 'two.csv', '--method', 'm.json'],
    ]) {
      expect(await run(wrong)).toMatchObject({ code: 2, said: '' });
    }
  });
});

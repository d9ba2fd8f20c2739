import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { codeHash } from '../../../src/collection/codes/code.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { hiddenFields, openForm, sendForm, type FormFields } from '../../support/citizen.ts';
import { someCodes } from './someCodes.ts';

const testApp = useApp({}, { formsPerMinute: 100_000 });
let made: Awaited<ReturnType<typeof someCodes>>;
let next = 0;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  made = await someCodes(testApp().stores, 60);
});

const freshCode = (): string => made.codes[next++]!;

async function filledIn(code: string, accessCode = made.accessCode): Promise<FormFields> {
  return { ...(await openForm(testApp().app, accessCode)), 'answer-q1': '5', 'answer-q2': '4', code };
}

async function send(fields: FormFields, accessCode = made.accessCode): Promise<Response> {
  return await sendForm(testApp().app, accessCode, fields);
}

async function stored(): Promise<number> {
  return await testApp().stores.submissions.countOfRound('round');
}

describe('a form that wants a code', () => {
  it('takes one however it is typed, and shows the receipt', async () => {
    const code = freshCode();
    const response = await send(await filledIn(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `));
    expect([response.status, response.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/receipts\//),
    ]);
  });

  it.each([
    ['no code', '', 'Xin nhập mã một lần'],
    ['a wrong letter', '22222222222A', 'Mã này không đúng'],
    ['a code that nobody made', '222222222222', 'Mã này không đúng'],
  ])('with %s keeps the answers and stores nothing', async (_what, code, sentence) => {
    const before = await stored();
    const response = await send(await filledIn(code));
    expect(response.status).toBe(422);
    expect(response.text).toContain(sentence);
    expect(response.text).toMatch(/name="answer-q1" value="5" checked/);
    expect(await stored()).toBe(before);
  });

  it('says what is missing in the answers and in the code at once', async () => {
    const { 'answer-q1': _left, ...fields } = await filledIn('');
    const { text } = await send(fields);
    expect(text).toContain('href="#code"');
    expect(text).toContain('href="#q1"');
  });

  it('refuses the code of another batch, and a code that is used', async () => {
    const other = await someCodes(testApp().stores, 30, 'ward-b');
    expect((await send(await filledIn(other.codes[0]!))).text).toContain('Mã này không đúng');
    expect((await send(await filledIn(other.codes[0]!, other.accessCode), other.accessCode)).status).toBe(
      303,
    );
    const code = freshCode();
    await send(await filledIn(code));
    const again = await send(await filledIn(code));
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('Mã này đã được dùng')]);
  });

  it('sent again gives the same receipt and stores nothing', async () => {
    const fields = await filledIn(freshCode());
    const [first, again] = [await send(fields), await send(fields)];
    const before = await stored();
    expect(first.headers['location']).toBe(again.headers['location']);
    await send(fields);
    expect(await stored()).toBe(before);
  });

  it('with errors spends no code', async () => {
    const fields = await filledIn(freshCode());
    const { 'answer-q1': _left, ...invalid } = fields;
    expect((await send(invalid)).status).toBe(422);
    expect((await send(fields)).status).toBe(303);
  });

  it('cannot be sent under the ticket of another form, nor without one', async () => {
    const [one, other] = [await filledIn(freshCode()), await filledIn(freshCode())];
    expect((await send({ ...one, ticket: other['ticket']! })).status).toBe(400);
    const { ticket: _ticket, ...bare } = one;
    expect((await send(bare)).status).toBe(400);
  });

  it('offered as another person’s has a ticket of its own, and wants a code of its own', async () => {
    const fields = await filledIn(freshCode());
    await send(fields);
    const changed = await send({ ...fields, 'answer-q1': '1' });
    expect(changed.status).toBe(409);
    const offered = { ...fields, ...hiddenFields(changed.text), 'answer-q1': '1' };
    expect((await send(offered)).text).toContain('Mã này đã được dùng');
    expect((await send({ ...offered, code: freshCode() })).status).toBe(303);
  });

  it('keeps the code when the language is changed', async () => {
    const { text } = await send({ ...(await filledIn('ABCD')), switchTo: 'en' });
    expect(text).toContain('name="code" value="ABCD"');
    expect(text).toContain('One-time code');
  });

  it('is the only one with a ticket; the code is in the address of no page', async () => {
    const plain = await openForm(testApp().app, 'WARD22');
    expect(Object.keys(plain)).not.toContain('ticket');
  });
});

it('two hundred forms at once for one code: one submission', async () => {
  const code = freshCode();
  const before = await stored();
  const forms = await Promise.all(Array.from({ length: 200 }, () => filledIn(code)));
  const responses = await Promise.all(forms.map((fields) => send(fields)));
  const statuses = responses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  expect(statuses.filter((status) => status === 422)).toHaveLength(199);
  expect(await stored()).toBe(before + 1);
});

describe('what a use leaves', () => {
  /** Every document of the database, by collection and id, as text. */
  async function everything(): Promise<Map<string, string>> {
    const { db } = testApp().connection;
    const documents = new Map<string, string>();
    for (const { name } of await db!.listCollections().toArray()) {
      for (const document of await db!.collection(name).find().toArray()) {
        documents.set(`${name} ${String(document['_id'])}`, JSON.stringify(document));
      }
    }
    return documents;
  }

  it('is a used code and a submission, and nothing in which they meet', async () => {
    const code = freshCode();
    const fields = await filledIn(code);
    const before = await everything();
    await send(fields);
    const after = await everything();
    const changed = [...after].filter(([key, text]) => before.get(key) !== text);
    const mark = codeHash(code, made.keys);
    const locations = changed.map(([key]) => key.split(' ')[0]);
    expect(locations).toHaveLength(2);
    expect(new Set(locations)).toEqual(new Set(['codeUses', 'submissions']));
    const [usesBefore, uses] = [before, after].map(
      (all) => JSON.parse(all.get(`codeUses ${made.batch.id}`) ?? '') as { holders: Record<string, string> },
    );
    const usedNow = Object.keys(uses!.holders).filter(
      (one) => uses!.holders[one] !== usesBefore!.holders[one],
    );
    expect(usedNow).toEqual([mark]);
    // Neither the length of the record nor the order in it says which was used when.
    expect(Object.keys(uses!.holders)).toEqual(Object.keys(uses!.holders).toSorted());
    expect(JSON.stringify(uses!.holders)).toHaveLength(JSON.stringify(usesBefore!.holders).length);
    const submission = after.get(`submissions ${fields['submissionId']}`) ?? '';
    const number = fields['ticket']!.split('.')[0]!;
    const heldBy = createHash('sha256').update(Buffer.from(number, 'base64url')).digest('base64url');
    for (const trace of [code, mark, number, heldBy, fields['ticket']!]) {
      expect(submission).not.toContain(trace);
    }
    const all = [...after.values()].join('\n');
    for (const trace of [code, number]) expect(all).not.toContain(trace);
  });
});

it('keeps its code for a form that was cut off, from all others and for good', async () => {
  const code = freshCode();
  const { codes } = testApp().stores;
  const use = {
    mark: codeHash(code, made.keys),
    batchId: made.batch.id,
    heldBy: 'the form that was cut off',
  };
  expect(await codes.reserve(use)).toBe('reserved');
  const used = await codes.countUsed(made.batch.id);
  expect((await send(await filledIn(code))).text).toContain('Mã này đã được dùng');
  expect(await codes.reserve({ ...use, heldBy: 'another' })).toBe('taken');
  expect(await codes.reserve(use)).toBe('reserved');
  expect(await codes.countUsed(made.batch.id)).toBe(used);
});

it('counts the codes that are used, for the response rate', async () => {
  const { accessCode, batch, codes } = await someCodes(testApp().stores, 40);
  for (const code of codes.slice(0, 3)) await send(await filledIn(code, accessCode), accessCode);
  expect(await testApp().stores.codes.countUsed(batch.id)).toBe(3);
});

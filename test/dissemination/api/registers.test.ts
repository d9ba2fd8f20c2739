/** Units and services from the register of a province: previewed, then stored as one change however often they are sent. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { ApiKey } from '../../../src/dissemination/api/apiKey.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { faultsIn } from '../../support/faults.ts';
import { addAccount, aGrant, colleague, drain } from '../../support/staff.ts';
import { addKey } from './someKeys.ts';

const running = useApp({}, { apiLimits: { ofKey: 1000, ofAddress: 1000 } });
/** Of a manager of the whole installation, of one of a ward, and of another one of the whole. */
let [ofAll, ofWard, ofOther] = ['', '', ''];

beforeAll(async () => {
  await fillSmallCity(running().stores);
  ofAll = await keyOf(undefined);
  ofWard = await keyOf('ward-a');
  ofOther = await keyOf(undefined);
});

async function keyOf(unitId: string | undefined, changes: Partial<ApiKey> = {}): Promise<string> {
  return (await addKey(running(), await addAccount(running(), [aGrant('manager', unitId)]), changes)).secret;
}
const put = (kind: 'unit' | 'service', name: string, body: object, secret = ofAll) =>
  request(running().app)
    .put(`/api/v1/${kind}-changes/${name}`)
    .set('Authorization', `Bearer ${secret}`)
    .set('Accept-Language', 'en')
    .send(body);
const unitChanges = () => running().stores.units.listChanges();
const serviceChanges = () => running().stores.services.listChanges();

async function auditOf(kind: 'unit.added' | 'service.listKept') {
  await drain(running());
  return await running().stores.audit.list({ kind }, 100);
}

describe('units', () => {
  const on = '2026-01-05';
  const lines = [
    { name: 'Ấp Một', kind: 'office', parent: 'xã Mới' },
    { name: 'xã Mới', kind: 'commune', code: '41001', parent: 'city' },
  ];

  test('are previewed by line, and nothing is stored', async () => {
    const before = await unitChanges();
    const { status, body } = await put('unit', 'tried?dryRun=true', { on, lines });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'tried',
      stored: false,
      lines: [
        { line: 1, what: 'added', name: { vi: 'Ấp Một' }, kind: 'office', parent: { vi: 'xã Mới' } },
        { line: 2, what: 'added', code: '41001' },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('"id"');
    expect(await unitChanges()).toEqual(before);
  });

  test('are stored as one change and one act, however often and however simultaneously they are sent', async () => {
    const before = (await unitChanges()).length;
    const answers = await Promise.all([1, 2, 3].map(() => put('unit', 'new', { on, lines })));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '200', '201']);
    const again = await put('unit', 'new', { on, lines });
    for (const { body } of answers) expect(body).toEqual(again.body);
    expect(await unitChanges()).toHaveLength(before + 1);
    const [hamlet, commune] = again.body.lines as { id: string }[];
    const units = await running().stores.units.list();
    expect(units.find(({ id }) => id === hamlet!.id)?.parents).toMatchObject([{ unitId: commune!.id }]);
    const entries = (await auditOf('unit.added')).filter(({ after }) => after?.['founded'] === '2');
    expect(entries.map(({ after }) => after)).toEqual([{ on, founded: '2', apiKey: 'test' }]);
  });

  test('other than those that a name stands for are refused; another account has names of its own', async () => {
    await put('unit', 'one', { on, lines: [{ name: 'xã Một', kind: 'commune', code: '41011' }] });
    const other = { on, lines: [{ name: 'xã Hai', kind: 'commune', code: '41012' }] };
    const before = (await unitChanges()).length;
    expect([(await put('unit', 'one', other)).status, (await unitChanges()).length]).toEqual([409, before]);
    expect((await put('unit', 'one', other, ofOther)).status).toBe(201);
  });

  test.each<[string, object, string, string]>([
    ['an unknown parent', { parent: 'nowhere' }, '#/lines/1/parent', 'No unit'],
    ['a code that is taken', { code: '41002' }, '#/lines/0', 'code'],
    ['a code of another shape', { code: '4 1' }, '#/lines/1/code', 'code'],
    ['a name of blanks', { name: ' ' }, '#/lines/1/name', 'name'],
    ['an unknown level', { kind: 'hamlet' }, '#/lines/1/kind', ''],
    ['a field too many', { nmae: 'x' }, '#/lines/1/nmae', ''],
  ])(
    'with %s in one line are all refused, previewed or not, in the words of the page',
    async (_, wrong, pointer, words) => {
      const before = await unitChanges();
      const sent = {
        on,
        lines: [
          { name: 'xã Ba', kind: 'commune', code: '41002' },
          { name: 'xã Tư', kind: 'commune', ...wrong },
        ],
      };
      for (const name of ['wrong?dryRun=true', 'wrong']) {
        const { status, body } = await put('unit', name, sent);
        expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
        expect(body.errors[0].detail).toContain(words);
      }
      expect(await unitChanges()).toEqual(before);
    },
  );

  test('are refused in the language asked for, with the sentence of the page', async () => {
    const line = { name: 'xã Năm', kind: 'commune', parent: 'nowhere' };
    const { body } = await put('unit', 'wrong', { on, lines: [line] }).set('Accept-Language', 'vi');
    const manager = await colleague(running(), 'manager');
    const typed = { kind: 'commune', parent: '', on, rows: 'xã Năm;;nowhere', wanted: 'preview' };
    const { text } = await manager.post('/staff/units/many', typed).expect(422);
    expect(faultsIn(text)).toContain(`1 Trực thuộc ${body.errors[0].detail}`);
  });

  test('below a foreign unit are refused like those below one that is not there, and topmost ones too', async () => {
    const below = (parent?: string) =>
      put('unit', 'mine', { on, lines: [{ name: 'Phòng A', kind: 'office', parent }] }, ofWard);
    const [foreign, none, topmost] = [await below('ward-b'), await below('nowhere'), await below()];
    expect([foreign.status, foreign.body]).toEqual([422, none.body]);
    expect(topmost.body.errors).toMatchObject([{ pointer: '#/lines/0/parent' }]);
    expect((await below('ward-a')).status).toBe(201);
  });

  test('of more than 3,000 lines, or without one, are refused', async () => {
    const line = { name: 'x', kind: 'office' };
    for (const each of [[], Array.from({ length: 3001 }, () => line)]) {
      const { status, body } = await put('unit', 'many', { on, lines: each });
      expect([status, body.errors[0].pointer]).toEqual([422, '#/lines']);
    }
  });
});

describe('services', () => {
  const on = '2026-01-12';
  const lines = [
    { name: 'Chứng thực bản sao', field: 'Chứng thực', code: '2.000815', nameEn: 'Certified copies' },
    { name: 'Chứng thực chữ ký', field: 'Chứng thực', code: '2.000884' },
  ];

  test('are previewed, stored once as one act, and then changed where the next list differs', async () => {
    const before = (await serviceChanges()).length;
    const tried = await put('service', 'january?dryRun=true', { on, lines });
    expect(tried.body).toMatchObject({ stored: false, lines: [{ what: 'added' }, { what: 'added' }] });
    expect(JSON.stringify(tried.body)).not.toContain('"id"');
    expect(await serviceChanges()).toHaveLength(before);

    const answers = await Promise.all([1, 2, 3].map(() => put('service', 'january', { on, lines })));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '200', '201']);
    expect(await serviceChanges()).toHaveLength(before + 1);
    expect((await auditOf('service.listKept')).map(({ after }) => after)).toEqual([
      { added: '2', changed: '0', on, apiKey: 'test' },
    ]);

    const next = { on: '2026-01-15', lines: [lines[0]!, { ...lines[1]!, name: 'Chứng thực chữ ký mới' }] };
    const change = {
      what: 'changed',
      name: { vi: 'Chứng thực chữ ký mới' },
      was: { vi: 'Chứng thực chữ ký' },
    };
    for (const name of ['next?dryRun=true', 'next', 'next'])
      expect((await put('service', name, next)).body.lines).toMatchObject([{ what: 'same' }, change]);
    const same = await put('service', 'same', next);
    expect([same.status, same.body.stored]).toEqual([200, false]);
    expect(await serviceChanges()).toHaveLength(before + 2);
    expect((await put('service', 'next', { on, lines })).status).toBe(409);
  });

  test.each<[string, object, string]>([
    ['a code that is not one', { code: '1 2' }, '#/lines/1/code'],
    ['the name of another line', { name: 'Thủ tục A' }, '#/lines/1/name'],
    ['a field of blanks', { field: ' ' }, '#/lines/1/field'],
    ['a code of another line', { code: '7' }, '#/lines/1'],
  ])('with %s are all refused, and the place is named', async (_, wrong, place) => {
    const before = await serviceChanges();
    const sent = [
      { name: 'Thủ tục A', field: 'F', code: '7' },
      { name: 'Thủ tục B', field: 'F', ...wrong },
    ];
    const { status, body } = await put('service', 'wrong', { on, lines: sent });
    const pointers = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    expect([status, pointers.at(-1)]).toEqual([422, place]);
    expect(await serviceChanges()).toEqual(before);
  });

  test('are those of the whole installation: a manager of a ward changes none', async () => {
    expect((await put('service', 'mine', { on, lines }, ofWard)).status).toBe(404);
  });
});

test('only keys for it change units or services', async () => {
  const on = '2026-01-12';
  const sent = {
    unit: { on, lines: [{ name: 'x', kind: 'office' }] },
    service: { on, lines: [{ name: 'x', field: 'x' }] },
  };
  const caseloadsOnly = await keyOf(undefined, { permissions: ['keepCaseloads'] });
  const analyst = await addKey(running(), await addAccount(running(), [aGrant('analyst')]));
  for (const kind of ['unit', 'service'] as const) {
    for (const secret of [caseloadsOnly, analyst.secret])
      expect((await put(kind, 'none', sent[kind], secret)).status).toBe(403);
    expect((await put(kind, 'none', sent[kind], 'no-key')).status).toBe(401);
  }
});

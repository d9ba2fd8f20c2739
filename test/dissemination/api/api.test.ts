/** /api/v1 as programs meet it: what it describes is what it does, and nothing more than the pages tell. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import request from 'supertest';
import type { Account } from '../../../src/access/accounts/account.ts';
import type { Role } from '../../../src/access/accounts/role.ts';
import { routeAccess } from '../../../src/app/routeTable.ts';
import { ref } from '../../../src/dissemination/api/answerSchemas.ts';
import type { ApiKey } from '../../../src/dissemination/api/apiKey.ts';
import { findExamples, type Examples } from '../../../src/dissemination/api/findExamples.ts';
import { exampleAddress } from '../../../src/dissemination/api/openapi.ts';
import { operations } from '../../../src/dissemination/api/operations.ts';
import { schemaAddress, schemaFiles, schemas } from '../../../src/dissemination/api/schemas.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { readPublishedSchemas, type PublishedSchemas } from './publishedSchemas.ts';
import { useApp } from '../../support/app.ts';
import { routesOf } from '../../support/appRoutes.ts';
import { aRound, aUnit } from '../../support/builders.ts';
import { addAccount, aGrant, drain, goodPassword, signedIn, withPassword } from '../../support/staff.ts';
import { aClosedCity, type City } from '../publications/publishing.ts';
import { addKey } from './someKeys.ts';

const running = useApp({}, { apiLimits: { ofKey: 100, ofAddress: 500 } });
let city: City;
let examples: Examples;
let published: PublishedSchemas;
/** Of somebody who may do everything that keys are for, in the city. */
let ofAll = '';

beforeAll(async () => {
  city = await aClosedCity(running());
  await city.publish();
  await city.settle(3);
  const { stores } = running();
  const survey = (await stores.surveys.find((await stores.rounds.find('round'))!.surveyVersionId))!;
  await stores.units.add(aUnit('far', { kind: 'district' }));
  await stores.rounds.add(aRound(survey, { id: 'inside', resultsFor: 'staff' }));
  await stores.rounds.add(aRound(survey, { id: 'elsewhere', resultsFor: 'staff', unitIds: ['far'] }));
  const next = { opensAt: running().clock.now, closesAt: new Date('2027-01-01T00:00:00Z') };
  await stores.rounds.add(aRound(survey, { id: 'next', ...next }));
  examples = await findExamples(stores, running().clock.now);
  published = await readPublishedSchemas(running().server);
  const grants = [aGrant('analyst', 'city'), aGrant('manager', 'city')];
  ofAll = (await addKey(running(), await addAccount(running(), grants))).secret;
});

const api = (path: string) => request(running().app).get(`/api/v1${path}`);

async function keyOf(role: Role, unitId?: string, changes: Partial<ApiKey> = {}): Promise<string> {
  return (await addKey(running(), await accountOf(role, unitId), changes)).secret;
}
async function accountOf(role: Role, unitId?: string, changes: Partial<Account> = {}): Promise<Account> {
  return await addAccount(running(), [aGrant(role, unitId)], changes);
}
const bearer = (secret: string) => `Bearer ${secret}`;

test('a publication is one Parquet table, its columns named alike in every language, with no figure of a small unit', async () => {
  const tableIn = async (language: string) => {
    const answer = await api('/publications/round/1/table').set('Accept-Language', language).responseType('arraybuffer'); // prettier-ignore
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/vnd.apache.parquet']);
    return await parquetReadObjects({ file: new Uint8Array(answer.body as Buffer).buffer });
  };
  const [vi, en] = [await tableIn('vi'), await tableIn('en')];
  expect(Object.keys(en[0]!)).toEqual(Object.keys(vi[0]!));
  const wholeOf = (unitId: string) =>
    en.find((row) => row['unitId'] === unitId && row['subject'] === en[0]!['subject']);
  expect(wholeOf('ward-a')).toMatchObject({ value: 80, people: 60 });
  expect(wholeOf('ward-c')).toMatchObject({ value: null, low: null, people: null });
});

describe('the description', () => {
  interface Described {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
  }

  test('names every route of the app and no other, with the key that each needs', async () => {
    const { body, headers } = await api('/openapi.json').expect(200);
    const { openapi, paths } = body as Described;
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const made = routesOf(running().app).filter((route) => route.includes(' /api/v1'));
    expect(described.toSorted()).toEqual(made.toSorted());
    const keyed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => !security.some((one) => Object.keys(one).length === 0))
        .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(keyed.toSorted()).toEqual(made.filter((route) => routeAccess[route]?.by === 'key').toSorted());
    const refs = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    );
    expect(refs.filter((name) => !Object.hasOwn(schemas, name))).toEqual([]);
    const { schemas: components } = (body as { components: { schemas: object } }).components;
    expect(Object.keys(components).map((name) => `${name}.json`)).toEqual(schemaFiles);
    expect(headers['content-language']).toBe('vi');
  });

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    'has an example of %s that works, and says what it answers',
    async (_id, operation) => {
      const method = operation.route.split(' ')[0]!.toLowerCase() as 'get' | 'post' | 'put';
      const sent = request(running().app)[method](exampleAddress(operation, examples));
      const ofWhole = operation.permission === 'changeServices';
      if (operation.permission)
        void sent.set('Authorization', bearer(ofWhole ? await keyOf('manager') : ofAll));
      const answer = await sent.send(operation.body?.example(examples));
      expect([answer.status, published.errorsBy(operation.answer, answer.body)]).toEqual([
        operation.status,
        [],
      ]);
    },
  );

  test.each(['vi', 'en'])('is a page in %s with every operation, schema and problem', async (language) => {
    const { text } = await request(running().app).get(`/api?lang=${language}`).expect(200);
    for (const { id } of operations) expect(text).toContain(`id="${id}"`);
    for (const name of Object.keys(schemas)) expect(text).toContain(`id="schema-${name}"`);
    for (const file of schemaFiles) expect(text).toContain(`href="${schemaAddress(file)}"`);
    expect(text).toContain(`lang="${language}"`);
    expect(text).not.toMatch(/undefined|<script|https?:\/\/(?!127\.0\.0\.1)/);
  });
});

test('the API is tried on a page under the policy of all pages, with files that browsers keep', async () => {
  const get = (path: string) => request(running().app).get(path);
  const { text, headers } = await get('/api/try').expect(200);
  expect(headers['content-security-policy']).toContain("script-src 'self';connect-src 'self'");
  expect(headers['content-security-policy']).not.toContain('unsafe');
  const addresses = [...text.matchAll(/"(\/api\/viewer\/[^"]+)"/g)].map(([, address = '']) => address);
  expect(addresses).toHaveLength(2);
  for (const address of addresses) {
    expect((await get(address).expect(200)).headers['cache-control']).toContain('immutable');
    await get(address.replace(/[^/]+$/, 'index.html')).expect(404);
    await get(address.replace(/\d/, '9')).expect(404);
  }
  expect((await get('/api').expect(200)).text).not.toContain('/api/viewer');
});

describe('the schemas', () => {
  test('are published each at its own address, which is its id', () => {
    expect(published.documents.map(({ $id }) => new URL(String($id)).pathname)).toEqual(
      schemaFiles.map(schemaAddress),
    );
    expect(new Set(published.documents.map(({ $schema }) => $schema))).toEqual(
      new Set(['https://json-schema.org/draft/2020-12/schema']),
    );
  });

  test('allow the survey and the methods of the program, and no survey with a misspelt field', async () => {
    expect(published.errorsBy(ref('Survey'), sipas2017)).toEqual([]);
    for (const method of await running().stores.methods.list())
      expect(published.errorsBy(ref('Method'), method)).toEqual([]);
    const [error] = published.errorsBy(ref('Survey'), { ...sipas2017, qestions: [] });
    expect(error?.params).toEqual({ additionalProperty: 'qestions' });
  });
});

describe('what is read', () => {
  test('is what the pages tell, and what was published, word for word', async () => {
    const live = await api('/rounds/round/units/city');
    const page = await request(running().app).get('/results/round/units/city.json');
    expect(live.body).toEqual(page.body);
    const bundle = await api('/publications/round/1');
    expect(bundle.text).toBe((await request(running().app).get('/publications/round/1.json')).text);
    const unit = await api('/publications/round/1/units/ward-c');
    expect(unit.body.whole.figure).toMatchObject({ state: 'hidden' });
    expect(JSON.stringify(unit.body)).not.toContain('"people"');
  });

  test('comes a page at a time, and not again while it is the same', async () => {
    const first = await api('/rounds/round/units?limit=2');
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(['city', 'ward-a']);
    const [, next = ''] = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(first.headers['link']!) ?? [];
    const second = await api(next);
    expect(second.body.items.map(({ id }: { id: string }) => id)).toEqual(['ward-b', 'ward-c']);
    const etag = first.headers['etag']!;
    const again = await api('/rounds/round/units?limit=2').set('If-None-Match', etag);
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await api('/rounds/round/units?limit=3').set('If-None-Match', etag)).status).toBe(200);
  });

  test('of cells comes out of one state of the board, with the figures of the pages', async () => {
    const first = await api('/rounds/round/tallies?dimension=question&limit=10');
    expect(first.body.items).toHaveLength(10);
    const next = `cursor=${first.body.nextCursor}`;
    const second = await api(`/rounds/round/tallies?dimension=question&limit=10&${next}`);
    expect(second.body.items).toHaveLength(5);
    expect((await api(`/rounds/round/tallies?dimension=factor&limit=10&${next}`)).status).toBe(409);

    const cells = [...first.body.items, ...second.body.items] as {
      unitId: string;
      value: string;
      figure: object;
    }[];
    for (const { unitId, value, figure } of cells) {
      const { body } = await api(`/rounds/round/units/${unitId}`);
      expect(figure).toEqual(
        (body.questions as { id: string; figure: object }[]).find(({ id }) => id === value)?.figure,
      );
    }
    const { body: days } = await api('/rounds/round/tallies?dimension=day');
    expect(days.items).toMatchObject([{ unitId: 'city', value: '2026-01-20', figure: { people: 136 } }]);
    expect((await api('/rounds/next/tallies?dimension=channel')).body.items).toEqual([]);
  });

  test('of checkpoints likewise', async () => {
    const { body } = await api('/ledger/checkpoints?limit=1');
    const next = await api(`/ledger/checkpoints?limit=1&cursor=${body.nextCursor}`);
    expect(next.body.items[0].number).toBe(body.items[0].number - 1);
  });

  test('may be read by pages of others, without a key only', async () => {
    const open = await api('/publications').set('Origin', 'https://other.example');
    expect(open.headers['access-control-allow-origin']).toBe('*');
    expect(open.headers['access-control-allow-credentials']).toBeUndefined();
    const keyed = await api('/rounds').set('Authorization', bearer(await keyOf('analyst')));
    expect(keyed.headers['access-control-allow-origin']).toBeUndefined();
    expect(keyed.headers['cache-control']).toBe('private, no-cache');
    const asked = await request(running().app)
      .options('/api/v1/rounds')
      .set('Origin', 'https://other.example');
    expect(asked.headers['access-control-allow-headers']).toBeUndefined();
  });

  test('is by choosing among days', async () => {
    const idsOf = async (query: string) =>
      ((await api(`/rounds?${query}`)).body.items as { id: string }[]).map(({ id }) => id);
    expect(await idsOf('from=2026-01-05&to=2026-01-05')).toEqual(['round']);
    expect(await idsOf('to=2026-01-04')).toEqual([]);
    expect(await idsOf('from=2026-02-05')).toEqual(['next']);
  });
});

describe('a round for staff only', () => {
  test('is there for a key to analyse and for nobody else', async () => {
    const answers = await Promise.all([
      api('/rounds/inside'),
      api('/rounds/inside').set('Authorization', bearer(await keyOf('analyst', 'city'))),
      api('/rounds/inside').set(
        'Authorization',
        bearer(await keyOf('analyst', 'city', { permissions: ['makeCodes'] })),
      ),
      api('/rounds/inside').set('Authorization', bearer(await keyOf('manager', 'city'))),
      api('/rounds/inside').set('Authorization', bearer(await keyOf('analyst', 'far'))),
      api('/rounds/none').set('Authorization', bearer(await keyOf('analyst', 'far'))),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 200, 404, 404, 404, 404]);
    expect(answers[4].body).toEqual(answers[5].body); // not to be told apart from what is not there
  });

  test('ends at the units of the account', async () => {
    const secret = await keyOf('analyst', 'ward-a');
    const get = (path: string) => api(path).set('Authorization', bearer(secret));
    const { body } = await get('/rounds/inside/units');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['ward-a']);
    expect((await get('/rounds/inside/units/ward-a')).status).toBe(200);
    const cells = await get('/rounds/inside/tallies?dimension=all');
    expect(cells.body.items.map(({ unitId }: { unitId: string }) => unitId)).toEqual(['ward-a']);
    const [foreign, none] = [
      await get('/rounds/inside/units/ward-b'),
      await get('/rounds/inside/units/nowhere'),
    ];
    expect([foreign.status, foreign.body]).toEqual([404, none.body]);
    const listed = await get('/rounds');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual(['next', 'inside', 'round']);
  });
});

describe('caseloads', () => {
  const line = { unit: 'ward-a', month: '2026-01', filing: 'counter', transactions: 120 };
  const send = (secret: string, body: object | string, query = '') =>
    request(running().app)
      .post(`/api/v1/caseloads${query}`)
      .set('Authorization', bearer(secret))
      .set('Accept-Language', 'en')
      .type('application/json')
      .send(body);
  const kept = async () =>
    (await running().stores.importBatches.list('caseloads')).flatMap(({ lines }) => lines);

  test('are tried out without being stored, then kept as a whole, and the same again changes nothing', async () => {
    const lines = [line, { ...line, unit: 'phường ward-b', onTime: 100, overdue: 20 }];
    const tried = await send(ofAll, { lines }, '?dryRun=true');
    expect(tried.body).toMatchObject({ dryRun: true, new: 2, replaced: 0, same: 0 });
    expect(await kept()).toEqual([]);
    expect((await send(ofAll, { lines })).body).toMatchObject({ dryRun: false, new: 2 });
    expect((await send(ofAll, { lines: [{ ...line, transactions: 130 }, lines[1]] })).body).toMatchObject({
      new: 0,
      replaced: 1,
      same: 1,
      changes: [{ before: 'Transactions 120', after: 'Transactions 130' }],
    });
    expect(await kept()).toHaveLength(4);
    await drain(running());
    const [entry] = await running().stores.audit.list({ kind: 'caseloads.changed' }, 1);
    expect(entry?.after).toMatchObject({ apiKey: 'test', lines: '2' });
  });

  test.each<[string, object | string, number, string | undefined]>([
    ['no JSON', '{"lines":', 400, undefined],
    ['no lines', { lines: [] }, 422, '#/lines'],
    ['another shape', [line], 422, '#'],
    ['a field too many', { lines: [{ ...line, onTme: 3 }] }, 422, '#/lines/0/onTme'],
    ['a number as text', { lines: [line, { ...line, transactions: '12' }] }, 422, '#/lines/1/transactions'],
    ['a unit beyond', { lines: [{ ...line, unit: 'far' }] }, 422, '#/lines/0/unit'],
    ['a unit that is not there', { lines: [{ ...line, unit: 'nowhere' }] }, 422, '#/lines/0/unit'],
    ['a month to come', { lines: [{ ...line, month: '2027-01' }] }, 422, '#/lines/0/month'],
    ['a thirteenth month', { lines: [{ ...line, month: '2026-13' }] }, 422, '#/lines/0/month'],
    ['a service that is not there', { lines: [{ ...line, service: 'none' }] }, 422, '#/lines/0/service'],
    ['parts beyond the whole', { lines: [{ ...line, overdue: 121 }] }, 422, '#/lines/0/transactions'],
    ['one line twice', { lines: [line, { ...line, transactions: 1 }] }, 422, '#/lines/1'],
  ])('with %s are refused as a whole, naming the place', async (_what, body, status, pointer) => {
    const before = await kept();
    const answer = await send(ofAll, body);
    expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer]);
    expect(await kept()).toEqual(before);
  });

  test('are refused where they are not sent as JSON', async () => {
    const answer = await send(ofAll, JSON.stringify({ lines: [line] })).type('text/plain');
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#']);
  });

  test('of a foreign unit are refused in the words for one that is not there', async () => {
    const [foreign, none] = await Promise.all(
      ['far', 'nowhere'].map((unit) => send(ofAll, { lines: [{ ...line, unit }] })),
    );
    expect(foreign!.body).toEqual(none!.body);
  });

  test('are put in by no key but one for it, and by no cookie', async () => {
    const lines = [line];
    const { cookie, formToken } = await signedIn(running(), await accountOf('manager', 'city'));
    const answers = await Promise.all([
      request(running().app).post('/api/v1/caseloads').send({ lines }),
      request(running().app).post('/api/v1/caseloads').set('Cookie', cookie).send({ lines, formToken }),
      send(await keyOf('manager', 'city', { permissions: ['makeCodes'] }), { lines }),
      send(await keyOf('analyst', 'city'), { lines }),
      send(await keyOf('manager', 'city'), { lines }, '?dryRun=yes'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 403, 400]);
  });
});

describe('a batch of codes', () => {
  const parameters = { label: 'Trả kết quả', count: 30, roundId: 'next', unitId: 'ward-a' };
  const path = '/api/v1/code-batches/march';
  const put = (secret: string, body: object, at = path) =>
    request(running().app).put(at).set('Authorization', bearer(secret)).send(body);
  const get = (secret: string, at: string) =>
    request(running().app).get(at).set('Authorization', bearer(secret));

  test('is made once however often it is asked for, and its codes open the form', async () => {
    const [one, other] = await Promise.all([put(ofAll, parameters), put(ofAll, parameters)]);
    expect([one.status, other.status]).toContain(201);
    expect((await put(ofAll, parameters)).status).toBe(200);
    expect((await put(ofAll, { ...parameters, count: 31 })).status).toBe(409);
    const taken = await get(ofAll, `${path}/codes`);
    expect([taken.body.codes.length, taken.headers['cache-control']]).toEqual([30, 'no-store']);
    const accessPath = new URL(taken.body.address as string).pathname;
    expect((await request(running().app).get(accessPath)).status).toBe(200);
    await drain(running());
    const entries = await running().stores.audit.list({ kind: 'codes.taken' }, 10);
    expect(entries.some(({ subject, after }) => subject.label === parameters.label && after?.['apiKey'] === 'test')).toBe(true); // prettier-ignore
  });

  test('is known to its account only', async () => {
    await put(ofAll, parameters);
    const other = await keyOf('manager', 'city');
    for (const at of [path, `${path}/codes`]) expect((await get(other, at)).status).toBe(404);
    expect((await put(other, { ...parameters, label: 'Lô khác' })).status).toBe(201);
    expect((await get(ofAll, path)).body.label).toBe('Trả kết quả');
  });

  test.each<[object, string]>([
    [{ ...parameters, count: 29 }, '#/count'],
    [{ ...parameters, count: 1001 }, '#/count'],
    [{ ...parameters, label: ' ' }, '#/label'],
    [{ ...parameters, roundId: 'round' }, '#/roundId'],
    [{ ...parameters, roundId: 'none' }, '#/roundId'],
    [{ ...parameters, unitId: 'far' }, '#/unitId'],
    [{ ...parameters, unitId: 'nowhere' }, '#/unitId'],
    [{ ...parameters, serviceId: 'none' }, '#/serviceId'],
    [{ ...parameters, more: 1 }, '#/more'],
  ])('as %j is refused at %s', async (body, pointer) => {
    const answer = await put(ofAll, body, '/api/v1/code-batches/wrong');
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
    expect((await get(ofAll, '/api/v1/code-batches/wrong')).status).toBe(404);
  });
});

describe('what goes wrong', () => {
  test.each([
    ['/rounds?limit=201', 400, 'limit'],
    ['/rounds?limit=0', 400, 'limit'],
    ['/rounds?limit=1e9', 400, 'limit'],
    ['/rounds?limit=1&limit=2', 400, 'limit'],
    ['/rounds?cursor=rubbish', 400, 'cursor'],
    ['/ledger/checkpoints?cursor=MSB4', 400, 'cursor'],
    ['/rounds?from=2026-02-30', 400, 'from'],
    ['/rounds?from=2026-03-01&to=2026-01-01', 400, 'to'],
    ['/rounds?form=2026-03-01', 400, 'form'],
    ['/rounds/round/tallies', 400, 'dimension'],
    ['/rounds/round/tallies?dimension=flag', 400, 'dimension'],
    ['/rounds/round/tallies?dimension=all&cursor=MSB4', 400, 'cursor'],
    ['/rounds/round/tallies?dimension=all&unitId=far', 404, undefined],
    ['/publications/round/first', 400, 'number'],
    ['/schemas/Nothing.json', 400, 'file'],
    ['/ledger/inclusion?leaf=12', 400, 'leaf'],
    ['/ledger/consistency?from=1', 400, 'to'],
    ['/publications/round/9', 404, undefined],
    ['/publications/none/1', 404, undefined],
    ['/publications/round/1/units/far', 404, undefined],
    ['/rounds/round/units/far', 404, undefined],
    ['/ledger/checkpoints/999', 404, undefined],
    ['/ledger/consistency?from=2&to=1', 404, undefined],
    ['/nothing', 404, undefined],
    ['/rounds.json', 404, undefined],
  ])('at %s is a problem of status %d', async (path, status, parameter) => {
    const answer = await api(path).set('Accept-Language', 'en');
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(published.errorsBy(ref('Problem'), answer.body)).toEqual([]);
    expect(answer.body.status).toBe(status);
    expect(answer.body.errors?.[0].parameter).toBe(parameter);
    expect(JSON.stringify(answer.body)).not.toMatch(/[ạảấầệộờ]/);
  });

  test('is said in Vietnamese to whoever does not ask for English', async () => {
    for (const language of ['vi', 'de', 'vi,en;q=0.5']) {
      const { body } = await api('/nothing').set('Accept-Language', language);
      expect(body.title).toBe('Không có nội dung này');
    }
  });

  test.each<[string, () => Promise<string>]>([
    ['wrong', async () => `Bearer lnk_${'a'.repeat(43)}`],
    ['of another scheme', async () => 'Basic YTpi'],
    ['empty', async () => 'Bearer'],
    ['expired', async () => bearer(await keyOf('analyst', 'city', { expiresAt: running().clock.now }))],
    ['revoked', async () => bearer(await keyOf('analyst', 'city', { revokedAt: running().clock.now }))],
    [
      'of a closed account',
      async () => {
        const account = await accountOf('analyst', 'city', { closedAt: running().clock.now });
        return bearer((await addKey(running(), account)).secret);
      },
    ],
  ])('with a key that is %s is 401, also where none is needed', async (_what, authorization) => {
    const answer = await api('/publications').set('Authorization', await authorization());
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="api"');
  });

  test('too many requests of one key are stopped, and told when to come again', async () => {
    const [busy, calm] = [await keyOf('analyst'), await keyOf('analyst')];
    const get = (secret: string) => api('/rounds/round').set('Authorization', bearer(secret));
    const first = await get(busy);
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '100', 'ratelimit-remaining': '99' });
    for (let sent = 1; sent < 100; sent += 1) await get(busy);
    const stopped = await get(busy);
    expect([stopped.status, stopped.headers['ratelimit-remaining']]).toEqual([429, '0']);
    expect(stopped.headers['retry-after']).toBe(stopped.headers['ratelimit-reset']);
    expect((await get(calm)).status).toBe(200);
  });
});

describe('a key', () => {
  test('opens no page, and a cookie opens nothing of the API', async () => {
    const account = await accountOf('analyst', 'city');
    const { secret } = await addKey(running(), account);
    const page = await request(running().app).get('/staff').set('Authorization', bearer(secret));
    expect([page.status, page.headers['location']]).toEqual([303, '/staff/sign-in']);
    const { cookie } = await signedIn(running(), account);
    expect((await api('/rounds/inside').set('Cookie', cookie)).status).toBe(404);
  });

  test('is made by its owner with the password, shown once, kept as a hash, and revoked', async () => {
    const account = await accountOf('analyst', 'city', await withPassword());
    const browser = await signedIn(running(), account);
    const parameters = {
      label: 'Máy tính phòng',
      permissions: 'analyse',
      days: '30',
      password: goodPassword,
    };
    const page = await browser.get('/staff/account/keys');
    expect(page.text).toContain('đọc kết quả các đợt chỉ dành cho cán bộ');
    expect(page.text).not.toContain('nhập số hồ sơ');

    for (const [changes, ...errors] of [
      [{ label: ' ' }, 'Xin đặt tên'],
      [{ label: 'x'.repeat(101) }, '100 ký tự'],
      [{ permissions: undefined }, 'ít nhất một việc'],
      [{ permissions: 'keepCaseloads' }, 'ít nhất một việc'],
      [{ password: 'khác' }, 'Mật khẩu không đúng'],
      [
        { label: '', permissions: undefined, password: '' },
        'Xin đặt tên',
        'ít nhất một việc',
        'Xin nhập mật khẩu',
      ],
      [{ label: '', password: 'khác' }, 'Xin đặt tên', 'Mật khẩu không đúng'],
    ] as const) {
      const fields = Object.entries({ ...parameters, ...changes }).filter(([, value]) => value !== undefined);
      const refused = await browser.post(
        '/staff/account/keys',
        Object.fromEntries(fields) as Record<string, string>,
      );
      expect([refused.status, errors.filter((error) => !refused.text.includes(error))]).toEqual([422, []]);
    }
    expect(await running().stores.apiKeys.listOfAccount(account.id)).toEqual([]);

    const made = await browser.post('/staff/account/keys', parameters);
    const [secret = ''] = /lnk_[\w-]{43}/.exec(made.text) ?? [];
    expect(made.headers['cache-control']).toBe('no-store');
    expect((await api('/rounds/inside').set('Authorization', bearer(secret))).status).toBe(200);
    const [key] = await running().stores.apiKeys.listOfAccount(account.id);
    expect(JSON.stringify(key)).not.toContain(secret);
    expect(key).toMatchObject({ permissions: ['analyse'], lastUsedOn: '2026-02-06' });
    const list = await browser.get('/staff/account/keys');
    expect(list.text).toContain('Máy tính phòng');
    expect(list.text).not.toContain(secret);

    const other = await signedIn(running(), await accountOf('analyst', 'city'));
    await other.post('/staff/account/keys/revoke', { key: key!.id });
    expect((await api('/rounds/inside').set('Authorization', bearer(secret))).status).toBe(200);
    await browser.post('/staff/account/keys/revoke', { key: key!.id });
    expect((await api('/rounds/inside').set('Authorization', bearer(secret))).status).toBe(401);
    await drain(running());
    const kept = await running().stores.audit.list({ subjectId: key!.id }, 10);
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual(['apiKey.made', 'apiKey.revoked']);
  });

  test('is not made by an account that has twenty, whose page says so in place of the form', async () => {
    const account = await accountOf('analyst', 'city', await withPassword());
    const keys = await Promise.all(Array.from({ length: 20 }, () => addKey(running(), account)));
    const browser = await signedIn(running(), account);
    const fields = { label: 'một khóa nữa', permissions: 'analyse', days: '30', password: goodPassword };
    expect((await browser.post('/staff/account/keys', fields)).status).toBe(303);
    const page = await browser.get('/staff/account/keys');
    expect(page.text).toContain('Đã có 20 khóa đang dùng được');
    expect(page.text).not.toContain('name="password"');
    await browser.post('/staff/account/keys/revoke', { key: keys[0]!.key.id });
    expect((await browser.post('/staff/account/keys', fields)).text).toMatch(/lnk_[\w-]{43}/);
  });

  test('is seen and revoked by administrators of its account, and by nobody beyond', async () => {
    const account = await accountOf('analyst', 'ward-a');
    const { key, secret } = await addKey(running(), account, { label: 'khóa của phường' });
    const [near, far] = await Promise.all(
      ['city', 'far'].map(async (unit) => await signedIn(running(), await accountOf('administrator', unit))),
    );
    expect((await far!.get('/staff/keys')).text).not.toContain('khóa của phường');
    expect((await far!.post('/staff/keys/revoke', { key: key.id })).status).toBe(404);
    expect((await near!.get('/staff/keys')).text).toContain('khóa của phường');
    await near!.post('/staff/keys/revoke', { key: key.id });
    expect((await api('/publications').set('Authorization', bearer(secret))).status).toBe(401);
    expect(running().errors).toEqual([]);
  });
});

describe('a round of which forms were annulled after its publication', () => {
  test('is told by its publication, whatever was asked', async () => {
    await city.annul('WARD22', 12);
    await city.settle(4);
    const results = await api('/rounds/round/units/ward-a');
    expect([results.status, results.headers['location']]).toEqual([
      303,
      '/api/v1/publications/round/1/units/ward-a',
    ]);
    const cells = await api('/rounds/round/tallies?dimension=all');
    expect([cells.status, cells.headers['location']]).toEqual([303, '/api/v1/publications/round/1']);
  });
});

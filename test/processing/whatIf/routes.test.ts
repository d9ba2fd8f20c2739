import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import type { MethodFields } from '../../../src/design/methods/methodForm.ts';
import { fieldsOf } from '../../../src/design/methods/methodForm.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { sipas2023Factors } from '../../../src/statistics/method/presets/sipas2023Frame.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { useApp } from '../../support/app.ts';
import { closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { answer } from '../../support/citizen.ts';
import { aGrant, addAccount, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
let surveyId = '';

beforeAll(async () => {
  const { survey } = await fillSmallCity(testApp().stores);
  surveyId = survey.id;
  manager = await colleague(testApp(), 'manager');
});

async function draftFrom(from: string, json = ''): Promise<string> {
  const { headers } = await manager.post('/staff/methods/drafts', { from, json }).expect(303);
  return String(headers['location']).split('?')[0]!;
}

async function methodAt(url: string): Promise<Method> {
  return (await manager.get(`${url}.json`).expect(200)).body as Method;
}

const hiddenAt = async (url: string) => hiddenFields((await manager.get(url)).text);

/** Presses a button of the page of a draft, as it stands. */
async function press(url: string, button: 'publish' | 'discard' | 'undo') {
  return await manager.post(`${url}/${button}`, { revision: (await hiddenAt(url))['revision'] ?? '1' });
}

/** Sends the whole form of a draft, as the browser does, with some of its fields changed. */
async function save(url: string, changes: MethodFields & { survey?: string; was?: string } = {}) {
  return await manager.post(url, {
    ...fieldsOf(await methodAt(url)),
    survey: surveyId,
    ...(await hiddenAt(url)),
    ...changes,
  });
}

describe('the list of methods', () => {
  test('has the presets, and says what of them is not checked', async () => {
    const { text } = await manager.get('/staff/methods').expect(200);
    for (const key of [
      'sipas-2017@1',
      'one-stop-2018@1',
      'sipas-2023-frame@1',
      'satisfaction-3-level@1',
      'counter-smiley@1',
    ]) {
      expect(text).toContain(`/staff/methods/${key}`);
    }
    expect(text).toContain('3 điểm chưa đối chiếu văn bản');
  });

  test('shows the one-stop evaluation with its points and classes', async () => {
    const { text } = await manager.get('/staff/methods/one-stop-2018@1').expect(200);
    expect(text).toMatch(/Xuất sắc<\/th><td data-label="Điểm">từ 15 điểm/);
    expect(text).toMatch(/Yếu<\/th><td data-label="Điểm">dưới 6 điểm/);
  });

  test('says of the frame of 2023 which weights it lacks, and offers it to no round', async () => {
    const { text } = await manager.get('/staff/methods/sipas-2023-frame@1').expect(200);
    for (const { id } of sipas2023Factors) expect(text).toContain(`<li>${id} (`);
    expect(text).toContain('policy (Xây dựng, thực hiện chính sách)');
    expect(text).not.toContain('name="round"');
    const refused = await manager.post('/staff/methods/sipas-2023-frame@1/rounds', { round: 'round' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Còn thiếu trọng số')]);
  });
});

describe('a draft', () => {
  test('names each error beside its field, keeps what was typed and stores nothing of it', async () => {
    const url = await draftFrom('sipas-2017@1');
    const before = await methodAt(url);
    const refused = await save(url, {
      satisfiedLevels: '5: 4, 6',
      questions: 'q1, q9',
      minimumValid: '4',
      decimals: '7',
      validFrom: '2026-02-01',
      validTo: '2026-01-01',
      aggregation: 'weighted',
      weightsOf: 'factors',
      weights: 'access: -1\nparking: 2',
    });
    expect(refused.status).toBe(422);
    const sentences: Readonly<Record<string, string>> = {
      satisfiedLevels: 'Thang 5 mức không có mức 6.',
      questions: 'Phiếu không có câu hỏi “q9”.',
      minimumValid: 'Phải là số nguyên từ 1 đến 1.',
      decimals: 'Phải là số nguyên từ 0 đến 4.',
      validTo: 'Ngày cuối đứng trước ngày đầu.',
      weights: 'là -1; phải từ 0 trở lên. Phiếu không có “parking”, nên trọng số này thừa.',
    };
    for (const [field, sentence] of Object.entries(sentences)) {
      const [, beside = ''] = new RegExp(`id="${field}-error">([^<]*)<`).exec(refused.text) ?? [];
      expect([field, beside]).toEqual([field, expect.stringMatching(escaped(sentence))]);
    }
    expect(refused.text).toContain('access: -1\nparking: 2');
    expect(await methodAt(url)).toEqual(before);
  });

  test('is refused where a field says nothing sensible', async () => {
    const url = await draftFrom('sipas-2017@1');
    const refused = await save(url, { id: 'Có Dấu', minimumValid: 'nhiều', nameVi: '' });
    expect(refused.status).toBe(422);
    for (const field of ['id', 'minimumValid', 'nameVi'])
      expect(refused.text).toContain(`id="${field}-error"`);
  });

  test('may lack weights, lists them, and is published only when it has them', async () => {
    const url = await draftFrom('sipas-2023-frame@1');
    const page = (await manager.get(url).expect(200)).text;
    expect(page).toContain('economy: \nhealthcare: ');
    expect((await press(url, 'publish')).status).toBe(422);
    const weights = sipas2023Factors.map(({ id }) => `${id}: 1`).join('\n');
    const own = { survey: '', id: 'sipas-2023-local' };
    expect((await save(url, { ...own, weights, contents: 'policy: 0,6' })).status).toBe(303);
    expect((await manager.get(url)).text).toContain('Còn thiếu trọng số của service');
    expect((await save(url, { ...own, weights, contents: 'policy: 0,6\nservice: 0,4' })).status).toBe(303);
    const { headers } = await press(url, 'publish');
    expect(headers['location']).toBe('/staff/methods/sipas-2023-local@1?done=published');
    expect((await methodAt('/staff/methods/sipas-2023-local@1')).weights?.contents).toEqual({
      policy: 0.6,
      service: 0.4,
    });
  });

  test('becomes the next version, which nothing changes, and is then gone; it is all in the audit', async () => {
    const [first, second] = [await draftFrom('satisfied-share@1'), await draftFrom('satisfied-share@1')];
    for (const [url, key] of [
      [first, 'satisfied-share@2'],
      [second, 'satisfied-share@3'],
    ]) {
      await save(url!, { decimals: '1' });
      const { headers } = await press(url!, 'publish');
      expect(headers['location']).toBe(`/staff/methods/${key}?done=published`);
      await manager.get(url!).expect(404);
      expect((await press(url!, 'publish')).status).toBe(404);
    }
    await drain(testApp());
    const kinds = async (subjectId: string) =>
      (await testApp().stores.audit.list({ subjectId }, 10)).map(({ kind }) => kind).toSorted();
    expect(await kinds(first.split('/').at(-1)!)).toEqual(['method.changed', 'method.drafted']);
    expect(await kinds('satisfied-share@2')).toEqual(['method.published']);
  });

  test('that two people edit takes the first change and refuses the second', async () => {
    const url = await draftFrom('counter-smiley@1');
    const changes = { questions: '', satisfiedLevels: '5: 5' };
    const { was = '' } = await hiddenAt(url);
    await save(url, changes).then(({ status }) => expect(status).toBe(303));
    const told = await save(url, { ...changes, nameVi: 'Tên của tôi', was });
    expect([told.status, told.text]).toEqual([409, expect.stringMatching(/>Tên của tôi<\/td>/)]);
    expect(hiddenFields(told.text)['was']).toBe((await hiddenAt(url))['was']);
    await manager.post(`${url}/discard`, { revision: '1' }).expect(409);
    expect((await press(url, 'discard')).status).toBe(303);
    await manager.get(url).expect(404);
  });

  test('is saved while it is written, and one undoing takes back all that was written on the page', async () => {
    const url = await draftFrom('sipas-2023-frame@1');
    const before = await methodAt(url);
    const { was: opened = '' } = await hiddenAt(url);
    const write = async (was: string, changes: Record<string, string>) =>
      (await save(url, { ...changes, was, opened: '1', wanted: 'autosave', survey: '' })).body as object;
    const first = (await write(opened, { id: 'sipas-2023-local', decimals: '1' })) as {
      values: { was: string };
    };
    const { was } = first.values;
    expect(first).toMatchObject({ isSaved: true, values: { revision: 2 } });
    expect(first).toMatchObject({ sentences: expect.arrayContaining([expect.stringContaining('trọng số')]) });
    expect(await write(was, { decimals: '9' })).toEqual({ sentences: ['Phải là số nguyên từ 0 đến 4.'] });
    expect(await write(opened, { decimals: '0' })).toEqual({
      sentences: [expect.stringContaining('đã lưu bản nháp này')],
    });
    expect(await write(was, { decimals: '3' })).toMatchObject({ isSaved: true, values: { revision: 3 } });
    expect(await methodAt(url)).toMatchObject({ id: 'sipas-2023-local', decimals: 3 });
    expect((await press(url, 'undo')).status).toBe(303);
    expect(await methodAt(url)).toEqual(before);
    await press(url, 'undo');
    expect(await methodAt(url)).toMatchObject({ decimals: 3 });
  });

  test('comes from JSON and goes out as the same JSON; what is wrong in it is named', async () => {
    const method = await methodAt('/staff/methods/sipas-2017@1');
    const url = await draftFrom('', JSON.stringify({ ...method, id: 'from-json', noOpinion: 'included' }));
    expect(await methodAt(url)).toEqual({ ...method, id: 'from-json', noOpinion: 'included', version: 1 });
    const wrong = { ...method, mode: 'median', colour: 'red', name: undefined, weights: { of: 'factors' } };
    const refused = await manager.post('/staff/methods/drafts', { from: '', json: JSON.stringify(wrong) });
    expect(refused.status).toBe(422);
    for (const said of [
      '“/mode”: Phải là một trong: share, mean',
      '“/colour”: Không có mục nào',
      '“/name”: Thiếu',
      '“/weights/byId”: Thiếu',
    ]) {
      expect(refused.text).toContain(said);
    }
    expect((await manager.post('/staff/methods/drafts', { from: '', json: '{' })).status).toBe(422);
  });

  test('is written by an analyst, who cannot publish it', async () => {
    const url = await draftFrom('sipas-2017@1');
    const analyst = await colleague(testApp(), 'analyst');
    expect((await analyst.get(url)).text).toContain('Chỉ người quản lý khảo sát');
    await analyst.post(`${url}/publish`).expect(403);
    const local = await signedIn(testApp(), await addAccount(testApp(), [aGrant('manager', 'ward-a')]));
    await local.get(url).expect(404);
  });
});

describe('a further method of a round', () => {
  test('counts the forms that were counted before, and the audit keeps who gave it', async () => {
    const { app, stores } = testApp();
    for (let form = 0; form < 12; form++) await answer(app, 'WARD22', { q1: 5, q2: 3, q3: 1 });
    await countAll(stores);
    const mean = {
      ...(await methodAt('/staff/methods/sipas-2017@1')),
      id: 'plain-mean',
      mode: 'mean',
      validTo: undefined,
    };
    const draft = await draftFrom('', JSON.stringify({ ...mean, validFrom: undefined }));
    expect((await press(draft, 'publish')).status).toBe(303);
    await manager.post('/staff/methods/plain-mean@1/rounds', { round: 'round' }).expect(303);
    expect((await stores.rounds.find('round'))?.methodIds).toEqual(['satisfied-share@1', 'plain-mean@1']);
    expect((await stores.tallies.findState()).awaiting).toEqual(['round plain-mean@1']);
    await answer(app, 'WARD22', { q1: 5, q2: 3, q3: 1 });
    await countAll(stores);
    const { awaiting, generation } = await stores.tallies.findState();
    expect(awaiting).toEqual([]);
    const tallies = await stores.tallies.listOf({ generation, roundId: 'round', method: 'plain-mean@1' });
    expect(tallies.find(({ dimension }) => dimension === 'all')?.numbers[0]).toBe(13);
    await drain(testApp());
    const kinds = (await stores.audit.list({ subjectId: 'round' }, 10)).map(({ kind }) => kind);
    expect(kinds).toEqual(['round.methodGiven']);
  });

  test('is refused, each reason named, where it does not fit the survey, the time or the units', async () => {
    const refused = async (key: string) => {
      const { status, text } = await manager.post(`/staff/methods/${key}/rounds`, { round: 'round' });
      return [status, /id="round-error">([^<]*)</.exec(text)?.[1]];
    };
    expect(await refused('counter-smiley@1')).toEqual([422, expect.stringContaining('overall')]);
    expect(await refused('one-stop-2018@1')).toEqual([422, expect.stringContaining('đến hết 30/06/2025')]);
    const base = await methodAt('/staff/methods/satisfied-share@1');
    const byPeople = {
      ...base,
      id: 'by-people',
      acrossUnits: 'byPopulation',
      populations: { 'ward-a': 900 },
    };
    expect((await press(await draftFrom('', JSON.stringify(byPeople)), 'publish')).status).toBe(303);
    expect(await refused('by-people@1')).toEqual([
      422,
      'Phương pháp không cho biết dân số của phường ward-b.',
    ]);
  });

  test('by transactions says of which units none are known', async () => {
    const base = await methodAt('/staff/methods/satisfied-share@1');
    const byCaseload = { ...base, id: 'by-caseload', acrossUnits: 'byCaseload' };
    expect((await press(await draftFrom('', JSON.stringify(byCaseload)), 'publish')).status).toBe(303);
    const { text } = await manager
      .post('/staff/methods/by-caseload@1/rounds', { round: 'round' })
      .expect(422);
    expect(text).toContain('Chưa có số hồ sơ của phường ward-a trong thời gian của đợt.');
  });

  test('cannot be given by a manager of other units', async () => {
    const other = await colleague(testApp(), 'manager', 'ward-a');
    expect((await other.post('/staff/methods/satisfied-share@2/rounds', { round: 'round' })).status).toBe(
      404,
    );
  });
});

describe('another method over a round that has ended', () => {
  const runningTrial = async () => {
    const { stores, clock } = testApp();
    const analyst = await colleague(testApp(), 'analyst');
    const { headers } = await analyst
      .post('/staff/methods/plain-mean@1/trials', { trial: 'round' })
      .expect(303);
    const kinds = jobKindsOf(stores);
    await runJobs(
      { jobs: stores.jobs, kinds, now: () => clock.now, logError() {} },
      { number: 1, isOver: () => false },
    );
    return await analyst.get(`${headers['location']}/result`);
  };

  test('is a file beside the main index, and leaves everything as it was', async () => {
    const { app, stores, clock } = testApp();
    for (let form = 0; form < 30; form++) {
      await answer(app, 'WARD33', { q1: 1 + (form % 5), q2: 4, q3: form % 2 === 0 ? 5 : 1 });
    }
    await countAll(stores);
    clock.now = closingAt;
    const { generation } = await stores.tallies.findState();
    const before = await stores.tallies.count(generation);
    const { text } = await runningTrial();
    expect(text).toContain('Tính thử: không phải số liệu công bố.');
    // ward-b: 12 + 30 + 15 of 90 satisfied; (1/2 + 3/4 + 1/2)/3 on average.
    expect(text).toMatch(/phường ward-b,"63,33%","[^"]+",30,"58,33%","[^"]+",30/);
    expect(await stores.tallies.count(generation)).toBe(before);
    clock.now = duringAt;
  });

  test('stands on the results page beside the main one', async () => {
    const { app, clock } = testApp();
    const open = await request(app).get('/results/round').expect(200);
    expect(open.text).toContain('Sẽ hiện khi đợt đã kết thúc');
    clock.now = closingAt;
    const { text } = await request(app).get('/results/round').expect(200);
    expect(text).toContain('Cùng các phiếu, tính theo phương pháp khác');
    expect(text).toMatch(/phường ward-b<\/th><td[^>]*>63,33%<\/td>[^]*58,33%/);
    const { body } = await request(app).get('/results/round.json').expect(200);
    const [{ state, units }] = body.furtherMethods;
    expect([state, units[2]]).toMatchObject([
      'shown',
      { id: 'ward-b', figure: { valuePercent: 58.33, people: 30 } },
    ]);
    expect(units[2].figure).not.toHaveProperty('answers');
    clock.now = duringAt;
  });
});

function escaped(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
}

/** Uniting and dividing units on pages: the reorganisation of 1 July 2025, typed, looked at, kept and undone. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, aMethod, aRound, closingAt, smallSurvey } from '../../support/builders.ts';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import type { SurveyVersion } from '../../../src/design/surveys/survey.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { oldUnits } from '../../registers/units/reorganisation.ts';

const testApp = useApp();
let manager: Browser;

const head = { on: '2025-07-01', number: '1663/NQ-UBTVQH15', issuedBy: 'Ủy ban Thường vụ Quốc hội' };

function typed(lines: readonly Record<string, string>[], changes: Record<string, string> = {}) {
  const numbered = lines.flatMap((line, index) =>
    Object.entries({ kind: 'merge', from: '', to: '', parent: '', ...line }).map(
      ([side, text]) => [`${side}-${index + 1}`, text] as const,
    ),
  );
  return {
    ...head,
    lines: String(lines.length),
    wanted: 'keep',
    ...Object.fromEntries(numbered),
    ...changes,
  };
}

const reorganisation = [
  { from: '87\n82', to: 'tỉnh Đồng Tháp; 82' },
  { from: '29954\r\n29989\r\n29986', to: 'phường An Bình; 29954', parent: 'tỉnh Đồng Tháp' },
  {
    from: 'phường an-thanh\n29959\n29965',
    to: 'phường Hồng Ngự; 29955; Hồng Ngự ward',
    parent: 'Tỉnh Đồng Tháp',
  },
  { from: '29978\n29962\n29977', to: 'phường Thường Lạc; 29978', parent: 'tỉnh đồng tháp' },
  { kind: 'abolish', from: '868\n870' },
  {},
];

/** Errors on the page, by the field beside which they stand. */
const errorsIn = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/id="([\w-]+)-error">([^<]*)/g)].map(([, field = '', text = '']) => [field, text]),
  );

beforeAll(async () => {
  const { stores } = testApp();
  for (const unit of oldUnits) await stores.units.add(unit);
  const survey = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
  await stores.methods.add(aMethod());
  await stores.rounds.add(aRound(survey, { unitIds: ['dong-thap-cu'], unitsOn: '2025-06-01' }));
  await stores.accessPoints.add(anAccessPoint('ANAC22', 'an-loc'));
  await stores.accessPoints.add(anAccessPoint('TANH22', 'tan-hoi'));
  await stores.accessPoints.add(anAccessPoint('HHNG22', 'h-hong-ngu'));
  manager = await colleague(testApp(), 'manager');
});

describe('a succession', () => {
  it('is previewed, and nothing is kept: these units become those, this point moves, these series break', async () => {
    const { text } = await manager
      .post('/staff/successions', typed(reorganisation, { wanted: 'preview' }))
      .expect(200);
    expect(text).toContain('11 đơn vị trở thành hoặc nhập vào 4 đơn vị; 2 đơn vị giải thể.');
    expect(text).toContain('2 điểm khảo sát sẽ thuộc đơn vị mới');
    expect(text).toContain('1 điểm cần người quản lý chọn đơn vị.');
    expect(text).toContain('Chuỗi số liệu của 17 đơn vị bị ngắt');
    expect(text).toContain('phường An Bình (29954)');
    expect(await testApp().stores.units.listChanges()).toEqual([]);
  });

  it('goes back to the form with everything that was typed, and takes more lines', async () => {
    for (const wanted of ['edit', 'more']) {
      const { text } = await manager
        .post('/staff/successions', typed(reorganisation, { wanted }))
        .expect(200);
      expect(text).toContain('phường Hồng Ngự; 29955; Hồng Ngự ward</textarea>');
      expect(text.match(/<fieldset>/g)).toHaveLength(wanted === 'edit' ? 6 : 11);
    }
  });

  it.each([
    ['a day that is none', [reorganisation[1]!], { on: '1/7/2025' }, { on: 'Cần ghi ngày' }],
    ['no document', [reorganisation[0]!], { number: '' }, { number: 'Cần ghi mục này.' }],
    ['nothing', [{}], {}, { 'from-1': 'Cần ghi ít nhất một việc.' }],
    [
      'an unknown unit',
      [{ from: 'phường X', to: 'phường Y' }],
      {},
      { 'from-1': 'không có đơn vị “phường X”' },
    ],
    [
      'a half of a division',
      [{ kind: 'split', from: '29954', to: 'phường Y' }],
      {},
      { 'to-1': 'hai đơn vị mới' },
    ],
    ['a code twice', [{ from: '29954', to: 'phường Y; 29955' }], {}, { 'to-1': 'cùng một mã' }],
    [
      'one unit in two lines',
      [
        { from: '29954', to: 'A' },
        { from: '29954', to: 'B' },
      ],
      {},
      { 'from-2': 'được ghi hai lần' },
    ],
    ['a unit without a place', [{ kind: 'abolish', from: '870' }], {}, { on: 'không còn hoạt động' }],
    [
      'a place that ends',
      [
        { from: '868', to: 'TP Mới' },
        { from: '87', to: '82' },
      ],
      {},
      { 'parent-1': 'Cần ghi đơn vị cấp trên' },
    ],
    [
      'a day that the round has passed',
      [{ from: '29954\n29989', to: 'phường A' }],
      { on: '2025-05-01' },
      { on: 'Đợt Đợt thử' },
    ],
  ])('with %s says so beside the field, and nothing is kept', async (_what, lines, changes, errors) => {
    const { text } = await manager.post('/staff/successions', typed(lines, changes)).expect(422);
    const found = errorsIn(text);
    for (const [field, sentence] of Object.entries(errors)) expect(found[field]).toContain(sentence);
    expect(await testApp().stores.units.listChanges()).toEqual([]);
  });

  it('names the field of each error above the form, and shows its day as readers write days', async () => {
    const lines = [{ from: '29954\n29989', to: '' }];
    const refused = await manager.post('/staff/successions', typed(lines, { issuedBy: '' })).expect(422);
    expect(refused.text).toContain('<a href="#issuedBy">Cơ quan ban hành: Cần ghi mục này.');
    expect(refused.text).toContain('<a href="#to-1">Việc 1: Thành đơn vị: ');
    const preview = typed(reorganisation, { wanted: 'preview' });
    expect((await manager.post('/staff/successions', preview).expect(200)).text).toContain(
      '<dd>01/07/2025</dd>',
    );
  });

  it('is kept as one act, seen at once, and undone by another', async () => {
    const { stores } = testApp();
    const kept = await manager.post('/staff/successions', typed(reorganisation)).expect(303);
    const { text } = await manager.get(String(kept.headers['location'])).expect(200);
    expect(text).toContain('Đã lưu thay đổi đơn vị.');
    const tree = async (day: string) => unitTreeOn(await stores.units.list(), day);
    const day = await tree('2025-07-01');
    const [province = ''] = day.rootIds();
    expect(day.childIds(province).map((id) => day.name(id).vi)).toEqual([
      'phường An Bình',
      'phường Hồng Ngự',
      'phường Thường Lạc',
    ]);
    expect((await tree('2025-06-30')).childIds('tp-hong-ngu')).toHaveLength(7);
    const undo = `${String(kept.headers['location']).split('?')[0]}/undo`;
    const missing = await manager.post(undo, { number: '', issuedBy: 'x' }).expect(422);
    expect(errorsIn(missing.text)).toEqual({ number: 'Cần ghi mục này.' });
    await manager.post(undo, { number: '2/NQ', issuedBy: 'Quốc hội' }).expect(303);
    expect(await stores.units.list()).toEqual(
      oldUnits.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
    const again = await manager.post(undo, { number: '3/NQ', issuedBy: 'Quốc hội' }).expect(422);
    expect(errorsIn(again.text)).toEqual({});
    const list = await manager.get('/staff/successions').expect(200);
    expect(list.text).toContain('Hủy thay đổi số 000001');
  });

  it('lets codes lead to the old units in the open round, and then to the new ones in a round that knows these', async () => {
    const { stores, app, clock } = testApp();
    const kept = await manager.post('/staff/successions', typed(reorganisation)).expect(303);
    const page = String(kept.headers['location']).split('?')[0]!;
    const [province = ''] = unitTreeOn(await stores.units.list(), '2026-02-01').rootIds();
    const { surveyVersionId } = (await stores.rounds.list())[0]!;
    await stores.rounds.add({
      ...aRound({ id: surveyVersionId } as SurveyVersion),
      id: 'next',
      title: { vi: 'Đợt sau' },
      unitIds: [province],
      unitsOn: '2026-02-01',
      opensAt: closingAt,
      closesAt: new Date('2026-03-05T00:00:00+07:00'),
    });
    expect((await request(app).get('/s/ANAC22').expect(200)).text).toContain('phường an-loc');
    await manager.post(`${page}/points`, { round: 'next' }).expect(303); // all are in the open round still
    const unmoved = await stores.accessPoints.list();
    expect(unmoved.every(({ revisions }) => revisions.length === 1)).toBe(true);

    clock.now = new Date('2026-02-10T09:00:00+07:00');
    const later = await colleague(testApp(), 'manager');
    expect((await later.get(page).expect(200)).text).toContain('Đợt sau (2 điểm)');
    await later.post(`${page}/points`, { round: 'next' }).expect(303);
    expect((await request(app).get('/s/TANH22').expect(200)).text).toContain('phường Hồng Ngự');
    const undecided = (await stores.accessPoints.findByCode('HHNG22'))!;
    expect(undecided.revisions).toHaveLength(1);
    expect((await later.get(page).expect(200)).text).not.toContain('Đợt sau (');
    const undone = await later.post(`${page}/undo`, { number: '2/NQ', issuedBy: 'Quốc hội' }).expect(422);
    expect(errorsIn(undone.text)['number']).toContain('Đợt Đợt sau đã lấy danh sách đơn vị');
  });
});

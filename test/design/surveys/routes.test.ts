import { beforeAll, describe, expect, test } from '@jest/globals';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { surveyVersionId, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
let other: Browser;
let surveyId = '';

beforeAll(async () => {
  const { survey } = await fillSmallCity(testApp().stores);
  surveyId = survey.id;
  manager = await colleague(testApp(), 'manager');
  other = await colleague(testApp(), 'manager');
});

async function draftFrom(from: string, json = ''): Promise<string> {
  const { headers } = await manager.post('/staff/surveys/drafts', { from, json }).expect(303);
  return String(headers['location']).split('?')[0]!;
}

async function contentAt(url: string): Promise<SurveyContent> {
  return (await manager.get(`${url}.json`).expect(200)).body as SurveyContent;
}

/** The fields of the form of a part, as the browser has them before anybody types. */
async function fieldsAt(url: string): Promise<Record<string, string>> {
  const { text } = await manager.get(url).expect(200);
  const [form = ''] = text.slice(text.indexOf('data-autosave')).split('</form>');
  const inputs = [...form.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"[^>]*>/g)].filter(
    ([tag]) => !tag.includes('type="checkbox"') || tag.includes(' checked'),
  );
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</g)];
  const chosen = [...form.matchAll(/<select id="[^"]+" name="([^"]+)"[\s\S]*?<\/select>/g)].map(
    ([select, name]) => [select, name, /value="([^"]*)" selected/.exec(select)?.[1] ?? ''],
  );
  const { formToken: _token, ...fields } = Object.fromEntries(
    [...inputs, ...areas, ...chosen].map(([, name = '', value = '']) => [name, unescaped(value)]),
  ) as Record<string, string>;
  return fields;
}

function unescaped(html: string): string {
  return html.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

async function save(url: string, changes: Record<string, string | string[]>) {
  return await manager.post(url, { ...(await fieldsAt(url)), ...changes });
}

async function stepOf(url: string): Promise<string> {
  return /name="revision" value="(\d+)"/.exec((await manager.get(url).expect(200)).text)![1]!;
}

async function action(url: string, path: string, fields: Record<string, string> = {}) {
  return await manager.post(`${url}${path}`, { revision: await stepOf(url), ...fields });
}

describe('the list', () => {
  test('has the published versions with their rounds, and finds by name and code', async () => {
    const { text } = await manager.get('/staff/surveys').expect(200);
    expect(text).toContain(`/staff/surveys/${surveyId}`);
    expect(text).toContain('Đợt thử');
    expect((await manager.get('/staff/surveys?q=small')).text).toContain(surveyId);
    expect((await manager.get('/staff/surveys?q=zzz')).text).toContain('Không tìm thấy phiên bản nào');
  });

  test('is there to read for an officer, who may not write', async () => {
    const officer = await colleague(testApp(), 'officer');
    const { text } = await officer.get('/staff/surveys').expect(200);
    expect(text).not.toContain('/staff/surveys/new');
    await officer.get(`/staff/surveys/${surveyId}`).expect(200);
    await officer.get('/staff/surveys/new').expect(403);
  });
});

describe('a part that was added and not written', () => {
  test('is taken back by the button that leaves it, so that nothing empty blocks publishing', async () => {
    const url = await draftFrom(surveyId);
    const before = await contentAt(url);
    for (const add of ['questions:access', 'factors', 'scales', 'about']) {
      const { headers } = await action(url, '/add', { add });
      const part = String(headers['location']).split('?')[0]!;
      const { text } = await manager.get(part).expect(200);
      expect(text).not.toContain('Về bản nháp<');
      const [, leave = ''] = /formaction="([^"]*)">Không thêm nữa</.exec(text) ?? [];
      await manager.post(leave, { ...(await fieldsAt(part)), revision: await stepOf(url) }).expect(303);
      expect(await contentAt(url)).toEqual(before);
    }
    expect((await manager.get(`${url}/questions/q1`)).text).toContain('Về bản nháp<');
  });
});

describe('a draft', () => {
  test('of a preset is the preset, and is published under its fingerprint, once and for all, and leads to a round with it', async () => {
    const url = await draftFrom('preset:sipas-2017');
    expect(await contentAt(url)).toEqual(JSON.parse(JSON.stringify(sipas2017)));
    expect((await save(`${url}/factors/access`, { 'title-en': 'Coming to the office' })).status).toBe(303);
    const expected = await contentAt(url);
    const { headers } = await action(url, '/publish');
    const id = surveyVersionId(expected);
    expect(headers['location']).toBe(`/staff/surveys/${id}?done=published`);
    expect((await testApp().stores.surveys.find(id))?.content).toEqual(expected);
    await manager.get(url).expect(404);
    const [, next = ''] =
      /href="([^"]*survey=[^"]*)"/.exec((await manager.get(`/staff/surveys/${id}`)).text) ?? [];
    expect((await manager.get(next).expect(200)).text).toContain(`<option value="${id}" selected>`);
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ subjectId: id }, 10);
    expect(entries.map(({ kind }) => kind)).toEqual(['survey.published']);
  });

  test('comes back from its own JSON, and names each error of another', async () => {
    const url = await draftFrom(surveyId);
    const json = (await manager.get(`${url}.json`)).text;
    expect(await contentAt(await draftFrom('', json))).toEqual(await contentAt(url));
    const broken = JSON.stringify({
      ...smallSurvey,
      colour: 'red',
      title: undefined,
      factors: [{ id: 'access', title: 'Tiếp cận' }],
    });
    const refused = await manager.post('/staff/surveys/drafts', { from: '', json: broken });
    expect(refused.status).toBe(422);
    for (const said of ['“/colour”: Không có mục nào', '“/title”: Thiếu', '“/factors/0/title”: Phải là'])
      expect(refused.text).toContain(said);
    for (const [text, said] of [
      ['{', 'Phải là một đối tượng JSON'],
      ['[1]', 'Phải là một đối tượng JSON'],
      [
        JSON.stringify({ ...smallSurvey, factors: [smallSurvey.factors[0], smallSurvey.factors[0]] }),
        'mã bị trùng',
      ],
    ] as const) {
      const { status, text: page } = await manager.post('/staff/surveys/drafts', { from: '', json: text });
      expect([status, page]).toEqual([422, expect.stringContaining(said)]);
    }
  });

  test('is saved unsound, says where, and cannot be published', async () => {
    const url = await draftFrom(surveyId);
    const saved = await save(`${url}/questions/q1`, {
      askedIfQuestion: 'q3',
      'askedIf-satisfaction-5': ['1', '2'],
      'text-vi': '',
    });
    expect(saved.status).toBe(303);
    const { text } = await manager.get(url).expect(200);
    expect(text).toContain(`href="${url}/questions/q1#askedIfQuestion"`);
    expect(text).toContain('Câu 1: điều kiện trỏ tới chính câu này hoặc một câu đứng sau');
    expect(text).toContain(`href="${url}/questions/q1#text-vi"`);
    expect(text).not.toContain('Công bố phiên bản</button>');
    expect((await action(url, '/publish')).status).toBe(422);
    const page = (await manager.get(`${url}/questions/q1`)).text;
    expect(page).toContain('id="askedIfQuestion-error"');
    expect(page).toContain('id="text-vi-error"');
  });

  test('is saved while it is written, with what is wrong said, and one undoing takes all of that back', async () => {
    const url = await draftFrom(surveyId);
    const before = await contentAt(url);
    let fields = await fieldsAt(`${url}/questions/q1`);
    const write = async (changes: Record<string, string>) => {
      const typed = { ...fields, ...changes, wanted: 'autosave' };
      const { body } = await manager.post(`${url}/questions/q1`, typed).expect(200);
      const said = body as { values?: { was: string }; isSaved?: boolean };
      fields = { ...fields, ...changes, ...said.values };
      return said;
    };
    expect(await write({ 'text-vi': 'Ghế chờ' })).toMatchObject({ sentences: [], isSaved: true });
    expect(await write({ 'text-vi': '' })).toMatchObject({ sentences: ['Câu 1: thiếu câu chữ tiếng Việt.'] });
    expect((await contentAt(url)).questions[0]?.text.vi).toBe('');
    const refused = await write({ id: 'Q 1' });
    expect(refused).toEqual({ sentences: [expect.stringContaining('Mã bắt đầu')] });
    expect((await contentAt(url)).questions[0]?.id).toBe('q1');
    expect((await action(url, '/undo')).status).toBe(303);
    expect(await contentAt(url)).toEqual(before);
    await action(url, '/undo');
    expect((await contentAt(url)).questions[0]?.text.vi).toBe('');
  });

  test('gives back what was removed, as it was', async () => {
    const url = await draftFrom(surveyId);
    const before = await contentAt(url);
    expect((await manager.get(url)).text).not.toContain(`${url}/undo`);
    await action(url, '/factors/access/remove');
    expect((await manager.get(url)).text).toContain(`${url}/undo`);
    await action(url, '/undo');
    expect(await contentAt(url)).toEqual(before);
  });

  test('refuses what no survey can hold, beside the field, and keeps what was typed', async () => {
    const url = await draftFrom(surveyId);
    const refused = await save(`${url}/survey/survey`, {
      surveyId: 'Có Dấu',
      languages: 'vi, vi',
      answersMin: 'ba',
      'paragraphs-vi': 'một\nhai',
      'paragraphs-en': 'one',
    });
    expect(refused.status).toBe(422);
    for (const field of ['surveyId', 'languages', 'answersMin', 'paragraphs-vi'])
      expect(refused.text).toContain(`id="${field}-error"`);
    expect(refused.text).toContain('value="Có Dấu"');
    const twice = await save(`${url}/questions/q1`, { id: 'q2' });
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('Mã này đã có')]);
  });

  test('has further languages side by side, and says what is not translated', async () => {
    const url = await draftFrom(surveyId);
    await save(`${url}/survey/survey`, { languages: 'vi, en, km', answersMin: '2' });
    expect((await contentAt(url)).formatVersion).toBe(2);
    expect(await fieldsAt(`${url}/factors/access`)).toHaveProperty('title-km', '');
    expect((await manager.get(`${url}/factors/access`)).text).toMatch(/id="title-km"[^>]* lang="km"/);
    await save(`${url}/factors/access`, { 'title-km': 'ការចូល' });
    expect((await contentAt(url)).factors[0]?.title).toHaveProperty('km', 'ការចូល');
    expect((await manager.get(url)).text).toContain('questions.q1.text.km');
    await save(`${url}/survey/survey`, { languages: 'vi', answersMin: '' });
    const back = await contentAt(url);
    expect([back.formatVersion, back.answersMin]).toEqual([1, undefined]);
  });

  test('has its parts added, moved, renamed and removed without a mouse or JavaScript', async () => {
    const url = await draftFrom(surveyId);
    const added = await action(url, '/add', { add: 'questions:access' });
    expect(added.headers['location']).toBe(`${url}/questions/q4?done=added#questions-q4`);
    await save(`${url}/questions/q4`, {
      'text-vi': 'Nước uống',
      askedIfQuestion: 'q1',
      'askedIf-satisfaction-5': ['1', '2'],
    });
    const order = async () => (await contentAt(url)).questions.map(({ id }) => id);
    expect(await order()).toEqual(['q1', 'q2', 'q4', 'q3']);
    const moved = await action(url, '/questions/q4/move', { to: 'up' });
    expect(moved.headers['location']).toBe(`${url}#questions-q4`);
    expect(await order()).toEqual(['q1', 'q4', 'q2', 'q3']);
    await action(url, '/factors/access/move', { to: 'down' });
    expect(await order()).toEqual(['q3', 'q1', 'q4', 'q2']);
    await action(url, '/questions/q1/move', { to: 'up' }); // the first of its factor stays where it is
    expect(await order()).toEqual(['q3', 'q1', 'q4', 'q2']);
    await save(`${url}/questions/q1`, { id: 'seats' });
    expect((await contentAt(url)).questions[2]?.askedIf).toEqual({ questionId: 'seats', levels: [1, 2] });
    await action(url, '/questions/seats/remove');
    expect((await manager.get(url)).text).toContain('điều kiện trỏ tới một câu không có');
    await action(url, '/questions/q4/remove');
    await save(`${url}/scales/satisfaction-5`, {
      id: 'five',
      'level6-vi': 'Tuyệt vời',
      'level2-vi': '',
      'level2-en': '',
    });
    const { scales, questions } = await contentAt(url);
    expect(scales[0]?.levels.map(({ level, label }) => `${level} ${label.vi}`)).toEqual([
      '1 Rất không hài lòng',
      '2 Bình thường',
      '3 Hài lòng',
      '4 Rất hài lòng',
      '5 Tuyệt vời',
    ]);
    expect(new Set(questions.map(({ scaleId }) => scaleId))).toEqual(new Set(['five']));
  });

  test('takes blocks on the person from a list, or new ones', async () => {
    const url = await draftFrom(surveyId);
    await action(url, '/add', { add: 'about:sex' });
    await action(url, '/add', { add: 'about' });
    await save(`${url}/about/about3`, {
      'text-vi': 'Dân tộc',
      'option1-vi': 'Kinh',
      optionId1: 'kinh',
      'option2-vi': 'Khác',
    });
    const { about } = await contentAt(url);
    expect(about.map(({ id }) => id)).toEqual(['ageBand', 'sex', 'about3']);
    expect(about[2]?.options).toEqual([
      { id: 'kinh', label: { vi: 'Kinh' } },
      { id: 'option2', label: { vi: 'Khác' } },
    ]);
    expect((await manager.get(url)).text).toContain('Phiếu không có lỗi');
  });
});

describe('a survey of one’s own', () => {
  const list = 'I. Tiếp cận dịch vụ\n1. Có đủ chỗ ngồi\n2. Dễ tìm nơi làm thủ tục\nII. Công chức\n1. Lịch sự';

  test('begins empty with a list of questions, is shown as it was understood, and is published as that', async () => {
    const { headers } = await manager
      .post('/staff/surveys/drafts', { from: 'blank', name: 'Phiếu của phường', json: '' })
      .expect(303);
    const [paste = ''] = String(headers['location']).split('?');
    const url = paste.replace('/paste', '');
    const sent = { list, scaleId: 'satisfaction-5', revision: '1' };
    const shown = await manager.post(paste, { ...sent, wanted: 'look' }).expect(200);
    expect(shown.text).toContain('3 câu hỏi, 2 yếu tố');
    expect((await contentAt(url)).questions).toEqual([]);
    await manager.post(paste, { ...sent, wanted: 'add' }).expect(303);
    const again = await manager.post(paste, { ...sent, wanted: 'add' }).expect(422);
    expect(again.text).toContain('id="list-error"');
    const { title, factors, questions } = await contentAt(url);
    expect([title, factors.map((factor) => factor.title.vi)]).toEqual([
      { vi: 'Phiếu của phường' },
      ['Tiếp cận dịch vụ', 'Công chức'],
    ]);
    expect(questions.map(({ factorId, text }) => [factorId, text.vi])).toEqual([
      ['factor1', 'Có đủ chỗ ngồi'],
      ['factor1', 'Dễ tìm nơi làm thủ tục'],
      ['factor2', 'Lịch sự'],
    ]);
    expect((await action(url, '/publish')).status).toBe(303);
  });

  test('has a code that no other draft has, so that neither becomes a version of the other', async () => {
    const codes = [];
    for (const paste of [await draftFrom('blank'), await draftFrom('blank')])
      codes.push((await contentAt(paste.replace('/paste', ''))).surveyId);
    expect(new Set(codes).size).toBe(2);
  });

  test('lists a text that is missing in Vietnamese as an error, and not as a translation to come', async () => {
    const url = (await draftFrom('blank')).replace('/paste', '');
    await action(url, '/add', { add: 'factors' });
    const { text } = await manager.get(url);
    expect(text).toContain('thiếu câu chữ tiếng Việt');
    expect(text).not.toContain('chưa dịch');
  });

  test('keeps a list that has no question or more columns than languages, and says so beside it', async () => {
    const paste = await draftFrom('blank');
    for (const [text, said] of [
      ['', 'Xin dán danh sách câu hỏi'],
      ['# Tiếp cận', 'mọi dòng đều là tên yếu tố'],
      ['Ghế\nBiển | Signs', 'Dòng 2 có 2 cột câu chữ, mà phiếu chỉ có 1 ngôn ngữ'],
      ['Câu\n'.repeat(301), 'nhiều nhất 300 dòng'],
    ] as const) {
      const refused = await manager.post(paste, {
        list: text,
        scaleId: 'satisfaction-5',
        wanted: 'add',
        revision: '1',
      });
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(said)]);
      expect(refused.text).toContain(`>${text.trim()}</textarea>`);
    }
    expect((await contentAt(paste.replace('/paste', ''))).questions).toEqual([]);
  });

  test('has a question after the other, of the same factor and answered in the same way', async () => {
    const url = await draftFrom(surveyId);
    const { headers } = await save(`${url}/questions/q2`, { scaleId: 'kind:faces', wanted: 'addQuestion' });
    expect(headers['location']).toBe(`${url}/questions/q4?done=savedAndAdded#questions-q4`);
    expect((await contentAt(url)).questions.map(({ id, scaleId }) => [id, scaleId])).toEqual([
      ['q1', 'satisfaction-5'],
      ['q2', 'faces-5'],
      ['q4', 'faces-5'],
      ['q3', 'satisfaction-5'],
    ]);
  });

  test('asks for the options of a question that has its own, which no index counts', async () => {
    const url = await draftFrom(surveyId);
    const { headers } = await save(`${url}/questions/q2`, { scaleId: 'kind:choice' });
    const scale = `${url}/scales/choice`;
    await save(`${url}/questions/q2`, { scaleId: 'satisfaction-5' });
    expect((await contentAt(url)).scales).toHaveLength(1); // nothing was written in the other
    await save(`${url}/questions/q2`, { scaleId: 'kind:choice' });
    expect(headers['location']).toBe(`${scale}?done=options#scales-choice`);
    await save(scale, { 'level1-vi': 'Trực tiếp', 'level2-vi': 'Trực tuyến', 'level3-vi': 'Bưu chính' });
    const { scales } = await contentAt(url);
    expect(scales[1]).toMatchObject({ id: 'choice', unrated: true });
    expect(scales[1]?.levels.map(({ label }) => label.vi)).toEqual(['Trực tiếp', 'Trực tuyến', 'Bưu chính']);
    await save(scale, { rated: 'yes', look: 'stars' });
    const { look, unrated } = (await contentAt(url)).scales[1]!;
    expect([look, unrated]).toEqual(['stars', undefined]);
  });
});

describe('a preview', () => {
  test('is there on a telephone in any language, on a kiosk and on paper, and sends nothing', async () => {
    const phone = await manager.get(`/staff/surveys/${surveyId}/preview/phone?language=en`).expect(200);
    expect(phone.text).toContain('<b>1.</b> Seats');
    expect(phone.text).not.toContain('action=""');
    const kiosk = await manager.get(`/staff/surveys/${surveyId}/preview/kiosk`).expect(200);
    expect(kiosk.text).toMatch(/\/preview\.js"/);
    expect(kiosk.text).toContain('&#34;surveyId&#34;:&#34;small&#34;');
    const { headers } = await manager.get(`/staff/surveys/${surveyId}/preview/paper`).expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    await manager.get(`/staff/surveys/${surveyId}/preview/wall`).expect(400);
  });

  test('shows a draft with errors on a telephone, and waits for a sound one on a kiosk and on paper', async () => {
    const url = await draftFrom(surveyId);
    await manager.get(`${url}/preview/paper`).expect(200);
    await action(url, '/scales/satisfaction-5/remove');
    await save(`${url}/questions/q1`, { scaleId: 'kind:stars' });
    const { text } = await manager.get(`${url}/preview/phone`).expect(200);
    expect(text).toContain('★★★★★</b> 5 sao');
    expect(text).not.toContain('Phí'); // it is on no scale
    for (const as of ['kiosk', 'paper']) await manager.get(`${url}/preview/${as}`).expect(409);
    expect((await manager.get(url)).text).toContain('sửa hết lỗi thì xem trước được');
  });
});

describe('two people in one draft', () => {
  test('at one part: the second is told, with both texts, and then decides', async () => {
    const url = await draftFrom(surveyId);
    const part = `${url}/questions/q1`;
    const mine = await fieldsAt(part);
    await other.post(part, { ...mine, 'text-vi': 'Ghế chờ' }).expect(303);
    const told = await manager.post(part, { ...mine, 'text-vi': 'Chỗ ngồi chờ' });
    expect(told.status).toBe(409);
    expect(told.text).toContain(`${other.account.name} đã lưu bản nháp này`);
    expect(told.text).toMatch(/>[^<]+ \(Tiếng Việt\)<\/t.>.*>Ghế chờ<\/td>.*>Chỗ ngồi chờ<\/td>/s);
    expect(told.text).toContain('>Chỗ ngồi chờ</textarea>');
    expect((await contentAt(url)).questions[0]?.text.vi).toBe('Ghế chờ');
    const was = /name="was" value="([^"]+)"/.exec(told.text)![1]!;
    await manager.post(part, { ...mine, was, 'text-vi': 'Chỗ ngồi chờ' }).expect(303);
    expect((await contentAt(url)).questions[0]?.text.vi).toBe('Chỗ ngồi chờ');
  });

  test('at two parts: neither loses anything', async () => {
    const url = await draftFrom(surveyId);
    const [first, second] = [await fieldsAt(`${url}/questions/q1`), await fieldsAt(`${url}/questions/q2`)];
    const sent = await Promise.all([
      manager.post(`${url}/questions/q1`, { ...first, 'text-vi': 'Một' }),
      other.post(`${url}/questions/q2`, { ...second, 'text-vi': 'Hai' }),
    ]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    expect((await contentAt(url)).questions.map(({ text }) => text.vi)).toEqual(['Một', 'Hai', 'Phí']);
  });

  test('what was done at an older state, or to a part that is gone, is refused', async () => {
    const url = await draftFrom(surveyId);
    const revision = await stepOf(url);
    const fields = await fieldsAt(`${url}/questions/q3`);
    await other.post(`${url}/questions/q3/remove`, { revision }).expect(303);
    for (const path of ['/questions/q1/remove', '/publish', '/discard'])
      expect((await manager.post(`${url}${path}`, { revision })).status).toBe(409);
    expect((await manager.post(`${url}/questions/q3`, fields)).status).toBe(404);
    await manager.post(`${url}/constructor/x`, { was: 'x' }).expect(400);
    expect((await action(url, '/discard')).status).toBe(303);
    await manager.get(url).expect(404);
  });
});

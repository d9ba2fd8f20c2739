import { describe, expect, test } from '@jest/globals';
import { readSurveyFile } from '../../../src/design/surveyFiles/readSurveyFile.ts';
import { xlsformSheets } from '../../../src/design/surveyFiles/writeXlsform.ts';
import { counterSmiley } from '../../../src/design/surveys/presets/counterSmiley.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { surveyVersionId, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { xlsxFile } from '../../../src/platform/tables/xlsxWriter.ts';
import { severalSurvey, smallSurvey } from '../../support/builders.ts';
import { fullSurvey, koboForm, readForm, reading, withFile, workbookOf } from './someForms.ts';

/** With a question for those who chose one of several options, and scales that are drawn or unrated. */
const severalAsked: SurveyContent = {
  ...severalSurvey,
  scales: severalSurvey.scales.map((scale) => (scale.several ? scale : { ...scale, look: 'faces' as const })),
  questions: [
    ...severalSurvey.questions,
    { ...smallSurvey.questions[2]!, id: 'q4', comment: true, askedIf: { questionId: 'q3', levels: [2] } },
  ],
};

describe('a survey as an XLSForm', () => {
  test.each([
    ['the survey of 2017', sipas2017],
    ['the smileys', counterSmiley],
    ['one with every part', fullSurvey],
    ['one of which several options may be chosen, with a condition on one of them', severalAsked],
  ])('comes back as the same survey: %s', async (_name, survey) => {
    expect(surveyErrors(survey)).toEqual([]);
    const file = await xlsxFile(xlsformSheets(survey));
    const read = await withFile(file, (path) => readSurveyFile(path, reading));
    expect(read).toEqual({ content: survey, leftOut: [] });
    expect(surveyVersionId((read as { content: typeof survey }).content)).toBe(surveyVersionId(survey));
  });

  test('has several options as form designers write them, none of them alone', () => {
    const [survey] = xlsformSheets(severalAsked);
    const rowOf = (name: string) => survey!.rows.find((row) => row[1] === name)!;
    expect([rowOf('q3')[0], rowOf('q3').at(-2)]).toEqual([
      'select_multiple ways',
      "not(selected(., '0') and count-selected(.) > 1)",
    ]);
    expect(rowOf('q4')).toContain("selected(${q3}, '2')");
  });

  test('has columns of languages, conditions and limits as form designers write them', () => {
    const [survey, choices] = xlsformSheets(fullSurvey);
    expect(survey!.columns.map(({ key }) => key).join('|')).toBe(
      'type|name|label::Vietnamese (vi)|label::English (en)|label::Khmer (km)|required|relevant|constraint|appearance',
    );
    const rowOf = (name: string) => survey!.rows.find((row) => row[1] === name);
    expect(rowOf('q2')!.join('|')).toBe(
      "select_one satisfaction-5|q2|Trang thiết bị phục vụ người dân đầy đủ|Equipment for the public is complete|||${q1} = '0' or ${q1} = '1' or ${q1} = '2'||",
    );
    expect(rowOf('free_comment')!.slice(-2)).toEqual(['string-length(.) <= 2000', 'multiline']);
    const levels = choices!.rows.filter(([list]) => list === 'satisfaction-5');
    expect(levels.map(([, name]) => name).join('')).toBe('123450');
  });
});

describe('an XLSForm of another program', () => {
  test('becomes a survey with its criteria, background questions, conditions and comment', async () => {
    const read = await withFile(await workbookOf(koboForm), (path) => readSurveyFile(path, reading));
    const { content } = read as ReturnType<typeof readForm>;
    expect(surveyErrors(content)).toEqual([]);
    expect(content).toEqual({
      formatVersion: 2,
      surveyId: 'khao-sat-1',
      title: { vi: 'Khảo sát thử' },
      languages: ['vi', 'en'],
      notice: { version: '1', paragraphs: [{ vi: 'Xin chào ông/bà', en: 'Good day' }] },
      scales: [
        {
          id: 'agree5',
          levels: [
            { level: 1, label: { vi: 'Không đồng ý', en: 'Disagree' } },
            { level: 2, label: { vi: 'Đồng ý', en: 'Agree' } },
          ],
          noOpinion: { vi: 'Không biết', en: 'Do not know' },
        },
      ],
      factors: [{ id: 'visit', title: { vi: 'Lần giao dịch này', en: 'Your visit' } }],
      questions: [
        { id: 'q-1', factorId: 'visit', scaleId: 'agree5', required: true, text: { vi: 'Công chức lịch sự', en: 'The official was polite' } }, // prettier-ignore
        { id: 'q-2', factorId: 'visit', scaleId: 'agree5', required: true, text: { vi: 'Giải quyết nhanh', en: 'It was quick' }, askedIf: { questionId: 'q-1', levels: [1, 2] } }, // prettier-ignore
        { id: 'q-3', factorId: 'visit', scaleId: 'agree5', required: false, text: { vi: 'Thủ tục dễ', en: 'It was easy' } }, // prettier-ignore
      ],
      about: [
        {
          id: 'sex',
          text: { vi: 'Giới tính', en: 'Sex' },
          options: [
            { id: 'option1', label: { vi: 'Nam', en: 'Male' } },
            { id: 'option2', label: { vi: 'Nữ', en: 'Female' } },
          ],
        },
      ],
      comment: { text: { vi: 'Ý kiến khác?', en: 'Anything else?' }, lengthMax: 500 },
      provenance: { legalBasis: '', confirmed: reading.confirmed },
    });
  });

  test('has several options of a list beside one of the same list', () => {
    const [survey, choices, ...others] = koboForm;
    const { content } = readForm([
      { ...survey!, rows: [...survey!.rows, ['select_one ways', 'way', 'Mostly?', 'Thường nhất?']] },
      {
        ...choices!,
        rows: [
          ...choices!.rows,
          ['ways', 'post', 'By post', 'Bưu điện'],
          ['ways', 'counter', 'Counter', 'Tại quầy'],
          ['ways', 'none', 'None of these', 'Không mục nào'],
        ],
      },
      ...others,
    ]);
    const question = content.questions.find(({ id }) => id === 'ways');
    const scale = content.scales.find(({ id }) => id === question?.scaleId);
    expect(scale).toMatchObject({ several: true, unrated: true, noOpinion: { vi: 'Không mục nào' } });
    expect(scale?.levels.map(({ label }) => label.en)).toEqual(['Online', 'By post', 'Counter']);
    expect(content.about.find(({ id }) => id === 'way')?.options).toHaveLength(4);
    expect(content.formatVersion).toBe(3);
  });

  test('names everything that a survey cannot have, with its place in the file', () => {
    const { leftOut } = readForm(koboForm);
    expect(leftOut.map(({ place, what, why }) => `${place} | ${what} | ${why}`).toSorted()).toEqual(
      [
        'survey 2 | start start | type',
        'survey 3 | welcome: ${start} != 1 | aboutCondition',
        'survey 5 | hint::English (en): One answer | column',
        "survey 7 | Q_3: ${Q_1} != 'a1' and ${Q_2} = 'a2' | condition",
        'survey 8 | ways: Nộp hồ sơ qua đâu? | severalFew',
        'survey 11 | appearance: minimal | column',
        'survey 11 | sex: Giới tính | optional',
        'survey 12 | begin repeat visits | inRepeat',
        'survey 12 | Các lần | heading',
        'survey 13 | integer cost | inRepeat',
        'survey 15 | where: Ở đâu? | furtherText',
        'choices | label::Klingon | language',
        'choices 2 | agree5: 0 = Không biết; 1 = Không đồng ý; 2 = Đồng ý | scaleOrder',
        'choices 7 | Trực tuyến | list',
        'settings 2 | version: 3 | setting',
        'entities | entities | sheet',
        ' | Visit → visit, Q_1 → q-1, Q_2 → q-2, Q_3 → q-3, 1 → option1, 2 → option2 | codes',
      ].toSorted(),
    );
  });

  test('has its scales turned round where its author says that the best comes first', () => {
    const { content } = readForm(koboForm, { ...reading, isBestFirst: true });
    expect(content.scales[0]!.levels.map(({ label }) => label.vi)).toEqual(['Đồng ý', 'Không đồng ý']);
  });

  test('gives a group that another interrupts a second factor', () => {
    const { content } = readForm([
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label'],
          ['begin_group', 'outer', 'Chung'],
          ['select_one s', 'a', 'A'],
          ['begin_group', 'inner', 'Riêng'],
          ['select_one s', 'b', 'B'],
          ['end_group'],
          ['select_one s', 'c', 'C'],
          ['end_group'],
        ],
      },
      {
        name: 'choices',
        rows: [
          ['list_name', 'name', 'label'],
          ['s', '2', 'Tốt'],
          ['s', '1', 'Kém'],
        ],
      },
    ]);
    expect(content.factors.map(({ id, title }) => `${id} ${title.vi}`)).toEqual([
      'outer Chung',
      'inner Riêng',
      'outer-2 Chung',
    ]);
    expect(content.questions.map(({ factorId }) => factorId)).toEqual(['outer', 'inner', 'outer-2']);
    expect(content.scales[0]!.levels.map(({ label }) => label.vi)).toEqual(['Kém', 'Tốt']);
    expect(surveyErrors(content)).toEqual([{ location: 'title.vi', kind: 'textMissing' }]);
  });

  test('has no scale of a long list, such as communes, however many questions use it', () => {
    const communes = Array.from({ length: 31 }, (_, index) => ['communes', `c${index}`, `Xã ${index}`]);
    const { content, leftOut } = readForm([
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label'],
          ['select_one communes', 'home', 'Nơi ở'],
          ['select_one communes', 'work', 'Nơi làm'],
        ],
      },
      { name: 'choices', rows: [['list_name', 'name', 'label'], ...communes] },
    ]);
    expect([content.scales, content.questions, content.about]).toEqual([[], [], []]);
    expect(leftOut.map(({ what, why }) => `${what} | ${why}`)).toEqual([
      'home: Nơi ở | options',
      'work: Nơi làm | options',
    ]);
  });
});

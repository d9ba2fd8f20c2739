/** Survey files for tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { surveyOfForm, type ReadSurvey } from '../../../src/design/surveyFiles/surveyOfForm.ts';
import { readXlsform, type NamedSheet } from '../../../src/design/surveyFiles/readXlsform.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { plainTable } from '../../../src/platform/tables/table.ts';
import { xlsxFile } from '../../../src/platform/tables/xlsxWriter.ts';

export const reading = { isBestFirst: false, confirmed: { vi: 'đọc từ tệp', en: 'read from a file' } };

/** Every part that a survey can have: three languages, a condition, a scale that nothing uses. */
export const fullSurvey: SurveyContent = {
  ...sipas2017,
  formatVersion: 2,
  languages: ['vi', 'en', 'km'],
  title: { ...sipas2017.title, km: 'ការស្ទង់មតិ' },
  scales: [
    ...sipas2017.scales,
    {
      id: 'yes-no',
      levels: [
        { level: 1, label: { vi: 'Không', en: 'No' } },
        { level: 2, label: { vi: 'Có & "rồi"', en: 'Yes' } },
      ],
    },
  ],
  questions: sipas2017.questions.map((question, index) =>
    index === 0
      ? { ...question, text: { ...question.text, km: 'កៅអី' } }
      : index === 1
        ? { ...question, required: false, askedIf: { questionId: 'q1', levels: [0, 1, 2] } }
        : question,
  ),
  answersMin: 10,
};

/** What most forms of Kobo have, and some of what a survey cannot have. */
export const koboForm: readonly NamedSheet[] = [
  {
    name: 'survey',
    rows: [
      [
        'type',
        'name',
        'label::English (en)',
        'label::Vietnamese (vi)',
        'hint::English (en)',
        'required',
        'relevant',
        'constraint',
        'appearance',
      ],
      ['start', 'start'],
      ['note', 'welcome', 'Good day', 'Xin chào ông/bà', '', '', '${start} != 1'],
      ['begin_group', 'Visit', 'Your visit', 'Lần giao dịch này'],
      ['select_one agree5', 'Q_1', 'The official was polite', 'Công chức lịch sự', 'One answer', 'yes'],
      [
        'select_one agree5',
        'Q_2',
        'It was quick',
        'Giải quyết nhanh',
        '',
        'true()',
        "${Q_1} = 'a1' or ${Q_1} = 'a2'",
      ],
      ['select_one agree5', 'Q_3', 'It was easy', 'Thủ tục dễ', '', '', "${Q_1} != 'a1' and ${Q_2} = 'a2'"],
      ['select_multiple ways', 'ways', 'How did you apply?', 'Nộp hồ sơ qua đâu?'],
      ['end_group'],
      [],
      ['select_one sex', 'sex', 'Sex', 'Giới tính', '', 'yes', '', '', 'minimal'],
      ['begin repeat', 'visits', 'Visits', 'Các lần'],
      ['integer', 'cost', 'Cost', 'Chi phí'],
      ['end repeat'],
      ['text', 'where', 'Where?', 'Ở đâu?'],
      ['text', 'more', 'Anything else?', 'Ý kiến khác?', '', '', '', 'string-length(.) < 501', 'multiline'],
    ],
  },
  {
    name: 'choices',
    rows: [
      ['list_name', 'name', 'label::English (en)', 'label::Vietnamese (vi)', 'label::Klingon'],
      ['agree5', 'a1', 'Disagree', 'Không đồng ý', 'Qo'],
      ['agree5', 'a2', 'Agree', 'Đồng ý'],
      ['agree5', 'dk', 'Do not know', 'Không biết'],
      ['sex', '1', 'Male', 'Nam'],
      ['sex', '2', 'Female', 'Nữ'],
      ['ways', 'web', 'Online', 'Trực tuyến'],
    ],
  },
  {
    name: 'settings',
    rows: [
      ['form_title', 'form_id', 'version', 'default_language'],
      ['Khảo sát thử', 'Khao_sat 1', '3', 'Vietnamese (vi)'],
    ],
  },
  { name: 'entities', rows: [['list_name'], ['people']] },
];

export function readForm(sheets: readonly NamedSheet[], how = reading): ReadSurvey {
  return surveyOfForm(readXlsform(sheets)!, how);
}

export async function workbookOf(sheets: readonly NamedSheet[]): Promise<Buffer> {
  return await xlsxFile(
    sheets.map(({ name, rows: [head = [], ...rows] }) => ({ name, ...plainTable(head, rows) })),
  );
}

/** Lends a file for as long as something is done with it. */
export async function withFile<Result>(
  content: string | Buffer,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-survey-'));
  try {
    writeFileSync(join(folder, 'upload'), content);
    return await use(join(folder, 'upload'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

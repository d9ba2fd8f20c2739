import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSurveyFile } from '../../../src/design/surveyFiles/readSurveyFile.ts';
import type { ReadSurvey } from '../../../src/design/surveyFiles/surveyOfForm.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { archiveOf, contentTypes } from '../../registers/evidence/someFiles.ts';
import { reading, withFile } from './someForms.ts';

/** As LimeSurvey 6 exports the structure of a survey: groups, types L F Y M S T 5 G N, two languages, conditions. */
const lss = readFileSync(join(import.meta.dirname, 'limesurvey6.lss'), 'utf8');
const read = async (file: string | Buffer) => await withFile(file, (path) => readSurveyFile(path, reading));

describe('a survey of LimeSurvey', () => {
  test('becomes a sound survey: arrays as criteria, conditions, lists as background questions', async () => {
    const { content } = (await read(lss)) as ReadSurvey;
    expect(surveyErrors(content)).toEqual([]);
    expect(content.title).toEqual({ vi: 'Khảo sát một cửa', en: 'One-stop survey' });
    expect(content.languages).toEqual(['vi', 'en']);
    expect(content.notice.paragraphs).toEqual([
      { vi: 'Xin chào ông/bà.', en: 'Good day.' },
      { vi: 'Phiếu không ghi tên.', en: 'The form carries no name.' },
    ]);
    expect(content.factors.map(({ title }) => title.vi)).toEqual(['Giao dịch', 'Mức độ hài lòng']);
    expect(
      content.questions.map(({ id, text, scaleId, required, askedIf }) => [
        id,
        text.vi,
        scaleId,
        required,
        askedIf,
      ]),
    ).toEqual([
      ['q1', 'Ông/bà đã nhận được kết quả chưa?', 'yesNo', true, undefined],
      ['g01-SQ001', 'Thái độ của công chức', 'g01', true, { questionId: 'q1', levels: [2] }],
      ['g01-SQ002', 'Nơi ngồi chờ', 'g01', true, { questionId: 'q1', levels: [2] }],
      ['q5', 'Thời gian chờ đợi hôm nay', 'five', false, { questionId: 'g01-SQ001', levels: [1, 2] }],
    ]);
    expect(
      content.scales.map(({ id, levels, noOpinion }) => [
        id,
        levels.map(({ label }) => label.vi).join(' / '),
        noOpinion?.vi,
      ]),
    ).toEqual([
      ['yesNo', 'Không / Có', undefined],
      [
        'g01',
        'Rất không hài lòng / Không hài lòng / Bình thường / Hài lòng / Rất hài lòng',
        'Không có ý kiến',
      ],
      ['five', '1 / 2 / 3 / 4 / 5', undefined],
    ]);
    expect(content.about.map(({ id, options }) => [id, options.map(({ label }) => label.en)])).toEqual([
      ['q7', ['Under 25', '25–59', '60 or over']],
      ['q8', ['Female', 'Male']],
    ]);
    expect(content.comment?.text).toEqual({ vi: 'Ông/bà có góp ý gì thêm?', en: 'Anything to add?' });
  });

  test('has several options as one question', async () => {
    const post = {
      row: '<row><qid>105</qid><parent_qid>24</parent_qid><title>SQ003</title></row>',
      text: 'Bưu điện',
    };
    const text = `<row><qid>105</qid><question>${post.text}</question><language>vi</language></row>`;
    const file = lss
      .replace(/(<\/rows>\s*<\/subquestions>)/, `${post.row}$1`)
      .replace(/(<\/rows>\s*<\/question_l10ns>)/, `${text}$1`);
    const { content, leftOut } = (await read(file)) as ReadSurvey;
    expect(surveyErrors(content)).toEqual([]);
    const question = content.questions.find(({ id }) => id === 'q6');
    const scale = content.scales.find(({ id }) => id === question?.scaleId);
    expect(scale).toMatchObject({ several: true, unrated: true });
    expect(scale?.levels.map(({ label }) => label.vi)).toEqual(['Bưu điện', 'Trực tuyến', 'Tại quầy']); // without an order: first
    expect(leftOut.map(({ why }) => why)).not.toContain('severalFew');
  });

  test('has everything named that a survey cannot have', async () => {
    const { leftOut } = (await read(lss)) as ReadSurvey;
    expect(leftOut.map(({ place, what, why }) => `${place} | ${what} | ${why}`).toSorted()).toEqual(
      [
        'questions Q6 | Q6: Ông/bà nộp hồ sơ qua đâu? | severalFew',
        'subquestions Q6 | Trực tuyến / Tại quầy | list',
        'questions Q9 | N Q9 | type',
        'questions Q10 | Q10: Xã, phường | furtherText',
        'questions Q5 | Q5: ((697191X11X21.NAOK == "Y")) | condition',
        'questions Q5 | mandatory: S | column',
        'questions G01 | help: Mỗi dòng chọn một ô | column',
        'questions G01 | random_order=1 | column',
        'questions G01 | Ông/bà hài lòng thế nào về: | heading',
        'questions Q7 | hide_tip=1 | column',
        'questions Q7 | Q7: other | other',
        'questions Q7 | Q7: Tuổi | optional',
        'question_l10ns 35 | Ông/bà có góp ý gì thêm? <img src="/upload/logo.png" alt="logo"> | markup',
        'question_l10ns 35 | Anything to add? <img src="/upload/logo.png" alt="logo"> | markup',
        'groups 12 | description: Xin đánh giá | column',
        'groups 13 | Về ông/bà | heading',
        'subquestions G01_SQ002 | Q9 > 2 | condition',
        'conditions 3 | 697191X11X21 == Y | condition',
        'quota 1 | Nữ trên 60 | sheet',
        'surveys | gsid, admin, anonymized, format, template | setting',
        'surveys_languagesettings | surveyls_endtext, surveyls_email_invite | setting',
        'answers G01 | G01: 0 = Không có ý kiến; 1 = Rất không hài lòng; 2 = Không hài lòng; 3 = Bình thường; 4 = Hài lòng; 5 = Rất hài lòng | scaleOrder',
        'questions Q1 | yesNo: 1 = Không; 2 = Có | scaleOrder',
        'questions Q5 | five: 1 = 1; 2 = 2; 3 = 3; 4 = 4; 5 = 5 | scaleOrder',
        ' | G01 → g01, Q1 → q1, G01_SQ001 → g01-SQ001, G01_SQ002 → g01-SQ002, Q5 → q5, A1 → a1, A2 → a2, A3 → a3, Q7 → q7, F → f, M → m, Q8 → q8 | codes',
      ].toSorted(),
    );
  });
});

describe('a survey file is refused', () => {
  const workbook = (...parts: Parameters<typeof archiveOf>[0][number][]) =>
    archiveOf([
      contentTypes('spreadsheetml.sheet'),
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      ...parts,
    ]);
  const bombed = `<!DOCTYPE document [<!ENTITY a "ha">]>${lss.slice(lss.indexOf('<document>'))}`;

  test.each([
    ['with macros', workbook({ name: 'xl/vbaProject.bin', content: 'Sub AutoOpen()' }), 'macros'],
    ['with entities in a part', workbook({ name: 'xl/a.xml', content: '<!DOCTYPE a>' }), 'entities'],
    ['with entities in XML', bombed, 'entities'],
    ['with a password', workbook({ name: 'a', content: 'a', isEncrypted: true }), 'encrypted'],
    ['cut off', workbook().subarray(0, -30), 'damaged'],
    ['XML that ends in the middle', lss.slice(0, 3000), 'damaged'],
    ['of another kind', 'Câu hỏi;Trả lời', 'notAForm'],
    ['of a group only', lss.replace('>Survey<', '>Group<'), 'notAForm'],
    ['of LimeSurvey 3', lss.replaceAll('question_l10ns', 'question_texts'), 'oldLimeSurvey'],
    ['of Excel before 2007', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'oldExcel'],
    ['in another encoding', Buffer.from([0x3c, 0xff, 0xfe, 0xe1]), 'notAForm'],
  ])('%s', async (_what, file, error) => {
    expect(await read(file)).toBe(error);
  });

  test('when it takes too long', async () => {
    expect(
      await withFile(lss, (path) => readSurveyFile(path, reading, { memoryMiBMax: 256, timeMsMax: 1 })),
    ).toBe('tooBig');
  });
});

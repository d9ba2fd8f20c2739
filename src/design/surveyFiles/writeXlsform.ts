/**
 * Writes a survey as an XLSForm, for Kobo and ODK. Reading it back gives the same survey: an extra sheet, which other
 * programs ignore, holds what the format cannot express.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { plainTable } from '../../platform/tables/table.ts';
import type { Sheet } from '../../platform/tables/xlsxWriter.ts';
import {
  questionCommentMax,
  questionsByFactor,
  scaleOf,
  type Question,
  type SurveyContent,
} from '../surveys/survey.ts';
import {
  aboutPrefix,
  commentName,
  commentSuffix,
  factorPrefix,
  noneAlone,
  noOpinionName,
  noticePrefix,
  ownSheet,
  scalePrefix,
} from './xlsformNames.ts';

type Row = Readonly<Record<string, string>>;

export function xlsformSheets(content: SurveyContent): readonly Sheet[] {
  const { languages } = content;
  const labels = languages.map(labelColumn);
  const settings = {
    form_title: content.title.vi,
    form_id: content.surveyId,
    default_language: languageName(languages[0] ?? 'vi'),
  };
  return [
    sheet(
      'survey',
      ['type', 'name', ...labels, 'required', 'relevant', 'constraint', 'appearance'],
      surveyRows(content),
    ),
    sheet('choices', ['list_name', 'name', ...labels], choiceRows(content)),
    sheet('settings', Object.keys(settings), [settings]),
    sheet(ownSheet, ['key', 'value'], ownRows(content)),
  ];
}

function surveyRows({
  languages,
  notice,
  factors,
  questions,
  about,
  comment,
  ...others
}: SurveyContent): readonly Row[] {
  const label = (text: Localized) => labelled(text, languages);
  const content = { languages, notice, factors, questions, about, ...others };
  return [
    ...notice.paragraphs.map((text, index) => ({
      type: 'note',
      name: `${noticePrefix}${index + 1}`,
      ...label(text),
    })),
    ...questionsByFactor(content).flatMap(({ factor, questions: asked }): Row[] => [
      { type: 'begin_group', name: `${factorPrefix}${factor.id}`, ...label(factor.title) },
      ...asked.flatMap((question) => [
        questionRow(content, question),
        ...(question.comment ? [questionCommentRow(content, question)] : []),
      ]),
      { type: 'end_group' },
    ]),
    ...about.map(({ id, text }) => ({
      type: `select_one ${aboutPrefix}${id}`,
      name: `${aboutPrefix}${id}`,
      ...label(text),
    })),
    ...(comment
      ? [
          {
            type: 'text',
            name: commentName,
            ...label(comment.text),
            constraint: `string-length(.) <= ${comment.lengthMax}`,
            appearance: 'multiline',
          },
        ]
      : []),
  ];
}

function questionRow(content: SurveyContent, question: Question): Row {
  const { id, scaleId, text, required, askedIf } = question;
  const { several, noOpinion } = scaleOf(content, question);
  const other = content.questions.find((one) => one.id === askedIf?.questionId);
  const isChosen = (level: number): string =>
    other && scaleOf(content, other).several
      ? `selected(\${${other.id}}, '${level}')`
      : `\${${askedIf?.questionId}} = '${level}'`;
  return {
    type: `${several ? 'select_multiple' : 'select_one'} ${scaleId}`,
    name: id,
    ...labelled(text, content.languages),
    ...(required && { required: 'yes' }),
    ...(askedIf && { relevant: askedIf.levels.map(isChosen).join(' or ') }),
    ...(several && noOpinion && { constraint: noneAlone }),
  };
}

function questionCommentRow({ languages }: SurveyContent, { id, text }: Question): Row {
  return {
    type: 'text',
    name: `${id}${commentSuffix}`,
    ...labelled(text, languages),
    constraint: `string-length(.) <= ${questionCommentMax}`,
    appearance: 'multiline',
  };
}

function choiceRows({ languages, scales, about }: SurveyContent): readonly Row[] {
  const row = (list: string, name: string, text: Localized) => ({
    list_name: list,
    name,
    ...labelled(text, languages),
  });
  return [
    ...scales.flatMap(({ id, levels, noOpinion }) => [
      ...levels.map(({ level, label }) => row(id, String(level), label)),
      ...(noOpinion ? [row(id, noOpinionName, noOpinion)] : []),
    ]),
    ...about.flatMap(({ id, options }) =>
      options.map((option) => row(`${aboutPrefix}${id}`, option.id, option.label)),
    ),
  ];
}

function ownRows({
  formatVersion,
  title,
  languages,
  notice,
  scales,
  questions,
  answersMin,
  provenance,
}: SurveyContent) {
  const texts = (key: string, text: Localized) =>
    Object.entries(text).map(([tag, one]) => [`${key}.${tag}`, one]);
  const unconfirmed = questions.filter((question) => question.unconfirmed).map(({ id }) => id);
  const pairs = [
    ['formatVersion', String(formatVersion)],
    ['languages', languages.join(' ')],
    ...texts('title', title),
    ['noticeVersion', notice.version],
    ['answersMin', answersMin === undefined ? '' : String(answersMin)],
    ['unconfirmed', unconfirmed.join(' ')],
    ...scales.flatMap(({ id, unrated, several, look }) => {
      const words = [unrated && 'unrated', several && 'several', look].filter(Boolean);
      return words.length > 0 ? [[`${scalePrefix}${id}`, words.join(' ')]] : [];
    }),
    ['legalBasis', provenance.legalBasis],
    ...texts('confirmed', provenance.confirmed),
  ];
  return pairs.map(([key = '', value = '']) => ({ key, value }));
}

/** `Vietnamese (vi)`, as form designers write the names of languages. */
function languageName(tag: string): string {
  return `${new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag} (${tag})`;
}

function labelColumn(tag: string): string {
  return `label::${languageName(tag)}`;
}

function labelled(text: Localized, languages: readonly string[]): Row {
  return Object.fromEntries(languages.map((tag) => [labelColumn(tag), text[tag] ?? '']));
}

function sheet(name: string, headings: readonly string[], rows: readonly Row[]): Sheet {
  return {
    name,
    ...plainTable(
      headings,
      rows.map((row) => headings.map((heading) => row[heading] ?? '')),
    ),
  };
}

/**
 * The differences between two surveys, as a page words them: "Câu hỏi q1 · Câu chữ · Tiếng Việt" for
 * `questions.q1.text.vi`.
 */
import { type PageLanguage, languageNames } from '../../platform/text/localized.ts';
import { isListKind } from './items.ts';
import { noOpinionLevel } from './survey.ts';
import type { SurveyChange } from './surveyChanges.ts';
import { surveyTexts } from './texts.ts';

export function changeWords({ location, before, after, weight }: SurveyChange, language: PageLanguage) {
  const t = surveyTexts[language];
  const words: Readonly<Record<string, string>> = { true: t.yes, false: t.no, ...t.looks };
  const isWord = /\.(?:required|comment|look|unrated|several)$/.test(location);
  const value = (text: string): string => (isWord ? (words[text] ?? text) : text);
  return {
    location: locationWords(location, language),
    weight: t.move.weights[weight],
    before: value(before),
    after: value(after),
  };
}

function locationWords(location: string, language: PageLanguage): string {
  const { fields, kinds, level, move } = surveyTexts[language];
  const [list = '', id = '', name = '', tag = ''] = location.split('.');
  const ofSurvey: Readonly<Record<string, string>> = {
    ...fields,
    'notice.version': fields.noticeVersion,
    'comment.lengthMax': fields.lengthMax,
    'provenance.legalBasis': fields.legalBasis,
    notice: `${fields.paragraphs} ${Number(id) + 1}`,
    provenance: fields.confirmed,
  };
  const tongue = (one: string): string => languageNames[one] ?? one;
  if (!isListKind(list)) {
    const [text = list, written] =
      location in ofSurvey ? [ofSurvey[location]] : [ofSurvey[list], location.split('.').at(-1)];
    return [text, ...(written ? [tongue(written)] : [])].join(' · ');
  }
  const names: Readonly<Record<string, string>> = {
    title: fields.title,
    text: fields.text,
    required: fields.required,
    comment: fields.ownComment,
    askedIf: fields.askedIfQuestion,
    levels: move.levels,
    look: fields.look,
    unrated: fields.unrated,
    several: fields.several,
    [noOpinionLevel]: fields.noOpinion,
  };
  const named =
    names[name] ??
    (list === 'scales' ? level({ number: Number(name), place: name === '1' ? 'worst' : 'between' }) : name);
  return [`${kinds[list]} ${id}`.trim(), ...(name ? [named] : []), ...(tag ? [tongue(tag)] : [])].join(' · ');
}

/** View data of the form: the survey in one language, with the choices so far. */
import { randomUUID } from 'node:crypto';
import { isLanguage, type Language } from '../../platform/text/catalogue.ts';
import { offeredLanguages, type LanguageSettings } from '../../platform/text/languageSettings.ts';
import { inLanguage, type Localized, languageNames } from '../../platform/text/localized.ts';
import type { RefusedCode, TypedCode } from '../codes/acceptForCode.ts';
import { codeTexts } from '../codes/texts.ts';
import { recordingOf, type Recordings } from '../../design/recordings/recording.ts';
import { conditionWords } from '../../design/surveys/condition.ts';
import { chosenLevels, optionKey } from '../../design/surveys/several.ts';
import {
  moodOf,
  noOpinionLevel,
  questionCommentMax,
  questionsByFactor,
  scaleOf,
  type Question,
  type Scale,
  type SurveyContent,
  type SurveyVersion,
} from '../../design/surveys/survey.ts';
import { translatedLanguages } from '../../design/surveys/translatedLanguages.ts';
import type { Draft } from './acceptSubmission.ts';
import { aboutField, answerField, commentField } from './input.ts';
import type { AnswerError } from './submission.ts';
import { submissionTexts, type SubmissionTexts } from './texts.ts';

/** Too long for a fifth of a telephone's width; Vietnamese has no such word. */
const longWord = /\p{L}{9,}/u;

/** Where a form is shown and sent. */
export interface AnswerContext {
  /** Address that receives the form. */
  readonly action: string;
  /** Address shown after it is stored. */
  doneUrl(receiptCode: string, language: Language): string;
  /** For a form that staff open. */
  readonly assisted?: { readonly formToken: string; readonly backUrl: string } | undefined;
  /** Within a page of another site, where browsers keep no cookie of ours. */
  readonly isFramed?: true;
}

export interface ShownForm {
  readonly survey: SurveyVersion;
  readonly language: string;
  /** Languages in which the form is offered, this one among them. */
  readonly languages: readonly string[];
  readonly location: AnswerContext;
  /** Sealed form context. */
  readonly seal: string;
  readonly unitName: Localized;
  readonly serviceName?: Localized | undefined;
  readonly madeUp: boolean;
  readonly recordings: Recordings;
  readonly draft: Draft;
  /** Key for following the reply to a comment; made with the form. Missing if replies are not offered. */
  readonly followKey?: string | undefined;
  readonly errors: readonly AnswerError[];
  /** The id belongs to other answers: offer to send these as another person's. */
  readonly alreadySent: boolean;
  /** Rate limit reached: the same form, to be sent again in a minute. */
  readonly isBusy?: boolean;
  /** Disk full: the same form, to be sent again later. */
  readonly isFull?: boolean;
  /** For access points with one-time codes: the code as typed so far, and the ticket that links it to this form. */
  readonly code?: CodeField | undefined;
}

interface CodeField extends TypedCode {
  readonly error?: RefusedCode['why'] | undefined;
}

export function emptyDraft(): Draft {
  return { submissionId: randomUUID(), answers: {}, about: {} };
}

/**
 * The languages in which a survey is offered, its first one first: those into which it is translated, unless the
 * installation does not offer them, and those in which administrators accept its questions in Vietnamese.
 */
export function formLanguages(survey: SurveyContent, settings: LanguageSettings): readonly string[] {
  const offered = offeredLanguages(settings);
  const own = translatedLanguages(survey).filter(
    (language) => !isLanguage(language) || offered.includes(language),
  );
  const others = offered.filter((language) => settings[language].fallbacks && !own.includes(language));
  return [...(own.length > 0 ? own : ['vi']), ...others];
}

/** The language of the page around the questions. */
export function frameLanguageOf(language: string): Language {
  return isLanguage(language) ? language : 'vi';
}

function commentError(
  kind: AnswerError['kind'] | undefined,
  lengthMax: number,
  t: SubmissionTexts,
): string | undefined {
  if (kind === undefined) return undefined;
  return kind === 'commentMissing' ? t.commentMissing : t.commentTooLong({ lengthMax });
}

/** The levels to choose from. */
function scaleParts(
  id: string,
  { levels, noOpinion, look, unrated, several }: Scale,
  say: (text: Localized) => string,
) {
  return {
    look,
    isOptions: unrated === true,
    several: several === true,
    levels: levels.map(({ level, label }) => ({
      value: level,
      field: answerField(several ? optionKey(id, level) : id),
      label: say(label),
      mood: moodOf(level, levels.length),
    })),
    hasLongWord: levels.some(({ label }) => longWord.test(say(label))),
    noOpinion: noOpinion && { value: noOpinionLevel, label: say(noOpinion) },
  };
}

function questionPart(
  survey: SurveyContent,
  question: Question,
  language: string,
  errorKind: AnswerError['kind'] | undefined,
) {
  const t = submissionTexts[frameLanguageOf(language)];
  const say = (text: Localized): string => inLanguage(text, language);
  const { id, text, required, askedIf } = question;
  const condition = conditionWords(survey, question, language);
  const scale = scaleOf(survey, question);
  const error = questionError(errorKind, scale, t, say);
  const described = { condition, several: scale.several, error };
  return {
    id,
    field: answerField(id),
    text: say(text),
    condition: condition && t.onlyIf({ number: condition.number, answers: condition.labels.join(' / ') }),
    askedIf: askedIf && askedOf(survey, askedIf),
    required,
    ...scaleParts(id, scale, say),
    error,
    describedBy: Object.entries(described)
      .flatMap(([part, isThere]) => (isThere ? [`${id}-${part}`] : []))
      .join(' '),
  };
}

/** The field of the other question, or of the one option of several that it has to be. */
function askedOf(survey: SurveyContent, { questionId, levels }: NonNullable<Question['askedIf']>) {
  const other = survey.questions.find(({ id }) => id === questionId);
  const isSeveral = other && scaleOf(survey, other).several;
  return {
    field: answerField(isSeveral ? optionKey(questionId, levels[0]!) : questionId),
    levels: levels.join(' '),
  };
}

function questionError(
  kind: AnswerError['kind'] | undefined,
  { noOpinion, several }: Scale,
  t: SubmissionTexts,
  say: (text: Localized) => string,
): string | undefined {
  if (kind === undefined) return undefined;
  if (kind === 'commentTooLong') return t.commentTooLong({ lengthMax: questionCommentMax });
  const none = noOpinion && say(noOpinion);
  if (kind === 'noneAndOthers') return t.noneAndOthers({ none: none ?? '' });
  if (several) return none === undefined ? t.missingSeveral : t.missingSeveralOrNone({ none });
  return none === undefined ? t.missing : t.missingOrNoOpinion({ noOpinion: none });
}

/** Locals of `views/collection/submissions/parts.ejs`: the questions. */
export function formParts(form: ShownForm) {
  const { language, draft } = form;
  const survey = form.survey.content;
  const t = submissionTexts[frameLanguageOf(language)];
  const say = (text: Localized): string => inLanguage(text, language);
  const errorOf = new Map(form.errors.map((error) => [error.location, error.kind]));
  const numberOf = new Map(survey.questions.map((question, index) => [question.id, index + 1]));

  const parts = questionsByFactor(survey).map(({ factor, questions }) => ({
    title: say(factor.title),
    questions: questions.map((question) => {
      const part = questionPart(survey, question, language, errorOf.get(question.id));
      const chosen = chosenLevels(draft.answers, question.id);
      const written = draft.questionComments?.[question.id] ?? '';
      return {
        ...part,
        number: numberOf.get(question.id),
        recording: recordingOf(form.recordings, survey, question, language),
        chosen,
        comment: question.comment && {
          field: commentField(question.id),
          lengthMax: questionCommentMax,
          written,
        },
        /** What is answered counts once, however many options were chosen. */
        classes: [part.error && 'invalid', part.several && chosen.length > 0 && 'answered']
          .filter(Boolean)
          .join(' '),
        focused: form.errors[0]?.location === question.id,
      };
    }),
  }));

  return {
    t,
    answersMin: survey.answersMin,
    hasFaces: survey.scales.some(({ look }) => look === 'faces'),
    parts,
    partCount: parts.length + (survey.about.length > 0 || survey.comment ? 1 : 0),
    about: survey.about.map((question) => ({
      field: aboutField(question.id),
      text: say(question.text),
      options: question.options.map((option) => ({ value: option.id, label: say(option.label) })),
      chosen: draft.about[question.id] ?? '',
    })),
    comment: survey.comment
      ? {
          text: say(survey.comment.text),
          lengthMax: survey.comment.lengthMax,
          written: draft.comment ?? '',
          error: commentError(errorOf.get('comment'), survey.comment.lengthMax, t),
          wantsAnswer: draft.followKey !== undefined,
          offersAnswer: form.location.assisted === undefined,
          focused: form.errors[0]?.location === 'comment',
        }
      : undefined,
    unconfirmed: survey.questions.some((question) => question.unconfirmed),
  };
}

/** Locals of `views/collection/submissions/form.ejs`: the page around the questions. */
export function formPage(form: ShownForm) {
  const { language } = form;
  const survey = form.survey.content;
  const t = submissionTexts[frameLanguageOf(language)];
  const say = (text: Localized): string => inLanguage(text, language);
  const c = codeTexts[frameLanguageOf(language)];
  return {
    t,
    form,
    codeField: form.code && {
      label: c.field,
      hint: c.fieldHint,
      ...form.code,
      error: form.code.error && c.errors[form.code.error],
    },
    title: say(survey.title),
    unitName: say(form.unitName),
    serviceName: form.serviceName ? say(form.serviceName) : undefined,
    notice: survey.notice.paragraphs.map(say),
    formLanguages: form.languages
      .filter((other) => other !== language)
      .map((other) => ({ tag: other, name: languageNames[other] ?? other })),
    notTranslated: translatedLanguages(survey).includes(language) ? undefined : t.notTranslated,
    /** How many there are depends on the answers where some are not for everybody; then only the script knows. */
    questionsDue: survey.questions.some(({ askedIf }) => askedIf) ? '' : `/${survey.questions.length}`,
    errorLinks: [
      ...(form.code?.error ? [{ href: '#code', text: c.field }] : []),
      ...form.errors.map(({ location }) => ({
        href: `#${location}`,
        text:
          location === 'comment'
            ? t.commentTitle
            : t.errorLink({ number: survey.questions.findIndex(({ id }) => id === location) + 1 }),
      })),
    ],
  };
}

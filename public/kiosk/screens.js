/**
 * The screens that citizens see, each made from the person's answers so far and from what may be done. They keep
 * nothing: leaving a screen takes it out of the page with all that was on it.
 */
import { element, face, qrSquare } from './elements.js';
import { groupedKey } from './followKey.js';
import { askedQuestions, countedQuestions, isChosen, missingQuestions } from './steps.js';
import { inLanguage } from './texts.js';

const noOpinion = 0;
const title = (text, extra = {}) => element('h1', { tabindex: '-1', ...extra }, text);
const button = (label, onclick, properties = {}) =>
  element('button', { type: 'button', onclick, ...properties }, label);

export function scaleOf(survey, question) {
  return survey.scales.find(({ id }) => id === question.scaleId);
}

/** What stands above the label of a level: a face, unless the scale says otherwise. */
function markOf({ levels, look, unrated }, level) {
  if (look === 'stars') return element('b', { class: 'stars', 'aria-hidden': 'true' }, '★'.repeat(level));
  return look === undefined && unrated ? undefined : face((level - 1) / (levels.length - 1));
}

/** The levels of a question as faces to press. */
function faces({ survey, question, chosen, language, onChoose, size }) {
  const scale = scaleOf(survey, question);
  const { levels } = scale;
  return element(
    'div',
    {
      class: `faces ${size}${scale.unrated ? ' plain' : ''}${scale.several ? ' several' : ''}`,
      role: 'group',
      'aria-label': inLanguage(question.text, language),
    },
    ...levels.map(({ level, label }) =>
      element(
        'button',
        { type: 'button', 'aria-pressed': String(isChosen(chosen, level)), onclick: () => onChoose(level) },
        markOf(scale, level),
        element('span', {}, inLanguage(label, language)),
      ),
    ),
  );
}

/** @param recordings the file that reads a question, by its id */
function questionTitle({ question, language, recordings }) {
  return title(inLanguage(question.text, language), {
    class: 'big',
    'data-recording': recordings[question.id],
  });
}

export function faceScreen({ t, survey, step, language, recordings = {}, isAssisted, onChoose }) {
  return [
    questionTitle({ question: step.question, language, recordings }),
    faces({ survey, question: step.question, language, onChoose, size: 'large' }),
    element('p', { class: 'hint' }, t.chooseFace),
    isAssisted && readOut(t),
    notice(survey, language),
  ];
}

/** What an interviewer has to know, and to read aloud. */
const readOut = (t) =>
  element('div', { class: 'notice' }, element('p', {}, t.assisted), element('p', {}, t.assistedReadOut));

function notice(survey, language) {
  return element(
    'div',
    { class: 'notice' },
    ...survey.notice.paragraphs.map((paragraph) => element('p', {}, inLanguage(paragraph, language))),
  );
}

export function extrasScreen({
  t,
  survey,
  step,
  person,
  language,
  recordings = {},
  onAnswer,
  onBack,
  onSend,
}) {
  return [
    title(t.moreTitle({ count: step.questions.length })),
    element('p', { class: 'hint' }, t.moreHint),
    ...step.questions.map((question) =>
      element(
        'section',
        { class: 'extra' },
        element('h2', { 'data-recording': recordings[question.id] }, inLanguage(question.text, language)),
        faces({
          survey,
          question,
          chosen: person.answers[question.id],
          language,
          size: 'small',
          onChoose: (level) => onAnswer(question, level),
        }),
      ),
    ),
    bar(button(t.back, onBack, { class: 'quiet' }), button(t.done, onSend, { class: 'main' })),
  ];
}

const bar = (...children) => element('div', { class: 'bar' }, ...children);

export function startScreen({ t, survey, language, isAssisted, onStart }) {
  return [
    title(inLanguage(survey.title, language), { class: 'big' }),
    element('p', { class: 'hint' }, t.questionCount(countedQuestions(survey))),
    isAssisted && readOut(t),
    bar(button(t.start, onStart, { class: 'main huge' })),
    notice(survey, language),
  ];
}

export function questionScreen({
  t,
  survey,
  step,
  person,
  progress,
  language,
  recordings = {},
  onChoose,
  onComment,
  onBack,
  onNext,
}) {
  const { question } = step;
  const scale = scaleOf(survey, question);
  const factor = survey.factors.find(({ id }) => id === question.factorId);
  const chosen = person.answers[question.id];
  return [
    progressLine(t.questionOf(progress), progress, factor && inLanguage(factor.title, language)),
    questionTitle({ question, language, recordings }),
    scale.several && element('p', { class: 'hint' }, t.several),
    faces({ survey, question, chosen, language, onChoose, size: 'large' }),
    question.comment && onQuestion({ t, question, person, onComment }),
    bar(
      button(t.back, onBack, { class: 'quiet' }),
      scale.noOpinion &&
        button(inLanguage(scale.noOpinion, language), () => onChoose(noOpinion), {
          class: 'quiet',
          'aria-pressed': String(isChosen(chosen, noOpinion)),
        }),
      chosen === undefined
        ? !question.required && button(t.skip, onNext, { class: 'quiet' })
        : button(t.next, onNext, { class: 'main' }),
    ),
  ];
}

function onQuestion({ t, question, person, onComment }) {
  const field = element('textarea', {
    id: 'on-question',
    rows: 1,
    maxlength: 500,
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: ({ target }) => onComment(target.value),
  });
  field.value = person.comments[question.id] ?? '';
  return element(
    'div',
    { class: 'on-question' },
    element('label', { for: 'on-question' }, t.questionComment),
    field,
  );
}

function progressLine(label, { number, of }, factor) {
  return element(
    'div',
    { class: 'progress' },
    element('p', {}, element('strong', {}, label), factor ? ` · ${factor}` : ''),
    element('progress', { value: number, max: of, 'aria-label': label }),
  );
}

export function aboutScreen({ t, step, person, language, onChoose, onBack }) {
  const { question } = step;
  const option = (id, label) =>
    button(label, () => onChoose(id), { 'aria-pressed': String(person.about[question.id] === id) });
  return [
    title(inLanguage(question.text, language), { class: 'big' }),
    element('p', { class: 'hint' }, t.optional),
    element(
      'div',
      { class: 'options', role: 'group', 'aria-label': inLanguage(question.text, language) },
      ...question.options.map(({ id, label }) => option(id, inLanguage(label, language))),
    ),
    bar(
      button(t.back, onBack, { class: 'quiet' }),
      button(t.notSaid, () => onChoose(undefined), { class: 'quiet' }),
    ),
  ];
}

export function commentScreen({
  t,
  survey,
  person,
  language,
  isAssisted,
  onWrite,
  onWantAnswer,
  onBack,
  onNext,
}) {
  const { text, lengthMax } = survey.comment;
  const left = element(
    'p',
    { class: 'hint', id: 'left' },
    t.commentLeft({ count: lengthMax - person.comment.length }),
  );
  const field = element('textarea', {
    id: 'comment',
    rows: 5,
    maxlength: lengthMax,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'left',
    oninput: ({ target }) => {
      onWrite(target.value);
      left.textContent = t.commentLeft({ count: lengthMax - target.value.length });
    },
  });
  field.value = person.comment;
  return [
    title(t.optional, { class: 'over' }),
    element('label', { for: 'comment', class: 'big' }, inLanguage(text, language)),
    field,
    left,
    element('p', { class: 'hint' }, t.commentBecomes),
    !isAssisted &&
      button(t.wantAnswer, onWantAnswer, {
        class: 'request',
        'aria-pressed': String(person.followKey !== undefined),
      }),
    person.followKey !== undefined && element('p', { class: 'hint', role: 'status' }, t.wantAnswerHint),
    bar(button(t.back, onBack, { class: 'quiet' }), button(t.next, onNext, { class: 'main' })),
  ].filter(Boolean);
}

export function sendScreen({ t, survey, person, onBack, onSend, onMissing }) {
  const questions = askedQuestions(survey, person.answers);
  const given = questions.filter(({ id }) => person.answers[id] !== undefined).length;
  const missing = missingQuestions(survey, person.answers);
  return [
    title(t.sendTitle, { class: 'big' }),
    element('p', { class: 'lead' }, t.sendCount({ given, of: questions.length })),
    missing.length > 0 &&
      element('p', { class: 'error', role: 'alert' }, t.missingCount({ count: missing.length })),
    bar(
      button(t.back, onBack, { class: 'quiet' }),
      missing.length > 0
        ? button(t.toMissing, () => onMissing(missing[0]), { class: 'main' })
        : button(t.send, onSend, { class: 'main huge' }),
    ),
  ].filter(Boolean);
}

export const savingScreen = ({ t }) => [title(t.saving, { class: 'big' })];

export function notSavedScreen({ t, onAgain }) {
  return [
    title(t.notSaved, { class: 'big' }),
    element('p', { class: 'error', role: 'alert' }, t.notSavedHint),
    bar(button(t.tryAgain, onAgain, { class: 'main' })),
  ];
}

export function noStorageScreen({ t }) {
  return [title(t.noStorage), element('p', { class: 'error', role: 'alert' }, t.noStorageHint)];
}

/** @param state 'sending', 'offline', 'revoked', or a receipt */
export function proof({ t, state }) {
  if (typeof state === 'string') {
    const sentences = { sending: t.sending, offline: t.noReceipt, revoked: t.notPaired };
    return element('p', { class: 'hint' }, sentences[state]);
  }
  return element(
    'div',
    { class: 'receipt' },
    qrSquare(state.qr, t.receiptQr),
    element(
      'div',
      {},
      element('h2', {}, t.receipt),
      element('p', { class: 'code' }, state.code),
      element('p', { class: 'hint' }, t.receiptHint),
    ),
  );
}

/** Shown here and nowhere else. */
function keyToFollow({ t, followKey }) {
  return element(
    'div',
    { class: 'follow' },
    element('h2', {}, t.followKey),
    element('p', { class: 'code' }, groupedKey(followKey)),
    element('p', { class: 'hint' }, t.followKeyHint),
  );
}

export function thanksScreen({ t, state, secondsLeft, followKey, onNext, onMoreTime }) {
  return [
    element('div', { class: 'thanks' }, face(1)),
    title(t.thanks, { class: 'big' }),
    element('p', { class: 'lead' }, t.saved),
    followKey !== undefined && keyToFollow({ t, followKey }),
    element('div', { role: 'status', class: 'proof' }, proof({ t, state })),
    bar(button(t.moreTime, onMoreTime, { class: 'quiet' }), button(t.nextPerson, onNext, { class: 'main' })),
    element('p', { class: 'hint', id: 'resetIn' }, t.resetIn({ seconds: secondsLeft })),
  ].filter(Boolean);
}

export function idleScreen({ t, isSmiley, secondsLeft, onGoOn, onEnd }) {
  const say = isSmiley ? t.stillThereHintSmiley : t.stillThereHint;
  return [
    title(t.stillThere, { class: 'big' }),
    element('p', { class: 'countdown', 'aria-hidden': 'true' }, String(secondsLeft)),
    element('p', { class: 'lead' }, say({ seconds: secondsLeft })),
    bar(
      button(isSmiley ? t.finishNow : t.eraseNow, onEnd, { class: 'quiet' }),
      button(t.goOn, onGoOn, { class: 'main huge' }),
    ),
  ];
}

export function closedScreen({ t, state }) {
  return [title(t.closedTitle, { class: 'big' }), element('p', { class: 'lead' }, t[state])];
}

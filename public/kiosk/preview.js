/** The screens of a survey to go through, for whoever writes it: nothing is kept, and nothing is sent. */
import { element, refill } from './elements.js';
import * as screens from './screens.js';
import { answerAfter, newPerson, stepsOf } from './steps.js';
import { languageName, textsIn } from './texts.js';

const survey = JSON.parse(document.body.dataset.survey);
const main = document.querySelector('main');
const languages = document.querySelector('.languages');
let language = survey.languages[0] ?? 'vi';
let person = newPerson({}, 0);

function goTo(wanted) {
  person.position = Math.max(0, Math.min(stepsOf(survey, person.answers).length - 1, wanted));
  show();
}

function startAgain() {
  person = newPerson({}, 0);
  show();
}

function choose(values, id, value) {
  if (value === undefined) delete values[id];
  else values[id] = value;
}

const screenOf = {
  face: (shared) =>
    screens.faceScreen({
      ...shared,
      onChoose: (level) => answerThen(shared.step.question, level, shared.onNext),
    }),
  extras: (shared) =>
    screens.extrasScreen({
      ...shared,
      onSend: startAgain,
      onAnswer: (question, level) => answerThen(question, level, show),
    }),
  start: (shared) => screens.startScreen({ ...shared, onStart: shared.onNext }),
  question(shared, steps) {
    const asked = steps.filter(({ kind }) => kind === 'question');
    return screens.questionScreen({
      ...shared,
      progress: { number: asked.indexOf(shared.step) + 1, of: asked.length },
      onChoose: (level) => answerThen(shared.step.question, level, shared.onNext),
      onComment: (text) => (person.comments[shared.step.question.id] = text),
    });
  },
  about: (shared) =>
    screens.aboutScreen({
      ...shared,
      onChoose(option) {
        choose(person.about, shared.step.question.id, option);
        shared.onNext();
      },
    }),
  comment: (shared) => screens.commentScreen({ ...shared, onWrite: (text) => (person.comment = text) }),
  send: (shared, steps) =>
    screens.sendScreen({
      ...shared,
      onSend: startAgain,
      onMissing: (question) => goTo(steps.findIndex((one) => one.question === question)),
    }),
};

function answerThen(question, level, next) {
  const scale = screens.scaleOf(survey, question);
  choose(person.answers, question.id, answerAfter(scale, person.answers[question.id], level));
  (scale.several || question.comment ? show : next)();
}

function show() {
  const steps = stepsOf(survey, person.answers);
  const step = steps[person.position];
  const shared = {
    t: textsIn(language),
    survey,
    step,
    person,
    language,
    onBack: () => goTo(person.position - 1),
    onNext: () => goTo(person.position + 1),
  };
  document.body.className = step.kind;
  main.lang = language;
  refill(main, ...screenOf[step.kind](shared, steps).filter(Boolean));
  refill(languages, ...survey.languages.map(languageButton));
  main.querySelector('h1')?.focus();
}

function languageButton(tag) {
  const onclick = () => {
    language = tag;
    show();
  };
  const pressed = String(tag === language);
  return element(
    'button',
    { type: 'button', lang: tag, 'aria-pressed': pressed, onclick },
    languageName(tag),
  );
}

show();

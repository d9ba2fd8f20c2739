/** What a person does on the screens of a survey: each act changes `visit.person` and leads to another step. */
import { newFollowKey } from './followKey.js';
import { render, show } from './frame.js';
import { send } from './person.js';
import * as screens from './screens.js';
import { tablet, visit } from './state.js';
import { answerAfter, stepsOf } from './steps.js';

/** The screen of the step at which the person is. */
export function stepParts(t) {
  const { person, language } = visit;
  const survey = person.setup.survey.content;
  const steps = stepsOf(survey, person.answers);
  const step = steps[person.position];
  const shared = {
    t,
    survey,
    step,
    person,
    language,
    recordings: person.setup.recordings?.[language] ?? {},
    isAssisted: tablet.settings.pass !== undefined,
    onBack: () => goTo(Math.max(0, person.position - 1)),
    onNext: () => goTo(person.position + 1),
  };
  return partsOfKind[step.kind](shared, steps);
}

/** An answer may have opened or closed the questions behind it. */
function goTo(wanted) {
  const { setup, answers } = visit.person;
  const steps = stepsOf(setup.survey.content, answers);
  const position = Math.min(steps.length - 1, wanted);
  visit.person.position = position;
  show({ kind: steps[position].kind });
}

/** @returns whether the answer is complete: of several options, more may follow, and a comment may */
function answer(question, level) {
  const { setup, answers } = visit.person;
  const scale = screens.scaleOf(setup.survey.content, question);
  const given = answerAfter(scale, answers[question.id], level);
  if (given === undefined) delete answers[question.id];
  else answers[question.id] = given;
  return !scale.several && !question.comment;
}

const partsOfKind = {
  face: (shared, steps) =>
    screens.faceScreen({
      ...shared,
      onChoose(level) {
        answer(shared.step.question, level);
        if (steps.length > 1) shared.onNext();
        else void send();
      },
    }),
  extras: (shared) =>
    screens.extrasScreen({
      ...shared,
      onSend: send,
      onAnswer(question, level) {
        answer(question, level);
        render();
      },
    }),
  start: (shared) =>
    screens.startScreen({
      ...shared,
      onStart() {
        shared.person.startedMs = performance.now();
        shared.onNext();
      },
    }),
  question(shared, steps) {
    const asked = steps.filter(({ kind }) => kind === 'question');
    return screens.questionScreen({
      ...shared,
      progress: { number: asked.indexOf(shared.step) + 1, of: asked.length },
      onChoose(level) {
        if (answer(shared.step.question, level)) shared.onNext();
        else render();
      },
      onComment(text) {
        visit.person.comments[shared.step.question.id] = text;
      },
    });
  },
  about: (shared) =>
    screens.aboutScreen({
      ...shared,
      onChoose(optionId) {
        const { about } = shared.person;
        if (optionId === undefined) delete about[shared.step.question.id];
        else about[shared.step.question.id] = optionId;
        shared.onNext();
      },
    }),
  comment: (shared) =>
    screens.commentScreen({
      ...shared,
      onWrite(text) {
        shared.person.comment = text;
      },
      onWantAnswer() {
        const { person } = shared;
        person.followKey = person.followKey === undefined ? newFollowKey() : undefined;
        render();
      },
    }),
  send: (shared, steps) =>
    screens.sendScreen({
      ...shared,
      onSend: send,
      onMissing: (question) => goTo(steps.findIndex((one) => one.question === question)),
    }),
};

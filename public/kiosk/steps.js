/** A survey as a row of screens, and an answer as the fields that the server reads. No browser in here. */

/** One question with faces and at most two optional ones after it: pressing a face is the answer. */
export function isSmiley({ scales, questions, about, comment }) {
  const [first, ...others] = questions;
  return (
    first?.required === true &&
    scales.every(({ unrated }) => !unrated) &&
    questions.every((question) => !question.comment) &&
    others.length <= 2 &&
    others.every(({ required, askedIf }) => !required && !askedIf) &&
    about.length === 0 &&
    !comment
  );
}

/** The questions that somebody with these answers is asked, in their order; conditions look back only. */
export function askedQuestions({ factors, questions }, answers) {
  const ordered = [].concat(...factors.map(({ id }) => questions.filter(({ factorId }) => factorId === id)));
  const asked = new Set();
  for (const { id, askedIf } of ordered) {
    const opens = (level) => isChosen(answers[askedIf.questionId], level);
    if (!askedIf || (asked.has(askedIf.questionId) && askedIf.levels.some(opens))) asked.add(id);
  }
  return ordered.filter(({ id }) => asked.has(id));
}

/** Whether an answer, one level or a list of several, has a level. */
export function isChosen(answer, level) {
  return [].concat(answer).includes(level);
}

/**
 * The answer after a level was pressed. Of several options, pressing one again leaves it out, and 0, "none of these", stands
 * alone.
 *
 * @returns undefined where nothing is left
 */
export function answerAfter({ several }, before = [], level) {
  if (!several) return level;
  if (before.includes(level)) {
    const left = before.filter((one) => one !== level);
    return left.length > 0 ? left : undefined;
  }
  if (level === 0) return [0];
  const others = before.filter((one) => one !== 0);
  return others.concat(level).sort((one, other) => one - other);
}

/** How many questions there are; from the fewest to all where some are conditional. */
export function countedQuestions(survey) {
  const [fewest, most] = [askedQuestions(survey, {}).length, survey.questions.length];
  return { most, count: fewest === most ? String(most) : `${fewest}–${most}` };
}

/** Required questions without an answer; none where the survey takes the form as it is. */
export function missingQuestions(survey, answers) {
  const asked = askedQuestions(survey, answers);
  const given = asked.filter(({ id }) => answers[id] !== undefined).length;
  if (survey.answersMin !== undefined && given >= survey.answersMin) return [];
  return asked.filter(({ id, required }) => required && answers[id] === undefined);
}

/**
 * The screens for somebody with these answers. A screen keeps its place whatever is answered on it or later.
 *
 * @returns {{ kind: string, question?: object, questions?: object[] }[]}
 */
export function stepsOf(survey, answers = {}) {
  const { questions, about, comment } = survey;
  if (isSmiley(survey)) {
    const [first, ...others] = questions;
    return [
      { kind: 'face', question: first },
      ...(others.length > 0 ? [{ kind: 'extras', questions: others }] : []),
    ];
  }
  return [
    { kind: 'start' },
    ...askedQuestions(survey, answers).map((question) => ({ kind: 'question', question })),
    ...about.map((question) => ({ kind: 'about', question })),
    ...(comment ? [{ kind: 'comment' }] : []),
    { kind: 'send' },
  ];
}

/** A person at the tablet. All that is known of them is in here, and goes with it. */
export function newPerson(setup, startedMs) {
  return { setup, position: 0, answers: {}, about: {}, comment: '', comments: {}, startedMs };
}

/** Fields as a citizen's page sends them. */
export function fieldsOf({ answers, about, comment, comments = {}, followKey }) {
  const named = (prefix, values) =>
    Object.entries(values).map(([id, value]) => ({ [`${prefix}-${id}`]: String(value) }));
  const keyed = Object.entries(answers).map(([id, given]) =>
    Array.isArray(given) ? optionsOf(id, given) : { [id]: given },
  );
  return Object.assign(
    {},
    ...named('answer', Object.assign({}, ...keyed)),
    ...named('about', about),
    ...named('comment', written(comments)),
    comment.trim() === '' ? {} : { comment: comment.trim() },
    wantsAnswer({ comment, comments, followKey }) ? { wantsAnswer: 'yes', followKey } : {},
  );
}

/** Comments on questions, without the empty ones. */
function written(comments) {
  const trimmed = Object.entries(comments).map(([id, text]) => ({ [id]: text.trim() }));
  return Object.assign({}, ...trimmed.filter((one) => Object.values(one)[0] !== ''));
}

/** Each of several chosen options by its own key; 0, none of them, by that of the question. */
function optionsOf(id, levels) {
  return Object.assign({}, ...levels.map((level) => ({ [level === 0 ? id : `${id}_${level}`]: level })));
}

/** Only a comment can be answered, and only those who asked for a key get one. */
export function wantsAnswer({ comment, comments = {}, followKey }) {
  const isWritten = comment.trim() !== '' || Object.keys(written(comments)).length > 0;
  return followKey !== undefined && isWritten;
}

/** Faster than anybody reads: less than a second for each answer. */
export function isTooFast({ answers, startedMs }, nowMs) {
  return nowMs - startedMs < Object.keys(answers).length * 1000;
}

/** Whether the office is closed at that time in Viet Nam; a setup from an older server does not know. */
export function isOutsideHours(officeHours, ms) {
  if (!officeHours) return false;
  const local = new Date(ms + 7 * 3_600_000);
  const day = local.getUTCDay() || 7;
  const hour = local.getUTCHours();
  return !officeHours.days.includes(day) || hour < officeHours.fromHour || hour >= officeHours.toHour;
}

/** Whether the person has done anything that the next one must not see. */
export function isTouched({ position, answers }) {
  return position > 0 || Object.keys(answers).length > 0;
}

/** Day in Viet Nam, which keeps UTC+7 all year. */
export function dayOf(ms) {
  return new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** Nothing finer than the full hour is kept in the clear. */
export function hourOf(ms) {
  return new Date(Math.floor(ms / 3_600_000) * 3_600_000).toISOString();
}

/** Input of the pages of cases. Routes handle what a person can correct; input of the wrong shape is refused as a whole. */
import type { Request } from 'express';
import {
  choice,
  heldDay,
  line,
  maybe,
  paragraph,
  tick,
  uuid,
  verbatim,
  whole,
  type TypedOf,
} from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { malformedRequest, readBody } from '../../platform/web/input.ts';
import { setAsideReasons } from './case.ts';
import { personalTraces } from './personalTraces.ts';
import { caseTexts, type CaseTexts } from './texts.ts';
import { topicIds } from '../../processing/comments/topics.ts';
import { readFollowKey } from '../../collection/submissions/followKey.ts';

export const commentLengthMax = 2000;

/** A comment given directly; `website` is a honeypot field, invisible to people. */
const feedbackFields = {
  caseId: uuid(),
  followKey: line(40),
  unit: line(100),
  comment: paragraph(20_000),
  wantsAnswer: tick(),
  website: maybe(line(1000)),
};
export type Feedback = TypedOf<typeof feedbackFields>;

/** @throws Problem malformed */
export async function readFeedback(req: Request): Promise<Feedback> {
  const sent = await readBody(req, feedbackFields);
  const followKey = readFollowKey(sent.followKey);
  if (followKey === undefined) throw malformedRequest();
  return { ...sent, followKey };
}

/** As typed by a person, possibly with a wrong letter. */
export const keyField = { key: verbatim(100) };

const citizenActions = ['verdict', 'tellMore', 'reopen'] as const;
export type CitizenAction = (typeof citizenActions)[number];

/** @throws Problem malformed */
export async function readCitizenAction(
  req: Request,
): Promise<{ action: CitizenAction; helped: boolean; text: string }> {
  const { action, helped, text } = await readBody(req, {
    action: choice(citizenActions),
    helped: maybe(choice(['', 'yes', 'no'])),
    text: maybe(paragraph(20_000)),
  });
  if (action === 'verdict' && helped === '') throw malformedRequest();
  return { action, helped: helped === 'yes', text };
}

/** What staff ask for, and the version of the case when the page was opened; the fields are in the form of each act. */
export const screeningAct = {
  action: choice(['assign', 'setAside', 'refuse', 'publish', 'withdraw']),
  version: whole(1),
};
export const handlingAct = { action: choice(['answer', 'askMore', 'giveBack']), version: whole(1) };

/** Staff may write more than citizens: several comments can share one answer. */
const written = { missing: (t: CaseTexts) => t.errors.textMissing, most: 8000 };
/** What becomes known to others names no person. */
const untraced = {
  ...written,
  wrong: (text: string, t: CaseTexts) => {
    const found = personalTraces(text);
    return found.length > 0 && t.errors.traces({ found: found.join('; ') });
  },
};

export const assignForm = form(
  caseTexts,
  { text: paragraph(20_000, { id: 'screenedText', rows: 8, ...untraced }), unit: line(100) },
  { labels: (t) => t.screening },
);
export const refuseForm = form(caseTexts, {
  text: paragraph(20_000, {
    id: 'refuseText',
    label: (t) => t.screening.refuseText,
    ...written,
  }),
});
export const setAsideForm = form(
  caseTexts,
  { reason: maybe(choice(setAsideReasons, { names: (t) => t.screening.reasons })) },
  { labels: (t) => t.screening },
);
export const publishForm = form(
  caseTexts,
  {
    question: paragraph(20_000, { rows: 4, ...untraced }),
    answer: paragraph(20_000, { id: 'publishedAnswer', rows: 6, ...untraced }),
  },
  { labels: (t) => t.publishing },
);
export const handlingForm = form(
  caseTexts,
  { text: paragraph(20_000, { id: 'handlingText', rows: 6, ...written }) },
  { labels: (t) => t.handling },
);

/** The search in comments. `from` is any day of its first week, `to` any day of the last. */
export const commentSearch = {
  q: line(200),
  topic: choice(['', ...topicIds]),
  from: heldDay(),
  to: heldDay(),
};
export type CommentRequest = TypedOf<typeof commentSearch>;

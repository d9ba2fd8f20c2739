/**
 * A case is a comment that is answered. It takes the comment by value, knows only the unit that it is about and the week
 * in which it came, and carries nothing of the form that the comment stood on. What may happen to it stands here, as a
 * pure state machine: an act gives the next case, or the fault that keeps it from being done.
 *
 *     received ─assign→ assigned ─answer→ answered ─verdict→ closed
 *     received ─setAside→ setAside     assigned ─askMore→ moreAsked ─tellMore→ received
 *     received ─refuse→ closed         assigned ─giveBack→ received
 *     answered, closed ─reopen (once)→ reopened ─assign→ assigned
 *
 * Whatever the citizen writes waits before a screener (`received`, `reopened`), who blacks out personal data; only then
 * does the unit see it.
 */

export type CaseState =
  'received' | 'assigned' | 'moreAsked' | 'answered' | 'closed' | 'reopened' | 'setAside';

export const setAsideReasons = ['spam', 'abuse', 'nothingToAnswer'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

export type StepKind =
  | 'assign'
  | 'setAside'
  | 'refuse'
  | 'giveBack'
  | 'askMore'
  | 'tellMore'
  | 'answer'
  | 'verdict'
  | 'reopen'
  | 'close'
  | 'publish'
  | 'withdraw';

export interface CaseStep {
  readonly kind: StepKind;
  /** Day in Viet Nam; nothing finer is kept. */
  readonly on: string;
  /** What was said with it, in words that the unit and the citizen may read. */
  readonly text?: string | undefined;
  /** The unit that had the case when it was done. */
  readonly unitId?: string | undefined;
}

export interface Case {
  readonly id: string;
  /** Monday of the week in which the comment came. */
  readonly week: string;
  /** Unit that it is about, and once assigned, that answers. */
  readonly unitId: string;
  readonly state: CaseState;
  /** What the unit reads; missing until a screener has gone over it. */
  readonly text?: string | undefined;
  /** What the citizen wrote and no screener has gone over yet; then, for a while, what it was screened from. */
  readonly original?: string | undefined;
  /** Day on which `original` is erased. */
  readonly eraseOn?: string | undefined;
  /** Hash of the follow-up key, where the person wanted an answer. */
  readonly followMark?: string | undefined;
  readonly steps: readonly CaseStep[];
  readonly answer?: string | undefined;
  readonly refused?: true | undefined;
  readonly setAsideFor?: SetAsideReason | undefined;
  /** Whether the answer helped, by the citizen's word; of the last answer. */
  readonly helped?: boolean | undefined;
  readonly reopened?: true | undefined;
  readonly published?:
    { readonly question: string; readonly answer: string; readonly on: string } | undefined;
  /** Made up, for a demo. */
  readonly madeUp?: true | undefined;
  /** Number of changes; an act is done on the version that it was decided on. */
  readonly version: number;
}

export type CaseAct =
  | { readonly kind: 'assign'; readonly text: string; readonly unitId: string }
  | { readonly kind: 'setAside'; readonly reason: SetAsideReason }
  | {
      readonly kind: 'refuse' | 'giveBack' | 'askMore' | 'tellMore' | 'answer' | 'reopen';
      readonly text: string;
    }
  | { readonly kind: 'verdict'; readonly helped: boolean }
  | { readonly kind: 'close' | 'withdraw' }
  | { readonly kind: 'publish'; readonly question: string; readonly answer: string };

export type CaseFault =
  | 'notWaiting'
  | 'notWithUnit'
  | 'closed'
  | 'nobodyToAsk'
  | 'nothingAsked'
  | 'notAnswered'
  | 'reopenedBefore'
  | 'published'
  | 'notPublished'
  | 'unitEnded';

/** How long what a screener has gone over is kept beside what came of it, for mistakes. */
export const originalKeptDays = 30;
/** How long a citizen may say whether an answer helped, before the case closes by itself. */
export const verdictDays = 30;
/** How long after the last step a follow-up key still opens a case that is over. */
export const followedDays = 365;

export interface ActContext {
  readonly on: string;
  /** Whether a unit can be given a case: it lives on the day. */
  readonly lives: (unitId: string) => boolean;
  /** Day on which an original screened today is erased. */
  readonly eraseOn: string;
}

/** @returns the case after the act, or why it cannot be done; then nothing is changed */
export function caseAfter(before: Case, act: CaseAct, context: ActContext): Case | CaseFault {
  const fault = faultOf(before, act, context);
  if (fault) return fault;
  const said = 'text' in act && act.kind !== 'assign' ? saidBy(act) : {};
  const step: CaseStep = { kind: act.kind, on: context.on, unitId: before.unitId, ...said };
  return {
    ...before,
    ...changesOf(before, act, context),
    steps: [...before.steps, step],
    version: before.version + 1,
  };
}

/** What the citizen says waits for the screener and is in no step: the unit reads steps. */
function saidBy({ kind, text }: { kind: StepKind; text: string }): { text?: string } {
  return kind === 'tellMore' || kind === 'reopen' ? {} : { text };
}

function faultOf(before: Case, act: CaseAct, { lives }: ActContext): CaseFault | undefined {
  const { state } = before;
  switch (act.kind) {
    case 'assign':
    case 'setAside':
    case 'refuse':
      if (!isWaiting(before)) return 'notWaiting';
      return act.kind === 'assign' && !lives(act.unitId) ? 'unitEnded' : undefined;
    case 'giveBack':
    case 'askMore':
      if (isOver(state)) return 'closed';
      if (state !== 'assigned') return 'notWithUnit';
      return act.kind === 'askMore' && before.followMark === undefined ? 'nobodyToAsk' : undefined;
    case 'answer':
      if (isOver(state)) return 'closed';
      return state === 'assigned' || state === 'moreAsked' ? undefined : 'notWithUnit';
    case 'tellMore':
      return state === 'moreAsked' ? undefined : 'nothingAsked';
    case 'verdict':
    case 'close':
      return state === 'answered' ? undefined : 'notAnswered';
    case 'reopen':
      if (before.reopened) return 'reopenedBefore';
      return before.answer !== undefined && isOver(state) ? undefined : 'notAnswered';
    case 'publish':
      if (before.published) return 'published';
      return before.answer !== undefined && isOver(state) ? undefined : 'notAnswered';
    case 'withdraw':
      return before.published ? undefined : 'notPublished';
  }
}

function changesOf(before: Case, act: CaseAct, { on, eraseOn }: ActContext): Partial<Case> {
  switch (act.kind) {
    case 'assign':
      return { state: 'assigned', unitId: act.unitId, text: act.text, eraseOn };
    case 'setAside':
      return { state: 'setAside', setAsideFor: act.reason, text: undefined, eraseOn };
    case 'refuse':
      return { state: 'closed', refused: true, eraseOn };
    case 'giveBack':
      return { state: 'received' };
    case 'askMore':
      return { state: 'moreAsked' };
    case 'tellMore':
      return { state: 'received', original: act.text, eraseOn: undefined };
    case 'answer':
      return {
        state: before.followMark === undefined ? 'closed' : 'answered',
        answer: act.text,
        helped: undefined,
      };
    case 'verdict':
      return { state: 'closed', helped: act.helped };
    case 'close':
      return { state: 'closed' };
    case 'reopen':
      return { state: 'reopened', reopened: true, original: act.text, eraseOn: undefined };
    case 'publish':
      return { published: { question: act.question, answer: act.answer, on } };
    case 'withdraw':
      return { published: undefined };
  }
}

/** Whether a screener is to look at it. */
export function isWaiting({ state }: Pick<Case, 'state'>): boolean {
  return state === 'received' || state === 'reopened';
}

function isOver(state: CaseState): boolean {
  return state === 'answered' || state === 'closed' || state === 'setAside';
}

/** By which staff name it; of the random id, so that it tells nothing. */
export function caseNumber({ id }: Pick<Case, 'id'>): string {
  return id.slice(0, 8).toUpperCase();
}

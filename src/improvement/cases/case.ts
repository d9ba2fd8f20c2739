/**
 * A case is a comment that gets an answer. It copies the comment, knows only the unit concerned and the week of
 * arrival, and carries nothing of the submission that the comment came with. The possible acts are a pure state
 * machine: an act gives the next case, or the error that prevents it.
 *
 *     received ─assign→ assigned ─answer→ answered ─verdict→ closed
 *     received ─setAside→ setAside     assigned ─askMore→ moreAsked ─tellMore→ received
 *     received ─refuse→ closed         assigned ─giveBack→ received
 *     answered, closed ─reopen (once)→ reopened ─assign→ assigned
 *
 * Everything the citizen writes waits for a screener (`received`, `reopened`), who blacks out personal data; only then
 * does the unit see it.
 */

export type CaseState =
  'received' | 'assigned' | 'moreAsked' | 'answered' | 'closed' | 'reopened' | 'setAside';

export const setAsideReasons = ['spam', 'abuse', 'nothingToAnswer'] as const;
type SetAsideReason = (typeof setAsideReasons)[number];

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
  /** Day in Viet Nam; no finer time is stored. */
  readonly on: string;
  /** Accompanying text that the unit and the citizen may read. */
  readonly text?: string | undefined;
  /** The unit that had the case at that step. */
  readonly unitId?: string | undefined;
}

export interface Case {
  readonly id: string;
  /** Monday of the week in which the comment arrived. */
  readonly week: string;
  /** Unit that it is about and, once assigned, the unit that answers. */
  readonly unitId: string;
  readonly state: CaseState;
  /** The text that the unit reads; missing until a screener has screened it. */
  readonly text?: string | undefined;
  /** The citizen's unscreened text; after screening it is kept for some days. */
  readonly original?: string | undefined;
  /** Day on which `original` is erased. */
  readonly eraseOn?: string | undefined;
  /** Hash of the follow-up key, where the citizen wanted an answer. */
  readonly followKeyHash?: string | undefined;
  readonly steps: readonly CaseStep[];
  readonly answer?: string | undefined;
  readonly refused?: true | undefined;
  readonly setAsideFor?: SetAsideReason | undefined;
  /** Whether the last answer helped, according to the citizen. */
  readonly helped?: boolean | undefined;
  readonly reopened?: true | undefined;
  readonly published?:
    { readonly question: string; readonly answer: string; readonly on: string } | undefined;
  /** Made up, for a demo. */
  readonly madeUp?: true | undefined;
  /** Counts the changes; each act applies to the version that it was decided on. */
  readonly version: number;
}

export type CaseAction =
  | { readonly kind: 'assign'; readonly text: string; readonly unitId: string }
  | { readonly kind: 'setAside'; readonly reason: SetAsideReason }
  | {
      readonly kind: 'refuse' | 'giveBack' | 'askMore' | 'tellMore' | 'answer' | 'reopen';
      readonly text: string;
    }
  | { readonly kind: 'verdict'; readonly helped: boolean }
  | { readonly kind: 'close' | 'withdraw' }
  | { readonly kind: 'publish'; readonly question: string; readonly answer: string };

export type CaseError =
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

/** How long the original is kept after screening, in case of mistakes. */
export const originalKeptDays = 30;
/** How long a citizen may say whether an answer helped, before the case closes automatically. */
export const verdictDays = 30;
/** How long after the last step a follow-up key still opens a finished case. */
export const followedDays = 365;

export interface ActionContext {
  readonly on: string;
  /** Whether a unit can be given a case: it exists on the day. */
  readonly lives: (unitId: string) => boolean;
  /** Day on which an original screened today is erased. */
  readonly eraseOn: string;
}

/** @returns the case after the act, or why it cannot be done; then nothing is changed */
export function caseAfter(before: Case, action: CaseAction, context: ActionContext): Case | CaseError {
  const error = errorOf(before, action, context);
  if (error) return error;
  const said = 'text' in action && action.kind !== 'assign' ? saidBy(action) : {};
  const step: CaseStep = { kind: action.kind, on: context.on, unitId: before.unitId, ...said };
  return {
    ...before,
    ...changesOf(before, action, context),
    steps: [...before.steps, step],
    version: before.version + 1,
  };
}

/** The citizen's text waits for the screener and is not part of a step, since the unit reads steps. */
function saidBy({ kind, text }: { kind: StepKind; text: string }): { text?: string } {
  return kind === 'tellMore' || kind === 'reopen' ? {} : { text };
}

function errorOf(before: Case, action: CaseAction, { lives }: ActionContext): CaseError | undefined {
  const { state } = before;
  switch (action.kind) {
    case 'assign':
    case 'setAside':
    case 'refuse':
      if (!isWaiting(before)) return 'notWaiting';
      return action.kind === 'assign' && !lives(action.unitId) ? 'unitEnded' : undefined;
    case 'giveBack':
    case 'askMore':
      if (isOver(state)) return 'closed';
      if (state !== 'assigned') return 'notWithUnit';
      return action.kind === 'askMore' && before.followKeyHash === undefined ? 'nobodyToAsk' : undefined;
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

function changesOf(before: Case, action: CaseAction, { on, eraseOn }: ActionContext): Partial<Case> {
  switch (action.kind) {
    case 'assign':
      return { state: 'assigned', unitId: action.unitId, text: action.text, eraseOn };
    case 'setAside':
      return { state: 'setAside', setAsideFor: action.reason, text: undefined, eraseOn };
    case 'refuse':
      return { state: 'closed', refused: true, eraseOn };
    case 'giveBack':
      return { state: 'received' };
    case 'askMore':
      return { state: 'moreAsked' };
    case 'tellMore':
      return { state: 'received', original: action.text, eraseOn: undefined };
    case 'answer':
      return {
        state: before.followKeyHash === undefined ? 'closed' : 'answered',
        answer: action.text,
        helped: undefined,
      };
    case 'verdict':
      return { state: 'closed', helped: action.helped };
    case 'close':
      return { state: 'closed' };
    case 'reopen':
      return { state: 'reopened', reopened: true, original: action.text, eraseOn: undefined };
    case 'publish':
      return { published: { question: action.question, answer: action.answer, on } };
    case 'withdraw':
      return { published: undefined };
  }
}

/** Whether it waits for a screener. */
export function isWaiting({ state }: Pick<Case, 'state'>): boolean {
  return state === 'received' || state === 'reopened';
}

function isOver(state: CaseState): boolean {
  return state === 'answered' || state === 'closed' || state === 'setAside';
}

/** The number that staff use for it; derived from the random id, so it discloses nothing. */
export function caseNumber({ id }: Pick<Case, 'id'>): string {
  return id.slice(0, 8).toUpperCase();
}

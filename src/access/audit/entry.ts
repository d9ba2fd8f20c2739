import { randomUUID } from 'node:crypto';
import type { Messages } from '../../platform/text/catalogue.ts';
import type { RetentionKind } from '../retention/retention.ts';
import type { AuditKind } from './kinds.ts';

/** What is recorded about an action, by its name on the page; a fact without one does not compile. */
export type FactName = keyof Messages['access/factNames'] | RetentionKind;

/** Facts before or after an action. Texts only, so that an entry has one canonical form; never a secret. */
export type Facts = Readonly<Partial<Record<FactName, string>>>;

/** An account, with its name on that day. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
}

/** One action of staff: who, when, what, before and after. */
export interface AuditEntry {
  /** Assigned with the action; an entry is stored once, however often it is submitted. */
  readonly id: string;
  readonly at: Date;
  /** Missing if the program itself acted. */
  readonly by?: Actor | undefined;
  readonly kind: AuditKind;
  /** Units that it concerns, and whose auditors may see it; none: the whole installation. */
  readonly unitIds: readonly string[];
  /** The object of the action. */
  readonly subject: { readonly id: string; readonly label: string };
  readonly before?: Facts | undefined;
  readonly after?: Facts | undefined;
}

/** A text as the subject of an action, long enough to distinguish it from others. */
export function subjectLabel(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text;
}

export function auditEntry(action: Omit<AuditEntry, 'id'>): AuditEntry {
  return { id: randomUUID(), ...action };
}

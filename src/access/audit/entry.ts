import { randomUUID } from 'node:crypto';
import type { FactName } from './factNames.ts';
import type { AuditKind } from './kinds.ts';

/** What was so before or after an act. Texts only, so that an entry has one canonical form; never a secret. */
export type Facts = Readonly<Partial<Record<FactName, string>>>;

/** An account, with its name of that day. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
}

/** One act of staff: who, when, what, before and after. */
export interface AuditEntry {
  /** Made with the act; an entry is kept once, however often it is handed over. */
  readonly id: string;
  readonly at: Date;
  /** Missing where the program itself acted. */
  readonly by?: Actor | undefined;
  readonly kind: AuditKind;
  /** Units that it concerns, and whose auditors see it; none: the whole installation. */
  readonly unitIds: readonly string[];
  /** What was acted on. */
  readonly subject: { readonly id: string; readonly label: string };
  readonly before?: Facts | undefined;
  readonly after?: Facts | undefined;
}

/** A text as the subject of an act, so long that it can be told from others. */
export function subjectLabel(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text;
}

export function auditEntry(act: Omit<AuditEntry, 'id'>): AuditEntry {
  return { id: randomUUID(), ...act };
}

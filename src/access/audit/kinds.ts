import type { Sentence } from '../../platform/problem.ts';

/** Every kind of action that the audit log records. Each feature adds those that it declares. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- features merge their kinds into it
export interface AuditKinds {}

export type AuditKind = keyof AuditKinds;

/** The kinds in words, collected from the features. */
export type AuditKindNames = Readonly<Record<AuditKind, Sentence>>;

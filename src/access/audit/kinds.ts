import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

/** Every kind of action that the audit log records: what has no name is no kind. */
export type AuditKind = keyof Messages['access/auditKinds'];

/** The kinds in words, in the order of the features. */
export const auditKindNames = catalogue('access/auditKinds');

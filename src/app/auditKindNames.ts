import type { AuditKindNames } from '../access/audit/kinds.ts';
import { features } from './features.ts';

/** The kinds of actions of all features, in words. */
export const auditKindNames = Object.assign(
  {},
  ...features.map((feature) => ('auditKinds' in feature ? feature.auditKinds : {})),
) as AuditKindNames;

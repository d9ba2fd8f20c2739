/**
 * The object that evidence belongs to. Evidence knows only its key: the kind of the owner, then what that kind needs,
 * separated by slashes (`scorecard/2024/ward-a/1.2`). The owner's module declares here what a key means for a caller,
 * and so who may see, add and withdraw files.
 */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { EvidenceFolderKey } from './store.ts';

export interface EvidenceLocation {
  /** Unit and year whose quota its files count against. */
  readonly folder: EvidenceFolderKey;
  /** Its name, for the heading and the audit log. */
  readonly label: Localized;
  /** Page of the owner. */
  readonly url: string;
  /** Whether the caller may add and withdraw files now; once it is locked, nobody may. */
  readonly mayChange: boolean;
}

/** @returns undefined when there is no such object, or the caller may not see it */
export type FindLocation = (
  parts: readonly string[],
  caller: Caller,
) => Promise<EvidenceLocation | undefined>;

/** By the first part of the key. */
export type EvidenceOwners = Readonly<Record<string, FindLocation>>;

/** Part of the declaration of a feature whose objects have evidence. */
export interface OwnsEvidence {
  readonly evidenceOwners: (tools: never) => EvidenceOwners;
}

/** @throws Problem notFound */
export async function locationOf(
  owner: string,
  owners: EvidenceOwners,
  caller: Caller,
): Promise<EvidenceLocation> {
  const [kind = '', ...parts] = owner.split('/');
  const location = Object.hasOwn(owners, kind) ? await owners[kind]!(parts, caller) : undefined;
  if (!location) throw notYours();
  return location;
}

/** The page of an owner's evidence. */
export function addressOf(owner: string, done?: 'added' | 'removed'): string {
  return `/staff/evidence?owner=${encodeURIComponent(owner)}${done ? `&done=${done}` : ''}`;
}

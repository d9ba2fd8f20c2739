/**
 * What evidence belongs to. Evidence knows nothing of it but a key: the kind of the owner, then whatever that kind needs,
 * parted by slashes (`scorecard/2024/ward-a/1.2`). The room of the owner says here what a key means to a caller, and so
 * who may see, add and withdraw.
 */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { ShelfKey } from './store.ts';

export interface EvidencePlace {
  /** Unit and year whose quota its files are counted against. */
  readonly shelf: ShelfKey;
  /** What it is, for the heading and the audit. */
  readonly label: Localized;
  /** Page of the owner. */
  readonly url: string;
  /** Whether the caller may add and withdraw files now; once it is locked, nobody may. */
  readonly mayChange: boolean;
}

/** @returns undefined where there is no such thing, or it is not the caller's to see */
export type FindPlace = (parts: readonly string[], caller: Caller) => Promise<EvidencePlace | undefined>;

/** By the first part of the key. */
export type EvidenceOwners = Readonly<Record<string, FindPlace>>;

/** @throws Problem notFound */
export async function placeOf(owner: string, owners: EvidenceOwners, caller: Caller): Promise<EvidencePlace> {
  const [kind = '', ...parts] = owner.split('/');
  const place = Object.hasOwn(owners, kind) ? await owners[kind]!(parts, caller) : undefined;
  if (!place) throw notYours();
  return place;
}

/** The page of an owner's evidence. */
export function addressOf(owner: string, done?: 'added' | 'removed'): string {
  return `/staff/evidence?owner=${encodeURIComponent(owner)}${done ? `&done=${done}` : ''}`;
}

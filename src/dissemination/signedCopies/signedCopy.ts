/**
 * A signed copy: the PDF of results that an office signed digitally, kept with the publication whose figures it repeats.
 * It is kept only if every signature in it holds and no figure in it differs from the frozen ones.
 */
import type { Actor } from '../../access/audit/entry.ts';

export interface Signer {
  /** Name of the person or office, and of the organisation, as the certificate has them. */
  readonly subject: string;
  readonly issuer: string;
  /** When it was signed, as the signer says; no time-stamp is checked. */
  readonly at: Date;
  /** The trusted certificate to which the signer's leads. */
  readonly anchorId: string;
}

/** How the text of a file relates to the figures of the publication; names are those of units, in Vietnamese. */
export interface Comparison {
  /** Units whose published index stands next to their name. */
  readonly agreeing: number;
  /** Units with a published index. */
  readonly published: number;
  /** Units with other percentages next to their name, and not their own. */
  readonly differing: readonly { readonly name: string; readonly index: string; readonly found: string }[];
  /** Units without a published index, next to whose name a percentage stands. */
  readonly disclosed: readonly string[];
  /** Whether the index of the unit that the round covers is there. */
  readonly hasWhole: boolean;
}

export interface SignedCopy {
  /** Id of the publication. */
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In the order in which they signed. */
  readonly signers: readonly Signer[];
  readonly agreeing: number;
  readonly published: number;
  readonly by: Actor;
  /** When it was checked and kept. */
  readonly at: Date;
}

/** Why a file is not kept because of its signatures, or because it cannot be read. */
const fileErrors = [
  'missing',
  'tooBig',
  'tooHeavy',
  'notPdf',
  'encrypted',
  'unsigned',
  'unsupported',
  'extended',
  'altered',
  'weak',
  'notTrusted',
  'notValidThen',
  'keyUsage',
  'noTime',
  'inFuture',
] as const;
export type FileError = (typeof fileErrors)[number];

export function mayBeKept({ differing, disclosed, hasWhole }: Comparison): boolean {
  return differing.length === 0 && disclosed.length === 0 && hasWhole;
}

/**
 * Runs the public check, `public/verify.mjs`, for our own commands and tests. That file deliberately shares no code
 * with the rest, so that it does not repeat our errors.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../../platform/projectFolder.ts';

interface HeldCheckpoint {
  readonly note: string;
  /** What it is, for the message. */
  readonly what: string;
}

interface LogChecks {
  /** Verifier key that must have signed the log. */
  readonly key?: string | undefined;
  readonly known?: readonly HeldCheckpoint[];
  /** Receipt file, or the text of its QR code. */
  readonly receipt?: { readonly promise: string } | undefined;
  readonly minutes?: object | undefined;
  /** Verifier keys of witnesses that must have cosigned. */
  readonly witnesses?: readonly string[] | undefined;
  readonly now?: number;
  readonly onEntry?: ((size: number) => void) | undefined;
}

interface CheckedRound {
  readonly round: string;
  readonly submissions: number;
  readonly late: number;
  readonly annulled: number;
  readonly counted: number;
}

export interface CheckedLog {
  readonly name: string;
  readonly key: string;
  readonly size: number;
  readonly checkpoint: { readonly number: number; readonly size: number; readonly root: Buffer } | undefined;
  readonly rounds: readonly CheckedRound[];
  readonly receipt:
    | { readonly position: number; readonly checkpoint: { readonly number: number } }
    | { readonly dueBy: string }
    | undefined;
  readonly drawn: number | undefined;
  /** The last checkpoint that each of the witnesses has cosigned. */
  readonly cosigned: readonly { readonly name: string; readonly number: number }[];
  readonly warnings: readonly string[];
}

/** A stored signature of a witness. */
export interface WitnessLine {
  readonly seenAt: string;
  readonly key: string;
  readonly note: string;
}

export interface Verifier {
  /** The error, in one sentence. */
  readonly VerificationError: new (message: string) => Error;
  verifyLog(
    openLines: () => AsyncIterable<string> | Iterable<string>,
    checks?: LogChecks,
  ): Promise<CheckedLog>;
  verifyReceipt(receipt: object): { position?: number; checkpoint?: { number: number } };
  readReceipt(text: string): { readonly promise: string; readonly lastCheckpoint?: string };
  visit(
    kept: readonly WitnessLine[],
    get: (path: string) => Promise<string>,
    now?: number,
  ): Promise<WitnessLine | undefined>;
  drawnPosition(root: Buffer, seed: string, draw: number, size: number): number;
  rootByInclusion(leaf: Buffer, position: number, size: number, proof: readonly Buffer[]): Buffer | undefined;
  isConsistent(
    older: { size: number; root: Buffer },
    newer: { size: number; root: Buffer },
    proof: readonly Buffer[],
  ): boolean;
}

export function verifierFile(): string {
  return join(projectFolder(), 'public', 'verify.mjs');
}

export function witnessFile(): string {
  return join(projectFolder(), 'public', 'witness.mjs');
}

export async function loadVerifier(): Promise<Verifier> {
  return (await import(pathToFileURL(verifierFile()).href)) as Verifier;
}

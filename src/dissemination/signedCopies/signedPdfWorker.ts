/** Reads a signed PDF in a separate thread: who signed it, and how its text relates to the figures. The file is untrusted. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';
import { signatureFields } from './signatureFields.ts';
import type { PublishedUnit } from '../../processing/published/publication.ts';
import { compareFigures } from './compareFigures.ts';
import type { Comparison, FileError, Signer } from './signedCopy.ts';
import { verifySignature, type TrustedCertificate } from './verifySignature.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';

lowerPriority();

export interface SignedPdfTask {
  readonly path: string;
  readonly trusted: readonly { readonly id: string; readonly der: Uint8Array }[];
  /** Of the publication, first the one that the round covers. */
  readonly units: readonly PublishedUnit[];
  readonly now: Date;
}

export interface SignedPdf {
  readonly signers: readonly Signer[];
  readonly comparison: Comparison;
}

const pagesMax = 500;
/** Letters whose feet are this close stand on one line, in points. */
const sameLinePoints = 2;

parentPort!.postMessage(await read(workerData as SignedPdfTask));

async function read({ path, trusted, units, now }: SignedPdfTask): Promise<SignedPdf | FileError> {
  const pdf = await readFile(path);
  const fields = signatureFields(pdf);
  if (typeof fields === 'string') return fields;
  const known: TrustedCertificate[] = trusted.map(({ id, der }) => ({ id, der: Buffer.from(der) }));
  const signers: Signer[] = [];
  for (const field of fields) {
    const signer = await verifySignature(field, known, now);
    if (typeof signer === 'string') return signer;
    signers.push(signer);
  }
  const lines = await linesOf(pdf).catch(() => undefined); // the library's errors vary and are not meant for users
  return lines ? { signers, comparison: compareFigures(lines, units) } : 'notPdf';
}

/** A run of letters with its matrix, or a mark of structure, which has neither. */
interface Item {
  readonly str?: string;
  readonly transform?: readonly number[];
}

async function linesOf(pdf: Buffer): Promise<string[]> {
  const document = await getDocumentProxy(Uint8Array.from(pdf), { isEvalSupported: false });
  const lines: string[] = [];
  for (let number = 1; number <= Math.min(document.numPages, pagesMax); number += 1) {
    const { items } = (await (await document.getPage(number)).getTextContent()) as {
      readonly items: readonly Item[];
    };
    const parts = items.flatMap(({ str: text = '', transform = [] }) =>
      text.trim() === '' ? [] : [{ text, x: transform[4] ?? 0, y: transform[5] ?? 0 }],
    );
    lines.push(...ordered(parts));
  }
  return lines;
}

interface Part {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** From top to bottom; the parts of a line from left to right. */
function ordered(parts: readonly Part[]): string[] {
  const lines: Part[][] = [];
  for (const part of parts.toSorted((one, other) => other.y - one.y)) {
    const line = lines.at(-1);
    if (line && line[0]!.y - part.y <= sameLinePoints) line.push(part);
    else lines.push([part]);
  }
  return lines.map((line) =>
    line
      .toSorted((one, other) => one.x - other.x)
      .map(({ text }) => text)
      .join(' '),
  );
}

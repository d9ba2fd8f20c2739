/** Copies a file from the disk into the store, piece by piece, as a whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { quota, type EvidenceError, type EvidenceFile } from './evidence.ts';
import { judgeFile } from './fileKind.ts';
import { safeName } from './safeName.ts';
import type { EvidenceStore, EvidenceFolderKey } from './store.ts';

const chunkBytes = 1024 * 1024;

export interface GivenFile {
  readonly path: string;
  /** Name that the browser sent. */
  readonly name: string;
  readonly owner: string;
  /** The evidence folder whose quota it counts against. */
  readonly folder: EvidenceFolderKey;
  readonly by: EvidenceFile['by'];
}

/** @returns the error for which it is refused; undefined when it was stored */
export async function keepFile(
  { path, name, owner, folder, by }: GivenFile,
  { evidence, now }: { evidence: EvidenceStore; now: Date },
): Promise<EvidenceError | undefined> {
  const judged = await judgeFile(path);
  if ('error' in judged) return judged.error;
  const { kind, bytes } = judged;
  if ((await evidence.find(folder)).bytes + bytes > quota.bytes) return 'full';
  const id = randomUUID();
  const sha256 = await keepContent(id, path, { evidence, now });
  const file: EvidenceFile = { id, owner, name: safeName(name, kind), kind, bytes, sha256, by, at: now };
  const entry = evidenceEntry('evidence.added', folder, file, { by, at: now });
  const outcome = await evidence.add(folder, file, entry);
  if (outcome === 'added') return undefined;
  await evidence.dropChunks(id);
  return outcome;
}

/** @returns SHA-256 of the content */
async function keepContent(
  fileId: string,
  path: string,
  { evidence, now }: { evidence: EvidenceStore; now: Date },
): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    let number = 0;
    for await (const bytes of piecesOf(file)) {
      hash.update(bytes);
      await evidence.addChunk(fileId, number, { bytes, pendingSince: now });
      number += 1;
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** @throws Error when the file is removed meanwhile: the response has begun and can only be cut off */
export async function* contentOf(
  { id, bytes }: Pick<EvidenceFile, 'id' | 'bytes'>,
  evidence: EvidenceStore,
): AsyncGenerator<Buffer> {
  for (let number = 0; number * chunkBytes < bytes; number += 1) {
    const piece = await evidence.findChunk(id, number);
    if (!piece) throw new Error(`evidence ${id} has lost a piece of its content`);
    yield piece;
  }
}

export function evidenceEntry(
  kind: 'evidence.added' | 'evidence.removed',
  { unitId }: EvidenceFolderKey,
  { id, name, owner, bytes, sha256 }: EvidenceFile,
  { by, at }: Pick<EvidenceFile, 'by' | 'at'>,
): AuditEntry {
  const facts = { owner, bytes: String(bytes), sha256 };
  const change = kind === 'evidence.added' ? { after: facts } : { before: facts };
  return auditEntry({ at, by, kind, unitIds: [unitId], subject: { id, label: name }, ...change });
}

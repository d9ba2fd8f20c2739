/**
 * Inspects an office file (a zip archive) for content that would harm its readers, without unpacking it into memory:
 * every part is inflated as a stream and counted.
 */
import { ZipError, zipParts, type ZipLimits, type ZipPart } from '../../platform/tables/zipParts.ts';
import type { EvidenceError } from './evidence.ts';

const limits: ZipLimits = { partsMax: 1000, bytesMax: 200 * 1024 * 1024 };

/** @returns the error for which it is refused */
export async function inspectOfficeFile(path: string): Promise<EvidenceError | undefined> {
  try {
    for await (const part of zipParts(path, limits)) {
      if (/(?:^|\/)vbaProject\.bin$|^(?:Basic|Scripts)\/./i.test(part.name)) return 'macros';
      if (await hasEntities(part)) return 'entities';
    }
    return undefined;
  } catch (error) {
    if (error instanceof ZipError) return error.kind;
    throw error;
  }
}

async function hasEntities({ name, pieces }: ZipPart): Promise<boolean> {
  const look = /\.(?:xml|rels|rdf)$/i.test(name) ? entityFinder() : () => false;
  for await (const piece of pieces) if (look(piece)) return true;
  return false;
}

/**
 * Office files have no document type declaration; only attacks declare one, to make a short text expand or to read
 * files of the person who opens it. In UTF-16 the same letters have zeros between them.
 */
function entityFinder(): (piece: Buffer) => boolean {
  let end = '';
  return (piece) => {
    const text = end + piece.toString('latin1').replaceAll('\0', '');
    end = text.slice(-10);
    return /<!(?:DOCTYPE|ENTITY)/.test(text);
  };
}

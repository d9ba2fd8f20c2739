import type { AuditEntry } from '../../access/audit/entry.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { AccessPoint } from './accessPoint.ts';
import type { AccessPointStore } from './store.ts';
import { randomCode } from '../../platform/text/codeLetters.ts';

const letters = 6;

/** Adds an access point under a free code. Adding one with an existing id returns the existing one. */
export async function addPoint(
  point: Omit<AccessPoint, 'code'>,
  accessPoints: AccessPointStore,
  entry?: AuditEntry,
): Promise<AccessPoint> {
  for (;;) {
    const made = { ...point, code: randomCode(letters) };
    try {
      await accessPoints.add(made, entry);
      return made;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const held = await accessPoints.find(point.id);
      if (held) return held; // else the letters of the code are taken
    }
  }
}

import { isDuplicateKey } from '../../src/platform/storage/documents.ts';

export async function unlessThere(add: () => Promise<void>): Promise<void> {
  try {
    await add();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Changes the key that signs the ledger, in case others may have seen the old one. The change is an entry signed by the
 * old key; the checkpoint that includes it is the last of the old key.
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { openData } from '../../platform/storage/openData.ts';
import { openStores } from '../stores.ts';
import type { LogEntryStore } from '../../collection/ledger/logEntryStore.ts';
import { signNote, writeVerifierKey } from '../../collection/ledger/note.ts';
import { keyFolder, openSigners, type Signers } from '../../collection/ledger/signers.ts';
import type { LedgerStore } from '../../collection/ledger/store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

interface ChangedStores {
  readonly ledger: Pick<LedgerStore, 'findLast'>;
  readonly logEntries: Pick<LogEntryStore, 'add'>;
}

/** @returns the verifier key that signs from the checkpoint after the next on */
export async function changeKey(
  { ledger, logEntries }: ChangedStores,
  signers: Signers,
  now: Date,
): Promise<string> {
  const oldKey = (await ledger.findLast())?.nextKey ?? signers.identity.firstKey;
  const newKey = writeVerifierKey(signers.make().key);
  await logEntries.add({
    id: `keyChange:${newKey}`,
    kind: 'keyChange',
    fields: {
      oldKey,
      newKey,
      signedByOld: signNote(`${signers.identity.name} key change\n${newKey}\n`, signers.get(oldKey)),
    },
    hour: hourOf(now),
  });
  return newKey;
}

/** `lang-nghe change-key`: works also while the program runs, which finds the new key in the folder. */
export async function changeKeyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { keys: { type: 'string' } },
  });
  const [location = ''] = positionals;
  const data = await openData(location);
  try {
    const stores = await openStores(data.connection);
    const signers = await openSigners(stores.ledger, keyFolder(values.keys ?? join(location, 'ledger-keys')));
    const newKey = await changeKey(stores, signers, new Date());
    console.log(`From the checkpoint after the next one on, the ledger signs with\n${newKey}`);
    console.log('Back the key folder up, and print the daily sheet anew then.');
    return 0;
  } finally {
    await data.close();
  }
}

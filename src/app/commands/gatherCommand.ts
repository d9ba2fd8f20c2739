/** Requests the signatures of the witnesses, from the command line. */
import { openData } from '../../platform/storage/openData.ts';
import { readFileSync } from 'node:fs';
import { openStores } from '../stores.ts';
import { readWitnesses } from '../../collection/ledger/cosignature.ts';
import { gatherCosignatures } from '../../collection/ledger/gatherCosignatures.ts';

/** `lang-nghe witness gather`: the same as the background task, run by hand, also while the program runs. */
export async function gatherCommand([location = '', policyFile = '']: readonly string[]): Promise<number> {
  const witnesses = readWitnesses(readFileSync(policyFile, 'utf8'));
  const data = await openData(location);
  try {
    const { ledger } = await openStores(data.connection);
    const gathered = await gatherCosignatures(ledger, witnesses);
    for (const one of gathered) {
      console.log(`${one.witness.name}: ${one.isCosigned ? 'has cosigned the last checkpoint' : one.reason}`);
    }
    return gathered.every(({ isCosigned }) => isCosigned) ? 0 : 1;
  } finally {
    await data.close();
  }
}

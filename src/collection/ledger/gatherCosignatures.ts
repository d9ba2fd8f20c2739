/**
 * Sends the last checkpoint to each witness, with the proof that it extends the one that the witness saw last (C2SP
 * tlog-witness), and stores the returned signatures.
 */
import { cosignedAt, readWitnessKey, type Witness } from './cosignature.ts';
import { consistencyProof } from './proofs.ts';
import type { KeptCheckpoint, LedgerStore } from './store.ts';

export type GatheringStore = Pick<
  LedgerStore,
  'findLast' | 'find' | 'listTiles' | 'listCosignatures' | 'addCosignature'
>;

/** Outcome of asking a witness: it has signed, now or earlier, or the reason why not. */
export type Gathered = { readonly witness: Witness } & (
  { readonly isCosigned: true } | { readonly isCosigned: false; readonly reason: string }
);

const answerMs = 10_000;
const answerMax = 10_000;

export async function gatherCosignatures(
  ledger: GatheringStore,
  witnesses: readonly Witness[],
): Promise<readonly Gathered[]> {
  const last = await ledger.findLast();
  if (!last) return [];
  const gathered: Gathered[] = [];
  for (const witness of witnesses) {
    if (witness.url === undefined) continue;
    const reason = await askWitness(ledger, last, witness).catch((error: unknown) => String(error));
    gathered.push(
      reason === undefined ? { witness, isCosigned: true } : { witness, isCosigned: false, reason },
    );
  }
  return gathered;
}

/** @returns why it has not signed; undefined if it has */
async function askWitness(
  ledger: GatheringStore,
  last: KeptCheckpoint,
  { key, url }: Witness,
): Promise<string | undefined> {
  const [before] = await ledger.listCosignatures({ witness: key, count: 1 });
  if (before?.number === last.number) return undefined;
  let answer = await submit(ledger, last, url!, before ? ((await ledger.find(before.number))?.size ?? 0) : 0);
  const known = answer.status === 409 ? /^(0|[1-9]\d{0,14})\n$/.exec(answer.text)?.[1] : undefined;
  if (known !== undefined && Number(known) > last.size)
    return `it has seen ${known} entries, and the log has ${last.size}`;
  if (known !== undefined) answer = await submit(ledger, last, url!, Number(known));
  if (answer.status !== 200) return `it answers ${answer.status}: ${answer.text.trim().slice(0, 200)}`;
  const witnessKey = readWitnessKey(key)!;
  for (const line of answer.text.split('\n')) {
    const at = cosignedAt(last.note, line, witnessKey);
    if (!at) continue;
    await ledger.addCosignature({ number: last.number, witness: key, at, line: `${line}\n` });
    return undefined;
  }
  return 'it has answered without a signature by its key';
}

async function submit(
  ledger: GatheringStore,
  { size, note }: KeptCheckpoint,
  url: string,
  old: number,
): Promise<{ status: number; text: string }> {
  const proof = old > 0 && old < size ? await consistencyProof(ledger, old, size) : [];
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64'))];
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: `${lines.join('\n')}\n\n${note}`,
    redirect: 'error',
    signal: AbortSignal.timeout(answerMs),
  });
  return { status: response.status, text: (await response.text()).slice(0, answerMax) };
}

/** Asks each witness every few minutes until it has signed; a failure is logged once per witness and checkpoint. */
export function witnessesTask(
  { ledger }: { readonly ledger: GatheringStore },
  witnesses: readonly Witness[],
  logError: (error: { route: string; error: unknown }) => void,
) {
  const noted = new Set<string>();
  return async (): Promise<void> => {
    const number = (await ledger.findLast())?.number;
    for (const one of await gatherCosignatures(ledger, witnesses)) {
      if (one.isCosigned || noted.has(`${number} ${one.witness.key}`)) continue;
      noted.add(`${number} ${one.witness.key}`);
      const message = `Witness ${one.witness.name} has not cosigned checkpoint ${number}: ${one.reason}`;
      logError({ route: 'witnesses', error: new Error(message) });
    }
  };
}

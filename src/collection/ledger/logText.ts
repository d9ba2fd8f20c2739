/**
 * The whole log as text, line by line, for everybody to check (public/verify.mjs): its first key, every entry byte by
 * byte as it was hashed, and each checkpoint below its entries.
 */
import type { LedgerIdentity, LedgerStore } from './store.ts';
import { givingWay } from '../../platform/turns.ts';

type Log = Pick<LedgerStore, 'findLast' | 'listFrom' | 'eachEntry' | 'cosignatureLines'>;

const page = 500;

export async function* logLines(ledger: Log, identity: LedgerIdentity): AsyncIterable<string> {
  yield 'lang-nghe ledger 1';
  yield `key ${identity.firstKey}`;
  const last = await ledger.findLast();
  if (!last) return;
  const entries = ledger.eachEntry(0, last.size)[Symbol.asyncIterator]();
  for (let number = 1; number <= last.number; number += page) {
    const count = Math.min(page, last.number - number + 1);
    const cosigned = await ledger.cosignatureLines(number, number + count);
    for (const checkpoint of await ledger.listFrom(number, count)) {
      for (let left = checkpoint.size - checkpoint.fromSize; left > 0; left -= 1) {
        const entry = await entries.next();
        if (entry.done) return; // truncated: the check will report it
        yield `entry ${entry.value.text}`;
      }
      const note = `${checkpoint.note}${cosigned.get(checkpoint.number) ?? ''}`;
      yield `checkpoint ${JSON.stringify(note)}`;
    }
  }
}

const chunkLength = 65_536;

/** Lines put together, because sending each by itself would be slow. Other requests have their turns in between. */
export async function* inChunks(lines: AsyncIterable<string>, giveWay = givingWay()): AsyncIterable<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
    await giveWay();
  }
  if (chunk !== '') yield chunk;
}

import type { Stores } from '../../../src/app/stores.ts';

/** The stores that sealing uses, with something done before each call: every call is a step that a crash may precede. */
export function watchedStores(stores: Stores, before: (call: number) => void): Stores {
  let calls = 0;
  const watched = <Watched extends object>(store: Watched): Watched =>
    new Proxy(store, {
      get(target, name, receiver) {
        const found: unknown = Reflect.get(target, name, receiver);
        if (typeof found !== 'function') return found;
        return (...given: unknown[]): unknown => {
          calls += 1;
          before(calls);
          return Reflect.apply(found, target, given);
        };
      },
    });
  const { ledger, ledgerBatches, logEntries, submissions } = stores;
  return {
    ...stores,
    ledger: watched(ledger),
    ledgerBatches: watched(ledgerBatches),
    logEntries: watched(logEntries),
    submissions: watched(submissions),
  };
}

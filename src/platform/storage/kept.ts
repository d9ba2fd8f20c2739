/** Settings that every page asks for and that hardly ever change. */
export interface Kept<Value> {
  /** As they were at most some half a minute ago, without waiting for the store. */
  readonly current: () => Value;
  /** Reads them now: when the program starts, and after a change in this process. */
  readonly refresh: () => Promise<void>;
}

const lifetimeMs = 30_000;

/** An old value is used once more while it is read again. */
export function kept<Value>(usual: Value, read: () => Promise<Value>): Kept<Value> {
  let value = usual;
  let readAtMs = performance.now();
  async function refresh(): Promise<void> {
    readAtMs = performance.now();
    value = await read();
  }
  return {
    current() {
      if (performance.now() - readAtMs > lifetimeMs) refresh().catch(() => {}); // the old value stands until the store answers
      return value;
    },
    refresh,
  };
}

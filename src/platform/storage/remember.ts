/**
 * Caches loaded values for a short time: for the few things that every citizen's page needs and that staff change
 * rarely. Missing values are cached too, so that guessing codes costs no queries.
 *
 * @param lifetimeMs how stale a value may be
 * @returns a function that loads a value, or returns the one loaded for that key less than `lifetimeMs` ago
 */
export function remember<Value>(
  load: (key: string) => Promise<Value>,
  lifetimeMs: number,
): (key: string) => Promise<Value> {
  const remembered = rememberEach<Value>({ lifetimeMs, entriesMax: 10_000 });
  return (key) => remembered(key, () => load(key));
}

/** As `remember`, where each caller brings what loads its value; beyond `entriesMax` the oldest value is forgotten. */
export function rememberEach<Value>({ lifetimeMs = Infinity, entriesMax }: Limits) {
  const entries = new Map<string, { readonly loadedAtMs: number; readonly value: Promise<Value> }>();
  return (key: string, load: () => Promise<Value>): Promise<Value> => {
    const held = entries.get(key);
    if (held && performance.now() - held.loadedAtMs < lifetimeMs) return held.value;
    const value = load();
    value.catch(() => entries.delete(key)); // failures are not cached
    entries.delete(key);
    entries.set(key, { loadedAtMs: performance.now(), value });
    const oldest = entries.keys().next();
    if (entries.size > entriesMax && !oldest.done) entries.delete(oldest.value);
    return value;
  };
}

interface Limits {
  readonly lifetimeMs?: number;
  readonly entriesMax: number;
}

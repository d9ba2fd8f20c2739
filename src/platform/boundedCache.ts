/** A cache of limited size that drops what has not been used for longest. */
export function boundedCache<Value>(bytesMax: number) {
  const held = new Map<string, { readonly value: Value; readonly bytes: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= held.get(key)?.bytes ?? 0;
    held.delete(key);
  }

  return {
    get(key: string): Value | undefined {
      const found = held.get(key);
      if (!found) return undefined;
      held.delete(key);
      held.set(key, found);
      return found.value;
    },
    /** The value itself always stays, however large. */
    set(key: string, value: Value, bytes: number): void {
      drop(key);
      held.set(key, { value, bytes });
      total += bytes;
      for (const oldest of held.keys()) {
        if (total <= bytesMax || oldest === key) return;
        drop(oldest);
      }
    },
    get bytes(): number {
      return total;
    },
  };
}

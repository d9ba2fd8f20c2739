/** How long a write that was acknowledged vouches for the next. */
const keptMs = 2000;

/**
 * Whether the store accepts writes now: a store may answer every read and accept none, such as a replica set without a
 * majority. Whoever asks while a write is pending waits for that one, so that asking often costs no more than one write
 * in two seconds.
 *
 * @param write a small write, acknowledged when it is durable
 * @param elapsedMs monotonic clock of this process
 * @returns a function that resolves once a recent write was acknowledged, and rejects when it was refused
 */
export function writeProbe(write: () => Promise<void>, elapsedMs: () => number): () => Promise<void> {
  let writtenMs = -Infinity;
  let writing: Promise<void> | undefined;

  async function tryToWrite(): Promise<void> {
    const startMs = elapsedMs(); // from before the write: it says nothing of what came after it was asked for
    await write();
    writtenMs = startMs;
  }

  return async () => {
    if (elapsedMs() - writtenMs < keptMs) return;
    writing ??= tryToWrite().finally(() => (writing = undefined));
    await writing;
  };
}

/** Wakes one loop that waits. Ringing while the loop is busy counts: the next wait ends at once. */
export function bell() {
  let isRung = false;
  let answer = (): void => {};
  return {
    ring(): void {
      isRung = true;
      answer();
    },
    /** Ends when the bell is rung, after `ms`, or when the signal aborts. */
    async wait(ms: number, signal: AbortSignal): Promise<void> {
      if (!isRung && !signal.aborted) {
        const ended = new AbortController();
        await new Promise<void>((resolve) => {
          answer = resolve;
          signal.addEventListener('abort', () => resolve(), { signal: ended.signal });
          const timer = setTimeout(resolve, ms);
          ended.signal.addEventListener('abort', () => clearTimeout(timer));
        });
        ended.abort();
      }
      isRung = false;
    },
  };
}
export type Bell = ReturnType<typeof bell>;

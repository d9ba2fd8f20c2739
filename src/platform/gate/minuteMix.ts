/** How often to check whether the minute is over, when no further line arrives. */
const lookMs = 5000;

export type Write = (line: string) => void;

/**
 * Log destination that discloses neither order nor seconds: it buffers lines until their minute is over and then writes
 * them together, sorted. The beginning of a line must not reveal the order of arrival.
 */
export function minuteMix(write: Write, now: () => Date) {
  let held: string[] = [];
  let minute = minuteOf(now());

  function flush(): void {
    const lines = held;
    held = [];
    if (lines.length > 0) write(lines.sort().join(''));
  }

  function look(): void {
    const current = minuteOf(now());
    if (current !== minute) flush();
    minute = current;
  }

  const timer = setInterval(look, lookMs);
  timer.unref();

  return {
    write(this: void, line: string): void {
      look();
      held.push(line);
    },
    /** Writes the buffered lines. */
    close(this: void): void {
      clearInterval(timer);
      flush();
    },
  };
}

/** The instant at which the minute began, as ISO 8601. */
export function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length)}:00.000Z`;
}

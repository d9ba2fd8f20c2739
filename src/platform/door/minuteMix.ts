/** How often it is looked whether the minute is over, where no further line comes. */
const lookMs = 5000;

export type Write = (line: string) => void;

/**
 * Destination of a log that discloses no order and no second: lines are held back until their minute is over, and then written together,
 * sorted. They have to begin with what does not tell which came first.
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
    /** Writes what is held back. */
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

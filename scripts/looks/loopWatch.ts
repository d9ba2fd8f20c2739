/**
 * How late the server comes to its work while it makes a page: the longest delay of its event loop, as its metrics tell it since they
 * were last read. One page at a time, so that a delay is its own.
 */
const delayMsMax = 100;
const longest = /^nodejs_eventloop_lag_max_seconds (\S+)$/m;
/** The pause between two looks at the loop, which its delay is measured with. */
const pauseMs = 10;

export interface LoopWatch {
  /** @param path of the page that the act asks for */
  around<Value>(path: string, act: () => Promise<Value>): Promise<Value>;
  /** A line for each page that took more than 100 ms of the loop at once, with the delay of each visit; the worst first. */
  late(): readonly string[];
}

/** @param metrics address of the server's metrics */
export function loopWatch(metrics: string): LoopWatch {
  const delaysMs = new Map<string, number[]>();
  let before: Promise<unknown> = Promise.resolve();

  /** Since it was last asked. */
  async function delayMs(): Promise<number> {
    const [, seconds] = longest.exec(await (await fetch(metrics)).text()) ?? [];
    if (seconds === undefined) throw new Error(`${metrics} tells no delay of the event loop`);
    return Math.max(Math.round(Number(seconds) * 1000) - pauseMs, 0);
  }

  return {
    around(path, act) {
      const turn = before.then(async () => {
        await delayMs();
        const value = await act();
        delaysMs.set(path, [...(delaysMs.get(path) ?? []), await delayMs()]);
        return value;
      });
      before = turn.catch(() => {});
      return turn;
    },
    late() {
      return [...delaysMs]
        .map(([path, delays]) => ({ path, delays, worst: Math.max(...delays) }))
        .filter(({ worst }) => worst > delayMsMax)
        .sort((one, other) => other.worst - one.worst)
        .map(({ path, delays }) => `${path}: ${delays.join(', ')} ms`);
    },
  };
}

/**
 * How long the server is blocked while it renders a page: the longest event loop delay in its metrics since they were
 * last read. Pages are loaded one at a time, so that each delay belongs to one page.
 */
const delayMsMax = 100;
const longest = /^nodejs_eventloop_lag_max_seconds (\S+)$/m;
/** The interval between two samples of the loop, with which its delay is measured. */
const pauseMs = 10;

export interface LoopWatch {
  /** @param path of the page that `act` requests */
  around<Value>(path: string, action: () => Promise<Value>): Promise<Value>;
  /**
   * One line for each page that blocked the loop for more than 100 ms at once, with the delay of each visit; the worst
   * first.
   */
  late(): readonly string[];
}

/** Since the last reading. @param metrics address of the server's metrics */
export async function longestStretchMs(metrics: string): Promise<number> {
  const [, seconds] = longest.exec(await (await fetch(metrics)).text()) ?? [];
  if (seconds === undefined) throw new Error(`${metrics} tells no delay of the event loop`);
  return Math.max(Math.round(Number(seconds) * 1000) - pauseMs, 0);
}

/** @param metrics address of the server's metrics */
export function loopWatch(metrics: string): LoopWatch {
  const delaysMs = new Map<string, number[]>();
  let before: Promise<unknown> = Promise.resolve();

  return {
    around(path, action) {
      const turn = before.then(async () => {
        await longestStretchMs(metrics);
        const value = await action();
        delaysMs.set(path, [...(delaysMs.get(path) ?? []), await longestStretchMs(metrics)]);
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

/**
 * Batches requests that arrive one by one: while one batch runs, the next one collects. Nothing is delayed to fill a
 * batch: a single request is a batch of one.
 *
 * @param act returns an outcome for each of its items, in their order; when it throws, all of them have failed
 */
export function gathered<Item, Outcome>(
  action: (items: readonly Item[]) => Promise<readonly Outcome[]>,
): (item: Item) => Promise<Outcome> {
  interface Asked {
    readonly item: Item;
    readonly done: (outcome: Outcome) => void;
    readonly fail: (error: unknown) => void;
  }
  let waiting: Asked[] = [];
  let isUnderWay = false;

  async function runInBatches(): Promise<void> {
    isUnderWay = true;
    await new Promise(setImmediate); // requests of the same turn
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const outcomes = await action(batch.map(({ item }) => item));
        batch.forEach(({ done }, index) => done(outcomes[index]!));
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    isUnderWay = false;
  }

  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail });
      if (!isUnderWay) void runInBatches();
    });
}

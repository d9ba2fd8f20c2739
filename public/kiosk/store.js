/**
 * What the tablet keeps, in IndexedDB: its settings, the answers that wait (sealed), and those that were refused for
 * good (sealed as well). An answer is taken out only in the transaction that notes the server's word for it. Nothing
 * is ever discarded by age. A new version of this program may add to the shape, and must carry over what it finds.
 */
const shapeVersion = 1;

/** One store for each access point, so that a tablet that moves mixes nothing up. */
export async function openStore(accessCode) {
  const opening = indexedDB.open(`kiosk-${accessCode}`, shapeVersion);
  opening.onupgradeneeded = () => {
    const { result: database } = opening;
    const makeUnlessThere = (name, options) => {
      if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, options);
    };
    makeUnlessThere('settings');
    makeUnlessThere('queue', { keyPath: 'number' });
    makeUnlessThere('setAside', { keyPath: 'number' });
  };
  const database = await resultOf(opening);
  database.onversionchange = () => database.close(); // a newer program opens it in another window

  /** Resolves when the transaction is complete, which with `strict` means on disk. */
  async function write(names, action) {
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    const complete = new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
    });
    const [result] = await Promise.all([action((name) => transaction.objectStore(name)), complete]);
    return result;
  }
  const read = (name, ask) => resultOf(ask(database.transaction(name).objectStore(name)));

  return {
    async settings() {
      const [names, values] = await Promise.all([
        read('settings', (settings) => settings.getAllKeys()),
        read('settings', (settings) => settings.getAll()),
      ]);
      return Object.assign({}, ...names.map((name, index) => ({ [name]: values[index] })));
    },
    async keep(changes) {
      await write(['settings'], async (store) => {
        for (const [name, value] of Object.entries(changes)) store('settings').put(value, name);
      });
    },
    /** @returns the number that the next answer will bear */
    async nextNumber() {
      return (await read('settings', (settings) => settings.get('nextNumber'))) ?? 1;
    },
    /** @returns false when another window has given the number away; nothing is then stored */
    async addAnswer(answer) {
      return await write(['settings', 'queue'], async (store) => {
        const next = (await resultOf(store('settings').get('nextNumber'))) ?? 1;
        if (next !== answer.number) return false;
        store('queue').add(answer);
        store('settings').put(next + 1, 'nextNumber');
        return true;
      });
    },
    queuedNumbers: () => read('queue', (queue) => queue.getAllKeys()),
    findQueued: (number) => read('queue', (queue) => queue.get(number)),
    setAsideList: () => read('setAside', (aside) => aside.getAll()),
    /** Lets an answer go, and keeps the server's word that it has it. */
    async acknowledge(number) {
      await write(['settings', 'queue'], async (store) => {
        const held = (await resultOf(store('settings').get('acknowledged'))) ?? [];
        store('settings').put(rangesOf([...numbersOf(held), number]), 'acknowledged');
        store('queue').delete(number);
      });
    },
    async setAside(number, reason) {
      await write(['queue', 'setAside'], async (store) => {
        const answer = await resultOf(store('queue').get(number));
        if (!answer) return;
        store('setAside').put({ ...answer, reason });
        store('queue').delete(number);
      });
    },
    /** Puts what was set aside back into the queue. */
    async sendAsideAgain() {
      await write(['queue', 'setAside'], async (store) => {
        for (const { reason: _reason, ...answer } of await resultOf(store('setAside').getAll())) {
          store('queue').put(answer);
          store('setAside').delete(answer.number);
        }
      });
    },
  };
}

function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** A set of numbers as ascending ranges that do not touch: `[[1, 24], [26, 26]]`. */
export function rangesOf(numbers) {
  const ranges = [];
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const last = ranges[ranges.length - 1];
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export function numbersOf(ranges) {
  const listed = ranges.map(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  return [].concat(...listed);
}

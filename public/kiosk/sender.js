/**
 * Sends what waits, and reports how the tablet is: one round at a time, at once after an answer, every minute else, and
 * ever more rarely while the server cannot be reached. An answer leaves the queue only on the server's own words with
 * its number in them.
 */
import { toBase64url } from './seal.js';

const restMs = 60_000;
const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;
/** An answer that is sent later than this after it was given says nothing of when people come. */
const freshMs = 60_000;
/** A server that fails at this many answers in a row fails at all of them. */
const failuresInRowMax = 3;

/**
 * @param options.store what waits
 * @param options.server where it goes
 * @param options.report makes and sends the report; throws when it was not taken
 * @param options.onAccepted told of each answer that arrived, with its receipt
 * @param options.onNotPaired told when the server does not know this tablet (any more)
 * @param options.onRound told after each round whether the server was reached
 */
export function startSender({ store, server, report, onAccepted, onNotPaired, onRound }) {
  const failures = new Map(); // by number, since the page was opened
  const givenMs = new Map(); // by number, while the page is open: whether an answer is sent as soon as it was given
  let timer;
  let pauseMs = firstPauseMs;
  let running;
  let isWanted = false;

  async function sendQueue() {
    const numbers = await store.queuedNumbers();
    const failuresOf = (number) => failures.get(number) ?? 0;
    numbers.sort((one, other) => failuresOf(one) - failuresOf(other) || one - other);
    let inRow = 0;
    for (const number of numbers) {
      if (await sendOne(number)) inRow = 0;
      else failures.set(number, failuresOf(number) + 1);
      if (failures.has(number) && ++inRow >= failuresInRowMax) return;
    }
  }

  /** @returns whether the server has decided on the answer */
  async function sendOne(number) {
    const answer = await store.findQueued(number);
    if (!answer) return true;
    const { status, body } = await server.send({
      number,
      keyId: answer.keyId,
      sealed: toBase64url(answer.sealed),
      fresh: performance.now() - (givenMs.get(number) ?? -Infinity) < freshMs,
    });
    if (status === 429) throw new TooMany(body?.retryAfterMs);
    if (body?.outcome === 'notPaired') throw new NotPaired();
    if (body?.number !== number) return false;
    if (status === 200 && body.outcome === 'accepted') {
      await store.acknowledge(number);
      onAccepted(number, body.receipt);
    } else if (status === 422 && body.outcome === 'refused') {
      await store.setAside(number, body.reason);
    } else return false;
    failures.delete(number);
    givenMs.delete(number);
    return true;
  }

  async function round() {
    try {
      await sendQueue();
      await report();
      pauseMs = firstPauseMs;
      onRound(true);
      return restMs;
    } catch (error) {
      if (error instanceof NotPaired) onNotPaired();
      onRound(false);
      if (error instanceof TooMany) return error.waitMs;
      const waitMs = pauseMs * (0.75 + Math.random() / 2); // so that a hall of kiosks does not come back in step
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      return waitMs;
    }
  }

  async function run() {
    clearTimeout(timer);
    let waitMs = longestPauseMs;
    try {
      do {
        isWanted = false;
        waitMs = await round();
      } while (isWanted);
    } finally {
      // Whatever happens on the page: what waits is tried again.
      running = undefined;
      timer = setTimeout(kick, waitMs);
    }
  }

  /** Begins a round now; while one runs, another one follows it. */
  function kick() {
    isWanted = true;
    running ??= run();
    return running;
  }

  window.addEventListener('online', kick);
  return {
    kick,
    isGivenNow(number) {
      givenMs.set(number, performance.now());
    },
  };
}

/** The server asks to send no more for a while. What waits stays. */
class TooMany extends Error {
  constructor(waitMs) {
    super();
    this.waitMs = Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 1000), longestPauseMs) : restMs;
  }
}

/** The server does not know this tablet: it was revoked, or its storage was cleared. What waits stays. */
export class NotPaired extends Error {}

/**
 * People who answer while things go wrong: each opens a form and sends it until it is acknowledged, at whichever process answers.
 * Some acknowledgements are dropped on their way, so that a form comes again that was taken long ago.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { hiddenFields } from '../support/citizen.ts';

export interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

export interface CrowdOptions {
  /** Where to try next; asked for before each request. */
  readonly address: () => string;
  readonly people: number;
  readonly atOnce: number;
  /** Of so many acknowledgements one does not arrive. */
  readonly dropEvery?: number;
  readonly onAcknowledged?: (count: number) => void;
}

/** How many answers came by status, and how many did not come by the code of the error, or what it says. */
export interface Heard {
  readonly statuses: ReadonlyMap<number, number>;
  readonly unanswered: ReadonlyMap<string, number>;
}

export interface Crowd extends Heard {
  /** What was acknowledged: receipts by the comment that tells one person's form from every other. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Sendings whose acknowledgement was dropped. */
  readonly dropped: number;
}

export async function crowd({
  address,
  people,
  atOnce,
  dropEvery = Number.POSITIVE_INFINITY,
  onAcknowledged = () => {},
}: CrowdOptions): Promise<Crowd> {
  const agent = newAgent(atOnce);
  const receipts = new Map<string, string>();
  const { hear, ...heard } = listener();
  let begun = 0;
  let acknowledged = 0;
  let dropped = 0;

  async function ask(path: string, form?: Record<string, string>): Promise<Answered | undefined> {
    return await hear(exchange(`${address()}${path}`, form, agent));
  }

  async function until<Value>(action: () => Promise<Value | undefined>): Promise<Value> {
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 500)) {
      const value = await action();
      if (value !== undefined) return value;
      await wait(pauseMs * (0.5 + Math.random()));
    }
  }

  async function person(): Promise<void> {
    const page = await until(async () => {
      const answered = await ask('/s/WARD22');
      return answered?.status === 200 ? answered.text : undefined;
    });
    const comment = `số ${randomUUID()}`;
    const form = { ...hiddenFields(page), 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': '0', comment };
    const receipt = await until(async () => {
      const answered = await ask('/s/WARD22', form);
      if (answered?.status !== 303) return undefined;
      acknowledged += 1;
      if (acknowledged % dropEvery === 0) {
        dropped += 1;
        return undefined;
      }
      return String(answered.headers['location']);
    });
    receipts.set(comment, receipt);
    onAcknowledged(receipts.size);
  }

  const line = async (): Promise<void> => {
    while (begun < people) {
      begun += 1;
      await person();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  agent.destroy();
  return { receipts, ...heard, dropped };
}

/** Lets connections go before the server does (75 s), as a proxy is told to. */
export function newAgent(maxSockets = Number.POSITIVE_INFINITY): Agent {
  return new Agent({ keepAlive: true, maxSockets, timeout: noAnswerMs });
}

/** `hear` counts an exchange and gives its answer, if one comes. */
export function listener() {
  const statuses = new Map<number, number>();
  const unanswered = new Map<string, number>();
  const hear = async (asked: Promise<Answered>): Promise<Answered | undefined> => {
    try {
      const answered = await asked;
      addOne(statuses, answered.status);
      return answered;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      addOne(unanswered, code ?? message);
      return undefined;
    }
  };
  return { statuses, unanswered, hear };
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What is not answered by then never will be: a test is to say so, and not to stand still. */
const noAnswerMs = 60_000;

export async function exchange(url: string, form?: Record<string, string>, agent?: Agent): Promise<Answered> {
  return await new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        ...(agent && { agent }),
        method: form ? 'POST' : 'GET',
        headers: {
          Accept: 'text/html',
          ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text: Buffer.concat(parts).toString() });
        });
      },
    );
    sent.on('error', reject);
    sent.setTimeout(noAnswerMs, () => sent.destroy(new Error('no answer')));
    sent.end(form && new URLSearchParams(form).toString());
  });
}

/** More people than a server can serve, who come as people come: nobody waits for the one before. */
import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { hiddenFields } from '../support/citizen.ts';
import { exchange, listener, newAgent, type Answered, type Heard } from './crowd.ts';

export interface Storm extends Heard {
  /** What was acknowledged: receipts by the comment of the form. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Refusals that do not say when to come back. */
  readonly unsaid: number;
  readonly refusalsMs: readonly number[];
  /** Of pages and forms that were taken. */
  readonly servedMs: readonly number[];
}

/**
 * More than these are not sent. The machine they come from is the same, and would be what is slow; and of more than 511 connections that
 * wait to be accepted the system forgets some, which no server can answer.
 */
const insideMax = 500;

/** Each opens the form and sends it, and goes away when either is refused. */
export async function storm(url: string, perSecond: number, seconds: number): Promise<Storm> {
  const agent = newAgent();
  const receipts = new Map<string, string>();
  const { hear, ...heard } = listener();
  const [refusalsMs, servedMs]: [number[], number[]] = [[], []];
  let unsaid = 0;

  async function ask(form?: Record<string, string>): Promise<Answered | undefined> {
    const from = performance.now();
    const answered = await hear(exchange(`${url}/s/WARD22`, form, agent));
    if (!answered) return undefined;
    const { status, headers } = answered;
    (status === 503 ? refusalsMs : servedMs).push(performance.now() - from);
    if (status === 503 && !/^\d+$/.test(String(headers['retry-after']))) unsaid += 1;
    return answered;
  }

  async function person(): Promise<void> {
    const page = await ask();
    if (page?.status !== 200) return;
    const comment = `số ${randomUUID()}`;
    const fields = hiddenFields(page.text);
    const sent = await ask({ ...fields, 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': '0', comment });
    if (sent?.status === 303) receipts.set(comment, String(sent.headers['location']));
  }

  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  const inside = new Set<Promise<void>>();
  for (let begun = 0; elapsed() < seconds; await wait(5)) {
    for (; begun < elapsed() * perSecond; begun++) {
      if (inside.size >= insideMax) continue;
      const one = person();
      inside.add(one);
      void one.then(() => inside.delete(one));
    }
  }
  await Promise.all(inside);
  agent.destroy();
  return { receipts, ...heard, unsaid, refusalsMs, servedMs };
}

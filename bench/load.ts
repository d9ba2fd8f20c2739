/**
 * A bounded load on a server of this machine: a fixed number of clients for a fixed time, each waiting for its
 * response.
 */
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly location?: string | undefined;
}

/** A client that keeps its connections open, as browsers do. */
export function httpClient(atOnce: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  return {
    async send(url: string, form?: string, more: Readonly<Record<string, string>> = {}): Promise<Answered> {
      return await new Promise((resolve, reject) => {
        const type = form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
        const headers = { ...type, ...more };
        const sent = request(
          url,
          { agent, method: form === undefined ? 'GET' : 'POST', headers },
          (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('end', () => {
              const { statusCode: status = 0, headers: { location } } = response; // prettier-ignore
              resolve({ status, body: Buffer.concat(parts).toString(), location });
            });
          },
        );
        sent.on('error', reject);
        sent.end(form);
      });
    },
    close: () => agent.destroy(),
  };
}
export type HttpClient = ReturnType<typeof httpClient>;

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
}

/**
 * @param act one round trip; rejects or throws when the answer is not the one expected
 * @param seconds measured after a warm-up of one second
 */
export async function measure(
  atOnce: number,
  seconds: number,
  action: () => Promise<void>,
): Promise<Measured> {
  const startedAt = performance.now();
  const measuredFrom = startedAt + 1000;
  const until = measuredFrom + seconds * 1000;
  const durationsMs: number[] = [];
  let count = 0;
  const one = async (): Promise<void> => {
    for (let from = performance.now(); from < until; from = performance.now()) {
      await action();
      count += 1;
      if (from >= measuredFrom) durationsMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { ...summary(durationsMs, seconds), count };
}

function summary(durationsMs: readonly number[], seconds: number): Omit<Measured, 'count'> {
  return { perSecond: durationsMs.length / seconds, ...quantilesOf(durationsMs) };
}

export function quantilesOf(durationsMs: readonly number[]): Pick<Measured, 'p50Ms' | 'p99Ms'> {
  const sorted = durationsMs.toSorted((left, right) => left - right);
  const quantile = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}

/**
 * The same at a fixed rate, as people arrive: no request waits for the previous one, so a pause shows in all requests
 * that arrive during it.
 */
export async function measureRate(
  perSecond: number,
  seconds: number,
  action: () => Promise<void>,
): Promise<Measured> {
  const durationsMs: number[] = [];
  const startedAt = performance.now();
  const one = async (location: number): Promise<void> => {
    const dueAt = startedAt + (1000 * location) / perSecond;
    await wait(dueAt - performance.now());
    await action();
    durationsMs.push(performance.now() - dueAt);
  };
  await Promise.all(Array.from({ length: perSecond * seconds }, (_, index) => one(index)));
  return { ...summary(durationsMs, seconds), count: durationsMs.length };
}

/**
 * People who open a form and submit it.
 *
 * @param fill returns the request body, made from the page that was opened
 */
export async function measurePairs(
  atOnce: number,
  seconds: number,
  url: string,
  fill: (page: string) => string = allAnswered,
): Promise<Measured> {
  const client = httpClient(atOnce);
  const measured = await measure(atOnce, seconds, () => sendPair(client, url, fill));
  client.close();
  return measured;
}

/** People who arrive at a fixed rate, open a form and submit it. */
export async function measurePairRate(perSecond: number, seconds: number, url: string): Promise<Measured> {
  const client = httpClient(Infinity);
  const measured = await measureRate(perSecond, seconds, () => sendPair(client, url));
  client.close();
  return measured;
}

/** Opens a form and submits it. @throws Error when it is refused */
export async function sendPair(client: HttpClient, url: string, fill = allAnswered): Promise<void> {
  const opened = await client.send(url);
  if (opened.status !== 200) throw new Error(`opening: status ${opened.status}`);
  const { status } = await client.send(url, fill(opened.body));
  if (status !== 303) throw new Error(`sending: status ${status} instead of 303`);
}

/** Every question answered, as a browser would send it. */
function allAnswered(page: string): string {
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const questions = new Set([...page.matchAll(/name="(answer-[^"]+)"/g)].map(([, name = '']) => name));
  return new URLSearchParams([
    ...hidden.map(([, name = '', value = '']): [string, string] => [name, value]),
    ...[...questions].map((name): [string, string] => [name, '4']),
  ]).toString();
}

/** The number of responses in the open round of the demo. @param formUrl of one of its access points */
export async function formsReceived(formUrl: string): Promise<number> {
  const { body } = await httpClient(1).send(new URL('/results/thuong-xuyen.json', formUrl).href);
  return (JSON.parse(body) as { formsReceivedInRound: number }).formsReceivedInRound;
}

/**
 * Any server of forms, described in a JSON file, so that it can be measured beside ours: how it starts or where it
 * runs, how a form of it is filled in, and where it says how many it has stored.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { projectFolder } from '../src/platform/projectFolder.ts';
import type { HttpClient } from './load.ts';

export interface Description {
  readonly name: string;
  /** Command that starts it, from the folder of the project; missing if it runs already. */
  readonly start?: readonly string[];
  /** `{folder}` is replaced by an empty folder, `{pageBytes}` by the size of the first server's page. */
  readonly env?: Readonly<Record<string, string>>;
  /** Pattern of the line with which it says that it serves; its first group is the address of the form. */
  readonly ready?: string;
  /** Address of the form, for a server that runs already, and the ids of its processes. */
  readonly url?: string;
  readonly processIds?: readonly number[];
  /** Fields to send besides the hidden ones of the page, which are sent back as they are. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Value by pattern of names: each field of the page with such a name is sent with that value. */
  readonly choose?: Readonly<Record<string, string>>;
  /** Path that receives the form, if it is not that of the form. */
  readonly sendTo?: string;
  /** Status of an accepted submission. */
  readonly accepted: number;
  /** Path that says how many are stored, and a pattern whose first group is that number. */
  readonly stored: { readonly path: string; readonly count: string };
}

/** User and system time since the start, in milliseconds: of the main threads of all its processes, and of all threads. */
export interface CpuMs {
  readonly main: number;
  readonly all: number;
}

export interface FormServer {
  readonly name: string;
  /** @returns the page */
  open(client: HttpClient): Promise<string>;
  /** Opens a form and sends it. @throws Error if it is not accepted */
  submit(client: HttpClient): Promise<void>;
  countStored(client: HttpClient): Promise<number>;
  cpuMs(): CpuMs;
  stop(): Promise<void>;
}

export function readDescription(file: string): Description {
  return JSON.parse(readFileSync(file, 'utf8')) as Description;
}

/** @param values for the placeholders of its environment */
export async function startFormServer(
  described: Description,
  values: Readonly<Record<string, string>>,
): Promise<FormServer> {
  const running: Running = described.start
    ? await startProcess(described, values)
    : { url: described.url ?? '', processIds: described.processIds ?? [], stop: async () => {} };
  const { url } = running;
  const at = (path: string): string => new URL(path, url).href;
  const send = async (client: HttpClient, page: string): Promise<void> => {
    const to = described.sendTo === undefined ? url : at(described.sendTo);
    const { status } = await client.send(to, filledIn(page, described));
    if (status !== described.accepted) throw new Error(`${described.name}: sending: status ${status}`);
  };
  const open = async (client: HttpClient): Promise<string> => {
    const { status, body } = await client.send(url);
    if (status !== 200) throw new Error(`${described.name}: opening: status ${status}`);
    return body;
  };
  return {
    name: described.name,
    open,
    submit: async (client) => await send(client, await open(client)),
    async countStored(client) {
      const { body } = await client.send(at(described.stored.path));
      return Number(new RegExp(described.stored.count).exec(body)?.[1]);
    },
    cpuMs: () => cpuMsOf(running.processIds),
    stop: async () => await running.stop(),
  };
}

/** The body that a browser would send for a page on which the described choices were made. */
function filledIn(page: string, { fields = {}, choose = {} }: Description): string {
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const chosen = Object.entries(choose).flatMap(([pattern, value]) =>
    [...new Set(page.match(new RegExp(`(?<=name=")${pattern}(?=")`, 'g')))].map((name) => [name, value]),
  );
  return new URLSearchParams([
    ...hidden.map(([, name = '', value = '']) => [name, value]),
    ...Object.entries(fields),
    ...chosen,
  ] as [string, string][]).toString();
}

interface Running {
  readonly url: string;
  readonly processIds: readonly number[];
  stop(): Promise<void>;
}

async function startProcess(
  { name, start: [command = '', ...given] = [], env = {}, ready = '' }: Description,
  values: Readonly<Record<string, string>>,
): Promise<Running> {
  const filled = Object.fromEntries(
    Object.entries(env).map(([key, value]) => [
      key,
      value.replaceAll(/\{(\w+)\}/g, (_all, slot: string) => values[slot] ?? ''),
    ]),
  );
  const child = spawn(command, given, {
    cwd: projectFolder(),
    env: { ...process.env, ...filled },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let text = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', function look(part: Buffer) {
      text += part.toString();
      const found = new RegExp(ready).exec(text);
      if (!found) return;
      child.stdout.off('data', look).resume(); // what it logs must be read, or it would wait for us
      resolve(found[1] ?? '');
    });
    void ended.then(() => reject(new Error(`${name} ended:\n${text}`)));
  });
  return {
    url,
    processIds: [child.pid!],
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function cpuMsOf(processIds: readonly number[]): CpuMs {
  const all = processIds.flatMap((id) => [id, ...childrenOf(id)]);
  const sumOf = (file: (id: number) => string): number => all.reduce((sum, id) => sum + ticksMs(file(id)), 0);
  return { main: sumOf((id) => `/proc/${id}/task/${id}/stat`), all: sumOf((id) => `/proc/${id}/stat`) };
}

function childrenOf(processId: number): number[] {
  const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

/** Linux reports hundredths of a second. */
function ticksMs(file: string): number {
  const afterName = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return 10 * (Number(afterName[11]) + Number(afterName[12]));
}

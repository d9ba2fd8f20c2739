/** A tablet with a real Chromium, whose storage outlives it: it can be killed as a tablet is whose battery runs out. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { stepMsMax } from './browser.ts';
import { chromiumPath } from './needs.ts';

export interface KioskBrowser {
  readonly page: Page;
  /** Without a word of warning, as a power cut does. */
  kill(): Promise<void>;
}

/** @param folder where the browser keeps its storage */
export async function startKioskBrowser(folder: string): Promise<KioskBrowser> {
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--host-resolver-rules=MAP kiosk.test 127.0.0.1',
    '--remote-debugging-port=0',
    `--user-data-dir=${folder}`,
    'about:blank',
  ];
  const child = spawn(chromiumPath ?? 'chromium', flags, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found) resolve(found[1] ?? '');
    });
    void ended.then(() => reject(new Error(`Chromium ended:\n${text}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint, { timeout: stepMsMax });
  const [context] = browser.contexts();
  const page = context!.pages()[0] ?? (await context!.newPage());
  page.setDefaultTimeout(stepMsMax);
  return {
    page,
    async kill() {
      process.kill(-child.pid!, 'SIGKILL'); // the whole group: the process that writes the storage too
      await ended;
      await browser.close();
    },
  };
}

export type Handler = (req: IncomingMessage, res: ServerResponse) => void;

export interface Network {
  readonly url: string;
  /** Nobody listens any more; what is under way is cut off. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Who answers from now on. */
  serve(handler: Handler): void;
}

/** A server that can go away and come back at the same address. */
export async function startNetwork(first: Handler): Promise<Network> {
  let handler = first;
  let server: Server | undefined;
  let port = 0;
  async function up(): Promise<void> {
    const made = createServer((req, res) => handler(req, res));
    server = made;
    await new Promise<void>((resolve) => {
      made.listen(port, '127.0.0.1', resolve);
    });
    port = (made.address() as AddressInfo).port;
  }
  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    up,
    async down() {
      const closed = new Promise((resolve) => server?.close(resolve));
      server?.closeAllConnections();
      await closed;
    },
    serve(next) {
      handler = next;
    },
  };
}

/** Lets each answer be made and stored, and cuts every third acknowledgement off before it leaves. */
export function droppingThirdAcknowledgement(app: Handler): Handler {
  let acknowledgements = 0;
  return (req, res) => {
    if (req.method === 'POST' && req.url?.includes('/submissions') === true && ++acknowledgements % 3 === 0) {
      const drop = (): ServerResponse => {
        req.socket.destroy();
        return res;
      };
      Object.assign(res, { write: drop, end: drop });
    }
    app(req, res);
  };
}

const opened = (name: string): string => `await new Promise((resolve) => {
  const opening = indexedDB.open(${JSON.stringify(name)});
  opening.addEventListener('success', () => resolve(opening.result));
})`;

/** Pairs the tablet whose page asks for a code, as staff do, and sets its PIN. */
export async function pairOnPage(page: Page, pairingCode: string, pin: string): Promise<void> {
  await page.getByLabel('Mã ghép').fill(pairingCode);
  await page.getByLabel(/Đặt mã PIN/).fill(pin);
  await page.getByLabel(/Nhập lại/).fill(pin);
  await page.getByRole('button', { name: 'Ghép máy' }).click();
}

/** All that a page keeps in a database, as text. */
export async function storageOf(page: Page, name: string): Promise<string> {
  return await page.evaluate<string>(`(async () => {
    const database = ${opened(name)};
    const readAll = (store) => new Promise((resolve) => {
      const reading = database.transaction(store).objectStore(store).getAll();
      reading.addEventListener('success', () => resolve(reading.result));
    });
    const all = await Promise.all([...database.objectStoreNames].map(readAll));
    database.close();
    return JSON.stringify(all);
  })()`);
}

/** Damages a sealed answer in the tablet's storage, as a worn-out memory does. */
export async function damageQueued(page: Page, name: string, number: number): Promise<void> {
  await page.evaluate(`(async () => {
    const database = ${opened(name)};
    const transaction = database.transaction('queue', 'readwrite');
    const queue = transaction.objectStore('queue');
    const reading = queue.get(${number});
    reading.addEventListener('success', () => {
      reading.result.sealed[200] ^= 1;
      queue.put(reading.result);
    });
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
  })()`);
}

/** The front door before an app that answers when the test says so. */
import { once } from 'node:events';
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { gateMeters } from '../../../src/platform/gate/gateMeters.ts';
import { requestGate } from '../../../src/platform/gate/requestGate.ts';
import type { RequestLine } from '../../../src/platform/gate/log.ts';
import { newMeters } from '../../../src/platform/gate/meters.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  jest.useRealTimers();
  for (const close of opened.splice(0)) close();
});

async function aGate(requestsAtOnce: number) {
  const lines: RequestLine[] = [];
  const clock = { now: new Date('2026-03-02T03:04:05Z') };
  const meters = newMeters(() => clock.now);
  const gate = requestGate({
    log: { request: (line) => lines.push(line) },
    requestsAtOnce,
    meters: gateMeters(meters),
  });
  const server = createServer({ keepAliveTimeout: 0 }, gate.answer); // it would cut off too
  const agent = new Agent({ keepAlive: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** @param body a part of it: the rest never comes */
  function ask(
    path: string,
    sending: { method?: string; body?: string; length?: number; headers?: Record<string, string> } = {},
  ) {
    const { method = 'GET', body = '', headers = {} } = sending;
    const { length = body.length } = sending;
    const asked = request({ port, path, method, agent, headers: { ...headers, 'Content-Length': length } });
    if (body.length === length) asked.end(body);
    else asked.write(body);
    const answered = once(asked, 'response').then(([response]) => (response as IncomingMessage).resume());
    answered.catch(() => {}); // cut off with the server
    return answered;
  }
  /** What the app was given and has not answered. */
  const inside: ServerResponse[] = [];
  const reached = (count = 1) =>
    new Promise<void>((resolve) => {
      const look = () => (inside.length >= count ? resolve() : setImmediate(look));
      look();
    });
  const app = (_req: IncomingMessage, res: ServerResponse) => void inside.push(res);
  return { gate, ask, app, inside, reached, lines, meters, clock, server };
}

type Gate = Awaited<ReturnType<typeof aGate>>;

describe('the front door', () => {
  test('says that the program lives before it is ready, and that it is ready while the store answers', async () => {
    const { gate, ask, app } = await aGate(10);
    const statuses = async () =>
      [await ask('/healthz'), await ask('/readyz')].map(({ statusCode }) => statusCode);
    expect(await statuses()).toEqual([200, 503]);
    let isThere = true;
    gate.open(app, async () => isThere);
    expect(await statuses()).toEqual([200, 200]);
    isThere = false;
    expect(await statuses()).toEqual([200, 503]);
    isThere = true;
    gate.beginToStop();
    expect(await statuses()).toEqual([200, 503]);
  });

  test('lets a request wait that comes before the program is ready', async () => {
    const { gate, ask, app, inside, reached, lines } = await aGate(10);
    const early = ask('/');
    await ask('/healthz'); // came after it
    gate.open(app, async () => true);
    await reached();
    inside[0]!.end('there');
    const { statusCode, headers } = await early;
    expect(statusCode).toBe(200);
    expect(lines).toMatchObject([{ requestId: headers['x-request-id'], route: '(none)', status: 200 }]);
  });

  test('answers at once that the program is not ready, where there is such an answer', async () => {
    const { gate, ask } = await aGate(10);
    gate.answerMeanwhile((_req, res) => void res.writeHead(503).end());
    expect((await ask('/')).statusCode).toBe(503);
    gate.open(
      (_req, res) => void res.end(),
      async () => true,
    );
    expect((await ask('/')).statusCode).toBe(200);
  });

  test.each([
    ['as it came', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
    ['not where it is all zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, false],
    ['not where it is something else', 'Nguyen Van A', false],
  ])('passes the trace of a request to the log: %s', async (_how, traceparent, isKept) => {
    const { gate, ask, lines } = await aGate(10);
    gate.open(
      (_req, res) => void res.end(),
      async () => true,
    );
    await ask('/', { headers: { traceparent } });
    expect(lines.map((line) => line.traceparent)).toEqual([isKept ? traceparent : undefined]);
  });

  test('refuses pages when there is too much, sooner than forms that people send, and takes them again after', async () => {
    const { gate, ask, app, inside, reached, meters, clock } = await aGate(1);
    gate.open(app, async () => true);
    const first = ask('/');
    await reached();
    const refused = await ask('/');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5']);
    const sent = ask('/s/CODE', { method: 'POST' });
    await ask('/healthz');
    expect(inside).toHaveLength(2);
    expect((await ask('/s/CODE', { method: 'POST' })).statusCode).toBe(503);
    for (const res of inside.splice(0)) res.end();
    expect([(await first).statusCode, (await sent).statusCode]).toEqual([200, 200]);
    const after = ask('/');
    await reached();
    inside[0]!.end();
    expect((await after).statusCode).toBe(200);
    clock.now = new Date('2026-03-02T03:05:00Z');
    const written = await meters.text([]);
    expect(written).toMatch(/^langnghe_requests_refused_total 2$/m);
    expect(written).toMatch(/^langnghe_request_seconds_count\{method="POST",route="\(none\)"\} 2$/m);
  });

  describe('while a form is still being sent', () => {
    /** Its first half is there. */
    function halfSent(server: Server) {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      opened.push(() => void socket.destroy());
      socket.write('POST /s/CODE HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf');
      return { socket, heard: hear(socket) };
    }

    /** With a page and then a form: the page is refused where the form arrives before it. */
    async function fill(ask: Gate['ask'], reached: Gate['reached']): Promise<void> {
      void ask('/');
      await reached();
      void ask('/', { method: 'POST' });
      await reached(2);
    }

    test('a refusal arrives, and the connection stays', async () => {
      const { gate, app, reached, ask, server } = await aGate(1);
      gate.open(app, async () => true);
      await fill(ask, reached);
      const { socket, heard } = halfSent(server);
      await heard(/ 503 /);
      socket.write('-restGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      expect(await heard(/ 200 OK/)).not.toMatch(/^connection: close/im);
    });

    test.each(['taken', 'refused'])('one that is %s is cut off when the rest does not come', async (how) => {
      const { gate, app, reached, ask, server } = await aGate(1);
      gate.open(app, async () => true);
      if (how === 'refused') await fill(ask, reached);
      fakeTimeouts();
      const { socket, heard } = halfSent(server);
      await (how === 'refused' ? heard(/ 503 /) : reached(1));
      const cut = once(socket, 'close');
      jest.advanceTimersByTime(30_000);
      await cut;
      expect(socket.destroyed).toBe(true);
    });
  });

  test('counts nobody who takes long to send', async () => {
    const { gate, ask, app, inside, reached } = await aGate(1);
    gate.open(app, async () => true);
    for (let slow = 0; slow < 3; slow++) void ask('/s/CODE', { method: 'POST', body: 'a', length: 100 });
    await reached(3);
    const quick = ask('/');
    await reached(4);
    for (const res of inside) res.end();
    expect((await quick).statusCode).toBe(200);
  });

  test('closes each connection with its answer once the program is to stop', async () => {
    const { gate, ask, app, inside, reached, server } = await aGate(10);
    gate.open(app, async () => true);
    const last = ask('/');
    await reached();
    gate.beginToStop();
    const closed = once(server, 'close');
    server.close();
    inside[0]!.end('the end');
    expect((await last).headers.connection).toBe('close');
    await closed;
  });
});

/** Waits until what came so far matches. @returns all of it; rejects when the other end closes before */
function hear(socket: Socket): (pattern: RegExp) => Promise<string> {
  let text = '';
  socket.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return async (pattern) => {
    while (!pattern.test(text))
      await Promise.race([
        once(socket, 'data'),
        once(socket, 'close').then(() => Promise.reject(new Error(`closed after:\n${text}`))),
      ]);
    return text;
  };
}

/** From now on timeouts of the program end when the test says so. */
function fakeTimeouts(): void {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
    ],
  });
}

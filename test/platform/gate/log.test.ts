/** What is logged of a request and of an error, and what is not. */
import { describe, expect, test } from '@jest/globals';
import { openLog } from '../../../src/platform/gate/log.ts';

function aLog() {
  const [lines, errors]: [string[], string[]] = [[], []];
  const clock = { now: new Date('2026-03-02T03:04:05.678Z') };
  const log = openLog({
    withRequests: true,
    now: () => clock.now,
    write: (line) => lines.push(line),
    writeError: (line) => errors.push(line),
  });
  return { log, lines, errors, clock };
}

const request = { method: 'GET', status: 200, ms: 1.5 };

describe('the log', () => {
  test('has a line for each request of staff at once, with its time', () => {
    const { log, lines } = aLog();
    log.request({ ...request, requestId: 'aa', route: '/staff/jobs/:jobId' });
    log.close();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'info',
        at: '2026-03-02T03:04:05.678Z',
        event: 'request',
        requestId: 'aa',
        route: '/staff/jobs/:jobId',
        ...request,
      },
    ]);
  });

  test('has those of citizens later, to the minute, in an order that does not tell which came first', () => {
    const { log, lines } = aLog();
    for (const requestId of ['cc', 'aa', 'bb'])
      log.request({ ...request, requestId, route: '/s/:accessCode' });
    expect(lines).toEqual([]);
    log.close();
    const written = lines.join('').trim().split('\n');
    expect(written.map((line) => JSON.parse(line))).toMatchObject(
      ['aa', 'bb', 'cc'].map((requestId) => ({ requestId, at: '2026-03-02T03:04:00.000Z' })),
    );
  });

  test('has those of citizens all together once their minute is over, and none of them before', () => {
    const { log, lines, clock } = aLog();
    const ask = (requestId: string) => log.request({ ...request, requestId, route: '/s/:accessCode' });
    ask('bb');
    clock.now = new Date('2026-03-02T03:04:59Z');
    ask('aa');
    expect(lines).toEqual([]);
    clock.now = new Date('2026-03-02T03:05:00Z');
    ask('cc');
    expect(lines.map((text) => text.match(/"requestId":"\w+"/g))).toEqual([
      ['"requestId":"aa"', '"requestId":"bb"'],
    ]);
    log.close();
    expect(lines).toHaveLength(2);
  });

  test('keeps the trace of staff and programs, and none of citizens', () => {
    const { log, lines } = aLog();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const routes = [
      '/staff/units',
      '/api/v1/rounds',
      '/s/:accessCode',
      '/kiosk/:accessCode/submissions',
      '(none)',
    ];
    for (const [at, route] of routes.entries())
      log.request({ ...request, requestId: String(at), route, traceparent });
    log.close();
    const written = lines
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(written.filter((line) => line.traceparent === traceparent).map(({ route }) => route)).toEqual([
      '/staff/units',
      '/api/v1/rounds',
    ]);
    expect(lines.join('').split(traceparent)).toHaveLength(3);
  });

  test('names neither the machine nor the process', () => {
    const { log, lines } = aLog();
    log.note('backup', { file: 'a' });
    log.close();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: 'info', at: '2026-03-02T03:04:05.678Z', event: 'backup', file: 'a' },
    ]);
  });

  test('tells an error of a citizen’s request without the message, in which a value may stand', () => {
    const { log, errors } = aLog();
    const error = Object.assign(new Error('E11000 dup key: { receiptCode: "SECRET" }'), { code: 11000 });
    log.error({ route: 'POST /s/:accessCode', error, requestId: 'aa' });
    log.error({ route: 'POST /staff/units', error });
    log.error({ route: 'leader: tallies', error });
    log.close();
    expect(errors[0]).not.toContain('SECRET');
    expect(JSON.parse(errors[0]!)).toMatchObject({
      level: 'error',
      at: '2026-03-02T03:04:00.000Z',
      route: 'POST /s/:accessCode',
      requestId: 'aa',
    });
    expect(JSON.parse(errors[0]!).detail).toMatch(/^Error 11000\n\s+at .*log\.test/);
    expect(errors.slice(1).every((line) => line.includes('SECRET'))).toBe(true);
  });
});

/** What is logged of a request and of a fault, and what is not. */
import { describe, expect, test } from '@jest/globals';
import { openLog } from '../../src/door/log.ts';

function aLog() {
  const [lines, faults]: [string[], string[]] = [[], []];
  const clock = { now: new Date('2026-03-02T03:04:05.678Z') };
  const log = openLog({
    withRequests: true,
    now: () => clock.now,
    write: (line) => lines.push(line),
    writeFault: (line) => faults.push(line),
  });
  return { log, lines, faults, clock };
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
    const { log, lines, clock } = aLog();
    for (const requestId of ['cc', 'aa', 'bb'])
      log.request({ ...request, requestId, route: '/s/:accessCode' });
    clock.now = new Date('2026-03-02T03:05:00Z');
    expect(lines).toEqual([]);
    log.close();
    const written = lines.join('').trim().split('\n');
    expect(written.map((line) => JSON.parse(line))).toMatchObject(
      ['aa', 'bb', 'cc'].map((requestId) => ({ requestId, at: '2026-03-02T03:04:00.000Z' })),
    );
  });

  test('tells a fault of a citizen’s request without the message, in which a value may stand', () => {
    const { log, faults } = aLog();
    const error = Object.assign(new Error('E11000 dup key: { receiptCode: "SECRET" }'), { code: 11000 });
    log.fault({ route: 'POST /s/:accessCode', error, requestId: 'aa' });
    log.fault({ route: 'POST /staff/units', error });
    log.fault({ route: 'leader: tallies', error });
    log.close();
    expect(faults[0]).not.toContain('SECRET');
    expect(JSON.parse(faults[0]!)).toMatchObject({
      level: 'error',
      route: 'POST /s/:accessCode',
      requestId: 'aa',
    });
    expect(JSON.parse(faults[0]!).detail).toMatch(/^Error 11000\n\s+at .*log\.test/);
    expect(faults.slice(1).every((line) => line.includes('SECRET'))).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  deviceWarnings,
  lostNumbers,
  missingNumbers,
  type Device,
  type DeviceReport,
} from '../../../src/collection/devices/device.ts';
import { duringAt } from '../../support/builders.ts';

const report: DeviceReport = {
  at: duringAt,
  lastNumber: 10,
  queued: [],
  setAside: [],
  clockSkewMs: 0,
  persisted: true,
  programVersion: 'abc',
  witness: { state: 'extends', checkpointNumber: 3 },
};
const device = (changes: Partial<DeviceReport> = {}, rest: Partial<Device> = {}): Device => ({
  id: 'device',
  accessPointId: 'point',
  label: 'Quầy 1',
  credentialHash: 'hash',
  pairedAt: duringAt,
  firstNumber: 1,
  report: { ...report, ...changes },
  ...rest,
});
const later = (hours: number): Date => new Date(duringAt.getTime() + hours * 3_600_000);

describe('the numbers of a device', () => {
  it('are missing until they arrive, and lost when the tablet does not hold them either', () => {
    const held = device({ queued: [[8, 10]], setAside: [{ number: 4, reason: 'incomplete' }] });
    expect(missingNumbers(held, [[1, 3], [5, 6]])).toEqual([[4, 4], [7, 10]]); // prettier-ignore
    expect(lostNumbers(held, [[1, 3], [5, 6]])).toEqual([[7, 7]]); // prettier-ignore
  });

  it('count from the first one of this pairing', () => {
    expect(missingNumbers(device({}, { firstNumber: 9 }), [])).toEqual([[9, 10]]);
    expect(missingNumbers(device({ lastNumber: 8 }, { firstNumber: 9 }), [])).toEqual([]);
  });

  it('are known up to the last that arrived, and not called lost before the tablet has reported them', () => {
    expect(missingNumbers(device({ lastNumber: 1 }), [[3, 3]])).toEqual([[1, 2]]);
    expect(lostNumbers(device({ lastNumber: 1 }), [[3, 3]])).toEqual([[1, 1]]);
  });
});

describe('what staff should look at', () => {
  const all: (readonly [string, Device, Date])[] = [
    ['numbersTwice', { ...device({ lastNumber: 0 }), numbersTwice: 2 }, later(0)],
    ['lost', device(), later(0)],
    ['setAside', device({ lastNumber: 1, setAside: [{ number: 1, reason: 'malformed' }] }), later(0)],
    ['witness', device({ lastNumber: 0, witness: { state: 'broken' } }), later(0)],
    ['silent', device({ lastNumber: 0 }), later(25)],
    ['clock', device({ lastNumber: 0, clockSkewMs: -6 * 60_000 }), later(0)],
    ['notPersisted', device({ lastNumber: 0, persisted: false }), later(0)],
  ];
  it.each(all)('is %s', (warning, shown, now) => {
    expect(deviceWarnings(shown, [], now)).toEqual([warning]);
  });

  it('is nothing while all is well', () => {
    expect(deviceWarnings(device(), [[1, 10]], later(23))).toEqual([]);
  });

  it('is, of a revoked device, only what it still holds', () => {
    const revoked = { revokedAt: duringAt };
    const idle = device({ lastNumber: 0, persisted: false, clockSkewMs: 9e9 }, revoked);
    expect(deviceWarnings(idle, [], later(99))).toEqual([]);
    expect(deviceWarnings(device({ lastNumber: 2, queued: [[1, 2]] }, revoked), [], later(99))).toEqual([
      'silent',
    ]);
  });
});

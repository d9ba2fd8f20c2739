import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { Device, DeviceReport } from './device.ts';
import { withNumber, type NumberRange } from './numberRanges.ts';

export const devicesCollection = auditedCollection<Device>({
  name: 'devices',
  indexes: [{ keys: { credentialHash: 1 }, unique: true }, { keys: { accessPointId: 1 } }],
  fields: {
    accessPointId: String,
    label: String,
    credentialHash: String,
    pairedAt: Date,
    firstNumber: Number,
    'revokedAt?': Date,
    'pass?': Mixed,
    'report?': Mixed,
    'numbersTwice?': Number,
  },
});

/** The numbers of a device that have arrived: nothing else about them is stored, here or elsewhere. */
interface Arrivals {
  /** Id of the device. */
  readonly id: string;
  readonly ranges: readonly NumberRange[];
  /** Incremented by each change, so that no concurrent change is lost. */
  readonly version: number;
}

export const deviceArrivalsCollection = collection<Arrivals>({
  name: 'deviceArrivals',
  fields: { ranges: Mixed, version: Number },
});

export function deviceStore(connection: Connection) {
  return { ...devicesOf(connection), ...arrivalsOf(connection) };
}

function devicesOf(connection: Connection) {
  const { addNew, change, find, findOne, list } = devicesCollection.open(connection);
  return {
    /** @returns false if a device with this credential exists */
    add: addNew,
    find,
    findByCredential: (credentialHash: string) => findOne({ credentialHash }),
    /** Newest pairing first. */
    list: () => list({}, { sort: { pairedAt: -1, id: 1 } }),
    async keepReport(deviceId: string, report: DeviceReport): Promise<void> {
      await change(deviceId, { report }, 'unaudited');
    },
    /** @returns false if it was already revoked */
    revoke: (deviceId: string, revokedAt: Date, entry: AuditEntry) =>
      change({ id: deviceId, revokedAt: null }, { revokedAt }, entry),
    async noteNumberTwice(deviceId: string): Promise<void> {
      await change(deviceId, { $inc: { numbersTwice: 1 } }, 'unaudited');
    },
  };
}

function arrivalsOf(connection: Connection) {
  const { addNew, change, find, list } = deviceArrivalsCollection.open(connection);
  return {
    async arrivedNumbers(deviceId: string): Promise<readonly NumberRange[]> {
      return (await find(deviceId))?.ranges ?? [];
    },
    /** The same for all devices, by id; a device of which nothing has arrived is missing. */
    async listArrived(): Promise<ReadonlyMap<string, readonly NumberRange[]>> {
      return new Map((await list()).map(({ id, ranges }) => [id, ranges]));
    },
    /** Records a number as arrived; idempotent. @returns false if it was recorded before */
    async markArrived(id: string, number: number): Promise<boolean> {
      for (;;) {
        const held = await find(id);
        if (!held) {
          if (await addNew({ id, ranges: [[number, number]], version: 1 })) return true;
          continue; // another request inserted the first number meanwhile
        }
        const { version } = held;
        const ranges = withNumber(held.ranges, number);
        if (ranges === held.ranges) return false;
        if (await change({ id, version }, { ranges, version: version + 1 })) return true;
      }
    },
  };
}

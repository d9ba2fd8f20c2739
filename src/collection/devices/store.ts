import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Device, DeviceReport } from './device.ts';
import { withNumber, type NumberRange } from './numberRanges.ts';

export const devicesPlan: CollectionPlan = {
  name: 'devices',
  schemaVersion: 1,
  indexes: [{ keys: { credentialHash: 1 }, unique: true }, { keys: { accessPointId: 1 } }, outboxIndex],
};

/** The numbers of a device that have arrived: nothing else about them is stored, here or elsewhere. */
export const deviceArrivalsPlan: CollectionPlan = { name: 'deviceArrivals', schemaVersion: 1 };

type DeviceDocument = Stored<Device> & WithOutbox;

const deviceSchema = new Schema<DeviceDocument>(
  {
    _id: String,
    accessPointId: { type: String, required: true },
    label: { type: String, required: true },
    credentialHash: { type: String, required: true },
    pairedAt: { type: Date, required: true },
    firstNumber: { type: Number, required: true },
    revokedAt: Date,
    report: Schema.Types.Mixed,
    numbersTwice: Number,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

interface ArrivalsDocument {
  /** Id of the device. */
  readonly _id: string;
  readonly ranges: readonly NumberRange[];
  /** Incremented by each change, so that no concurrent change is lost. */
  readonly version: number;
}

const arrivalsSchema = new Schema<ArrivalsDocument>(
  {
    _id: String,
    ranges: { type: Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export function deviceStore(connection: Connection) {
  return { ...devicesOf(connection), ...arrivalsOf(connection) };
}

function devicesOf(connection: Connection) {
  const devices = connection.model('Device', deviceSchema, devicesPlan.name);

  async function findBy(filter: Record<string, unknown>): Promise<Device | undefined> {
    const document = await devices.findOne(filter).lean<DeviceDocument>();
    return document ? deviceOf(document) : undefined;
  }

  return {
    /** @returns false if a device with this credential exists */
    async add(device: Device, entry: AuditEntry): Promise<boolean> {
      try {
        await devices.insertOne({ ...toDocument(device), outbox: [entry] });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    find: (deviceId: string) => findBy({ _id: deviceId }),
    findByCredential: (credentialHash: string) => findBy({ credentialHash }),
    /** Newest pairing first. */
    async list(): Promise<readonly Device[]> {
      const documents = await devices.find().sort({ pairedAt: -1, _id: 1 }).lean<DeviceDocument[]>();
      return documents.map(deviceOf);
    },
    async keepReport(deviceId: string, report: DeviceReport): Promise<void> {
      await devices.updateOne({ _id: deviceId }, { $set: { report } });
    },
    /** @returns false if it was already revoked */
    async revoke(deviceId: string, revokedAt: Date, entry: AuditEntry): Promise<boolean> {
      const { matchedCount } = await devices.updateOne(
        { _id: deviceId, revokedAt: null },
        { $set: { revokedAt }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },

    async noteNumberTwice(deviceId: string): Promise<void> {
      await devices.updateOne({ _id: deviceId }, { $inc: { numbersTwice: 1 } });
    },
  };
}

function arrivalsOf(connection: Connection) {
  const arrivals = connection.model('DeviceArrivals', arrivalsSchema, deviceArrivalsPlan.name);

  async function insertArrivals(document: ArrivalsDocument): Promise<boolean> {
    try {
      await arrivals.insertOne(document);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  return {
    async arrivedNumbers(deviceId: string): Promise<readonly NumberRange[]> {
      return (await arrivals.findById(deviceId).lean<ArrivalsDocument>())?.ranges ?? [];
    },
    /** The same for all devices, by id; a device of which nothing has arrived is missing. */
    async listArrived(): Promise<ReadonlyMap<string, readonly NumberRange[]>> {
      const documents = await arrivals.find().lean<ArrivalsDocument[]>();
      return new Map(documents.map(({ _id, ranges }) => [_id, ranges]));
    },
    /** Records a number as arrived; idempotent. @returns false if it was recorded before */
    async markArrived(deviceId: string, number: number): Promise<boolean> {
      for (;;) {
        const held = await arrivals.findById(deviceId).lean<ArrivalsDocument>();
        if (!held) {
          if (await insertArrivals({ _id: deviceId, ranges: [[number, number]], version: 1 })) return true;
          continue; // another request inserted the first number meanwhile
        }
        const ranges = withNumber(held.ranges, number);
        if (ranges === held.ranges) return false;
        const { matchedCount } = await arrivals.updateOne(
          { _id: deviceId, version: held.version },
          { $set: { ranges }, $inc: { version: 1 } },
        );
        if (matchedCount === 1) return true;
      }
    },
  };
}

function deviceOf({ outbox: _outbox, ...rest }: DeviceDocument): Device {
  return fromDocument<Device>(rest);
}

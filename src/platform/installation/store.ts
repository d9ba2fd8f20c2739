/**
 * Settings of the installation itself: whether it is a demo, and the secret from which its keys are derived. The secret
 * is generated at the first start and shared by all processes of the installation.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../storage/collection.ts';

export const installationPlan: CollectionPlan = { name: 'installation', schemaVersion: 1 };

export type InstallationKind = 'real' | 'demo';

interface InstallationDocument {
  readonly _id: 'installation';
  readonly kind: InstallationKind;
  readonly secret: Buffer;
  /** The demo province is complete. */
  readonly demoFilled?: boolean;
}

const schema = new Schema<InstallationDocument>(
  {
    _id: String,
    kind: { type: String, required: true },
    secret: { type: Buffer, required: true },
    demoFilled: Boolean,
  },
  { strict: 'throw', versionKey: false },
);

export interface Installation {
  readonly kind: InstallationKind;
  readonly demoFilled: boolean;
  /** A key of 32 bytes for one purpose; the same purpose always gives the same key. */
  key(purpose: string): Buffer;
}

export function installationStore(connection: Connection) {
  const installations = connection.model('Installation', schema, installationPlan.name);
  const filter = { _id: 'installation' } as const;
  return {
    /** Reads the installation, or creates it as `kind` at its first start. */
    async open(kind: InstallationKind): Promise<Installation> {
      const secret = randomBytes(32);
      const document = await installations
        .findOneAndUpdate(
          filter,
          { $setOnInsert: { kind, secret } },
          { upsert: true, returnDocument: 'after' },
        )
        .orFail()
        .lean<InstallationDocument>();
      const shared = Buffer.from(document.secret.buffer);
      return {
        kind: document.kind,
        demoFilled: document.demoFilled === true,
        key: (purpose) => Buffer.from(hkdfSync('sha256', shared, '', purpose, 32)),
      };
    },
    /**
     * Identifies the installation wherever it is stored, without disclosing its secret; undefined where there is none.
     */
    async findFingerprint(): Promise<string | undefined> {
      const document = await installations.findOne(filter).lean<InstallationDocument>();
      if (!document) return undefined;
      return Buffer.from(
        hkdfSync('sha256', Buffer.from(document.secret.buffer), '', 'fingerprint', 16),
      ).toString('hex');
    },
    async markDemoFilled(): Promise<void> {
      await installations.updateOne(filter, { $set: { demoFilled: true } });
    },
  };
}

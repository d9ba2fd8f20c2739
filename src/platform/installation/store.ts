/**
 * Settings of the installation itself: whether it is a demo, and the secret from which its keys are derived. The secret
 * is generated at the first start and shared by all processes of the installation.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { collection } from '../storage/collection.ts';

export type InstallationKind = 'real' | 'demo';

interface StoredInstallation {
  readonly id: string;
  readonly kind: InstallationKind;
  readonly secret: Buffer;
  /** The demo province is complete. */
  readonly demoFilled?: boolean;
}

export const installationCollection = collection<StoredInstallation>({
  name: 'installation',
  fields: { kind: String, secret: Buffer, 'demoFilled?': Boolean },
});

export interface Installation {
  readonly kind: InstallationKind;
  readonly demoFilled: boolean;
  /** A key of 32 bytes for one purpose; the same purpose always gives the same key. */
  key(purpose: string): Buffer;
}

export function installationStore(connection: Connection) {
  const { addNew, change, find } = installationCollection.open(connection);
  const id = 'installation';
  return {
    /** Reads the installation, or creates it as `kind` at its first start. */
    async open(kind: InstallationKind): Promise<Installation> {
      const made: StoredInstallation = { id, kind, secret: randomBytes(32) };
      const opened = (await find(id)) ?? ((await addNew(made)) ? made : (await find(id))!);
      return {
        kind: opened.kind,
        demoFilled: opened.demoFilled === true,
        key: (purpose) => derived(opened, purpose, 32),
      };
    },
    /**
     * Identifies the installation wherever it is stored, without disclosing its secret; undefined where there is none.
     */
    async findFingerprint(): Promise<string | undefined> {
      const found = await find(id);
      return found && derived(found, 'fingerprint', 16).toString('hex');
    },
    async markDemoFilled(): Promise<void> {
      await change(id, { demoFilled: true });
    },
  };
}

function derived({ secret }: StoredInstallation, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
}

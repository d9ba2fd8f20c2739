import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { SignedCopy } from './signedCopy.ts';
import type { TrustedAuthority } from './trustedAuthority.ts';

export const trustedAuthoritiesCollection = auditedCollection<TrustedAuthority>({
  name: 'trustedAuthorities',
  fields: {
    name: String,
    validFrom: Date,
    validTo: Date,
    pem: String,
    by: Mixed,
    at: Date,
    'removedAt?': Date,
  },
});

export const signedCopiesCollection = auditedCollection<SignedCopy>({
  name: 'signedCopies',
  fields: {
    bytes: Number,
    sha256: String,
    signers: Mixed,
    agreeing: Number,
    published: Number,
    by: Mixed,
    at: Date,
  },
});

/** The files of signed copies, by their hash. */
export const signedFilesCollection = collection<{ readonly id: string; readonly pdf: Buffer }>({
  name: 'signedFiles',
  fields: { pdf: Buffer },
});

export function trustedAuthorityStore(connection: Connection) {
  const { addNew, change, list } = trustedAuthoritiesCollection.open(connection);
  return {
    /** @returns false if it is trusted already */
    async add(authority: TrustedAuthority, entry: AuditEntry): Promise<boolean> {
      if (await addNew(authority, entry)) return true;
      const { id, by, at } = authority;
      return await change({ id, removedAt: { $ne: null } }, { by, at, removedAt: undefined }, entry);
    },
    /** By name. */
    list: () => list({ removedAt: null }, { sort: { name: 1, id: 1 } }),
    /** @returns false if it was not trusted */
    remove: (id: string, removedAt: Date, entry: AuditEntry) =>
      change({ id, removedAt: null }, { removedAt }, entry),
  };
}

export function signedCopyStore(connection: Connection) {
  const copies = signedCopiesCollection.open(connection);
  const files = signedFilesCollection.open(connection);
  return {
    find: copies.find,
    /** In the place of an earlier one of the same publication, if there is one. */
    async keep(copy: SignedCopy, pdf: Buffer, entry: AuditEntry): Promise<void> {
      const earlier = await copies.find(copy.id);
      await files.put({ id: copy.sha256, pdf });
      await copies.put(copy, entry);
      if (earlier && earlier.sha256 !== copy.sha256) await files.remove(earlier.sha256);
    },
    findFile: async ({ sha256 }: SignedCopy): Promise<Buffer | undefined> => (await files.find(sha256))?.pdf,
  };
}

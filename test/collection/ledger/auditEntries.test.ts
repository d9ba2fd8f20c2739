import { beforeAll, describe, expect, test } from '@jest/globals';
import { auditEntry, type AuditEntry } from '../../../src/access/audit/entry.ts';
import { openSigners } from '../../../src/collection/ledger/signers.ts';
import { checkAuditEntries, noteAuditEntries } from '../../../src/collection/ledger/auditEntries.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { useOpenStores } from '../../support/storage.ts';
import { hoursLater, logOf, seal } from './smallLedger.ts';

describe('acts of staff in the ledger', () => {
  const opened = useOpenStores();
  let stores: Stores;
  let log = '';
  const by = { accountId: 'a-1', name: 'nguyen.van.a' };
  const entries: AuditEntry[] = ['x', 'y', 'z'].map((label) =>
    auditEntry({ at: hoursLater(0), by, kind: 'account.made', unitIds: [], subject: { id: label, label } }),
  );
  const audit = () => opened().connection.collection<{ _id: string }>('audit');

  beforeAll(async () => {
    ({ stores } = opened());
    const signers = await openSigners(stores.ledger, memoryChest());
    for (const entry of entries) await stores.audit.add(entry);
    await noteAuditEntries(stores.audit, stores.logEntries, () => false);
    await audit().updateMany({}, { $set: { unlogged: true } }); // as if a crash had come before the marks went
    await noteAuditEntries(stores.audit, stores.logEntries, () => false);
    await seal(stores, signers, hoursLater(1, 5));
    log = (await logOf(stores, signers)).join('\n');
  });

  test('are one entry each, which tells nothing of the act', () => {
    expect(log.match(/"kind":"auditEntry"/g)).toHaveLength(3);
    for (const word of ['nguyen', 'a-1', 'account.made', ...entries.map(({ id }) => id)]) {
      expect(log).not.toContain(word);
    }
  });

  test('an entry that was changed, deleted or added in the audit is named', async () => {
    expect(await checkAuditEntries(stores)).toEqual([]);
    const [changed, deleted] = entries;
    await audit().updateOne({ _id: changed!.id }, { $set: { 'by.name': 'somebody.else' } });
    expect(await checkAuditEntries(stores)).toEqual([
      `The audit's entry ${changed!.id} (account.made) is not the one that was logged.`,
      expect.stringMatching(/^Entry \d is an act of staff that the audit does not have/),
    ]);
    await audit().updateOne({ _id: changed!.id }, { $set: { 'by.name': by.name } });
    await audit().deleteOne({ _id: deleted!.id });
    expect(await checkAuditEntries(stores)).toEqual([
      expect.stringMatching(/^Entry \d is an act of staff that the audit does not have/),
    ]);
    await stores.audit.add(deleted!);
    await stores.audit.add({ ...deleted!, id: 'late' });
    expect(await checkAuditEntries(stores)).toEqual([]); // it waits for the ledger, and will be in it
    await audit().updateOne({ _id: 'late' }, { $unset: { unlogged: '' } });
    expect(await checkAuditEntries(stores)).toEqual([
      expect.stringMatching(/entry late .* is not the one that was logged/),
    ]);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { accountsCollection } from '../../../src/access/accounts/store.ts';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { auditStore } from '../../../src/access/audit/store.ts';
import { useApp } from '../../support/app.ts';
import { runSource } from '../../support/process.ts';
import { addAccount, aGrant, drain } from '../../support/staff.ts';
import { useConnection } from '../../support/storage.ts';
import { accountStore } from '../../../src/access/accounts/store.ts';
import { prepareCollections } from '../../../src/platform/storage/migrations.ts';
import { auditCollection } from '../../../src/access/audit/store.ts';

const writesOfAnAction = [
  'the act with its entry',
  'the entry into the audit',
  'the entry out of the outbox',
];

describe('an act whose process is killed', () => {
  const connection = useConnection();
  beforeAll(async () => {
    await prepareCollections(connection(), [accountsCollection, auditCollection]);
  });

  const cases = writesOfAnAction.flatMap((what, index) =>
    (['before', 'after'] as const).map((when) => ({ what, when, number: index + 1 })),
  );

  it.each(cases)('$when writing $what is in the audit once, or was never done', async ({ when, number }) => {
    const accounts = accountStore(connection());
    const id = `account-${number}-${when}`;
    const account = { id, name: id, fullName: 'as it was', language: 'vi', grants: [] } as const;
    const subject = { id, label: id };
    await accounts.add(account, auditEntry({ at: new Date(), kind: 'account.made', unitIds: [], subject }));
    const audit = auditStore(connection());
    await audit.drain([accountsCollection.name], () => false);

    const dying = runSource('test/support/changeThenDie.ts', {
      args: [connection().name, id, String(number), when],
    });
    await dying.ended;
    expect([dying.output(), dying.child.signalCode]).toEqual(['', 'SIGKILL']);

    for (let restart = 0; restart < 2; restart++) await audit.drain([accountsCollection.name], () => false);
    const wasDone = (await accounts.find(id))?.fullName === 'changed';
    const entries = await audit.list({ subjectId: id, kind: 'account.closed' }, 10);
    expect(entries).toHaveLength(wasDone ? 1 : 0);
    expect(wasDone).toBe(number > 1 || when === 'after');
    const left = await connection()
      .collection(accountsCollection.name)
      .countDocuments({ 'outbox.0': { $exists: true } });
    expect(left).toBe(0);
  });
});

describe('draining', () => {
  const testApp = useApp();

  it('by two leaders at once, one of which should not be one, keeps each act once', async () => {
    for (let made = 0; made < 20; made++) await addAccount(testApp(), [aGrant('officer')]);
    await Promise.all([1, 2, 3].map(() => drain(testApp())));
    expect(await testApp().stores.audit.count({})).toBe(20);
  });

  it('stops between two documents when the term is over, and the next leader does the rest', async () => {
    const { audit } = testApp().stores;
    const before = await audit.count({});
    for (let made = 0; made < 3; made++) await addAccount(testApp(), [aGrant('officer')]);
    let asked = 0;
    await audit.drain([accountsCollection.name], () => ++asked > 1);
    expect(await audit.count({})).toBe(before + 1);
    await drain(testApp());
    expect(await audit.count({})).toBe(before + 3);
  });

  it('gives the store no way to change or remove an entry', () => {
    const functions = Object.keys(testApp().stores.audit).toSorted();
    expect(functions).toEqual(['add', 'count', 'drain', 'each', 'list', 'listUnlogged', 'markLogged']);
  });
});

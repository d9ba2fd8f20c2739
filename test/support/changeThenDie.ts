/**
 * An act of staff and the draining of its outbox, in a process that kills itself at one of its writes: before it is sent,
 * or as soon as it was answered. Arguments: database, account, number of the write, `before` or `after`.
 */
import { accountStore, accountsCollection } from '../../src/access/accounts/store.ts';
import { auditEntry } from '../../src/access/audit/entry.ts';
import { auditStore } from '../../src/access/audit/store.ts';
import { connect } from '../../src/platform/storage/connection.ts';

const [database = '', accountId = '', number = '', when = ''] = process.argv.slice(2);
const uri = new URL(process.env['TEST_STORAGE_URI'] ?? '');
uri.searchParams.set('monitorCommands', 'true');
if (uri.pathname === '') uri.pathname = '/';
const connection = await connect(uri.href, database);

let writes = 0;
const isWrite = (command: string): boolean => command === 'insert' || command === 'update';
const client = connection.getClient();
client.on('commandStarted', ({ commandName }) => {
  if (isWrite(commandName) && ++writes === Number(number) && when === 'before') die();
});
client.on('commandSucceeded', ({ commandName }) => {
  if (isWrite(commandName) && writes === Number(number) && when === 'after') die();
});

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

await accountStore(connection).change(accountId, ({ name }) => ({
  set: { fullName: 'changed' },
  entry: auditEntry({
    at: new Date(),
    kind: 'account.closed',
    unitIds: [],
    subject: { id: accountId, label: name },
  }),
}));
await auditStore(connection).drain([accountsCollection.name], () => false);
console.log(`done after ${writes} writes`);
await connection.close();

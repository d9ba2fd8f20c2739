/**
 * `lang-nghe let-in`: for a person whom no colleague can let in, such as the only administrator after losing
 * password or telephone. It gives no more than access to the data folder already gives, and it is audited like every
 * link (decision 0263).
 */
import { auditEntry } from '../../access/audit/entry.ts';
import { openData } from '../../platform/storage/openData.ts';
import { openStores, type Stores } from '../stores.ts';
import { newLink, wholeInstallation } from '../../access/accounts/passwordLink.ts';

type Write = (text: string) => void;

/** @returns 0; 1 when there is no such account, 2 with the usage */
export async function letInCommand(
  [location, name, ...rest]: readonly string[],
  write: Write = console.log,
  complain: Write = console.error,
): Promise<number> {
  if (location === undefined || name === undefined || rest.length > 0) {
    complain('lang-nghe let-in <data folder | mongodb://…> <account>');
    return 2;
  }
  const data = await openData(location);
  try {
    const path = await letIn(await openStores(data.connection), name, new Date());
    if (path === undefined) complain(`No open account is called ${name}.`);
    else
      write(`Open this at the address of the installation within 24 hours, and set a new password:\n${path}`);
    return path === undefined ? 1 : 0;
  } finally {
    await data.close();
  }
}

/** @returns path of the link, which works once; undefined when there is no such account, or it was closed */
export async function letIn(
  { accounts, sessions }: Pick<Stores, 'accounts' | 'sessions'>,
  name: string,
  now: Date,
): Promise<string | undefined> {
  const account = await accounts.findByName(name);
  if (!account || account.closedAt) return undefined;
  const { link, token } = newLink(now, wholeInstallation);
  await accounts.change(account.id, (current) => ({
    set: { link, secondFactor: undefined, offeredSecret: undefined, passkeys: undefined },
    entry: auditEntry({
      at: now,
      kind: 'account.linkMade',
      unitIds: [],
      subject: { id: account.id, label: account.name },
      after: { command: 'let-in', secondFactor: current.secondFactor ? 'removed' : 'none' },
    }),
  }));
  await sessions.endOfAccount(account.id);
  return `/staff/password/${token}`;
}

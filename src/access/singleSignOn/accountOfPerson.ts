/**
 * The account of a person who signed in at a provider: the one that is linked with issuer and subject, the one whose
 * link the person holds, or a new one without any role. Never one that has the same name or e-mail address, which a
 * provider may give to another person.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { isEmail } from '../accounts/input.ts';
import { isAccountName, type Account, type Identity } from '../accounts/account.ts';
import { wholeInstallation } from '../accounts/passwordLink.ts';
import { hashOfToken } from '../accounts/session.ts';
import { ownEntry, type SignInStores } from '../accounts/signIn.ts';
import { auditEntry } from '../audit/entry.ts';
import { searchable } from '../../platform/text/searchText.ts';
import { withoutControls } from '../../platform/text/plainText.ts';
import type { ProviderSettings } from './provider.ts';
import type { Person } from './providers.ts';

/** `unknown`: nobody has invited the person; `taken`: linked with another account; `linkOver`: the link is used. */
export type AccountProblem = 'unknown' | 'closed' | 'taken' | 'linkOver';

/** @param link token of a link that was given to the person, or empty */
export async function accountOfPerson(
  stores: SignInStores,
  { person, provider, link, now }: { person: Person; provider: ProviderSettings; link: string; now: Date },
): Promise<Account | AccountProblem> {
  const known = await stores.accounts.findByIdentity(person);
  if (link !== '') return await linkAccount(stores, { person, known, link, now });
  if (known) return known.closedAt ? 'closed' : known;
  return provider.newAccounts === 'made' ? await makeAccount(stores, person, now) : 'unknown';
}

/** Uses up the link. Sessions that are open end, as when a password is set by it. */
async function linkAccount(
  { accounts, sessions }: SignInStores,
  { person, known, link, now }: { person: Person; known: Account | undefined; link: string; now: Date },
): Promise<Account | AccountProblem> {
  const invited = await accounts.findByLink(hashOfToken(link));
  if (!invited?.link || invited.closedAt || invited.link.expiresAt <= now) return 'linkOver';
  if (known && known.id !== invited.id) return 'taken';
  const linked = await accounts.change(invited.id, (current) =>
    current.link?.hash === hashOfToken(link) && !current.closedAt
      ? {
          set: { identity: identityOf(person, now, current.link.reach), link: undefined },
          entry: ownEntry('account.identityLinked', current, now, { after: { provider: person.issuer } }),
        }
      : undefined,
  );
  if (!linked) return 'linkOver';
  await sessions.endOfAccount(linked.id);
  return linked;
}

function identityOf({ issuer, subject }: Person, now: Date, reach: Identity['reach']): Identity {
  return { issuer, subject, linkedAt: now, ...(reach ? { reach } : {}) };
}

async function makeAccount(
  { accounts }: SignInStores,
  person: Person,
  now: Date,
): Promise<Account | AccountProblem> {
  const wanted = nameOf(person);
  for (const name of [wanted, otherName(wanted), otherName(wanted)]) {
    const account: Account = {
      id: randomUUID(),
      name,
      fullName: fullNameOf(person) ?? name,
      ...emailOf(person),
      language: 'vi',
      grants: [],
      identity: identityOf(person, now, wholeInstallation),
    };
    const entry = auditEntry({
      at: now,
      kind: 'account.made',
      unitIds: [],
      subject: { id: account.id, label: name },
      after: { name, fullName: account.fullName, provider: person.issuer },
    });
    if (await accounts.add(account, entry)) return account;
    const same = await accounts.findByIdentity(person); // the person signed in twice at the same moment
    if (same) return same.closedAt ? 'closed' : same;
  }
  throw new Error('no name was free for a new account');
}

function textOf({ claims }: Person, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? withoutControls(value).trim().normalize('NFC').slice(0, 200) : '';
}

/** The name at the provider as far as it can be a name here; it only has to be readable. */
function nameOf(person: Person): string {
  const [local = ''] = textOf(person, 'preferred_username').split('@');
  const name = searchable(local)
    .replaceAll(/[^a-z0-9]+/g, '.')
    .slice(0, 30)
    .replaceAll(/^\.|\.$/g, '');
  return isAccountName(name) ? name : otherName('user');
}

function otherName(name: string): string {
  return `${name}-${randomBytes(3).toString('hex')}`;
}

function fullNameOf(person: Person): string | undefined {
  return textOf(person, 'name') || undefined;
}

/** An address that the provider has not verified may be somebody else's. */
function emailOf(person: Person): Pick<Account, 'email'> {
  const email = textOf(person, 'email');
  return person.claims['email_verified'] === true && isEmail(email) ? { email } : {};
}

/**
 * Writes docs/authority.md from the tables in code: the permissions of each role, and what each address requires. With
 * --check it writes nothing, and fails when the file differs from the tables.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { allows, type Permission } from '../src/access/accounts/authority.ts';
import { roles, roleTexts } from '../src/access/accounts/role.ts';
import type { Access } from '../src/access/web/access.ts';
import { routeAccess } from '../src/app/routeTable.ts';
import { projectFolder } from '../src/platform/projectFolder.ts';
import { catalogue } from '../src/platform/text/catalogue.ts';

const phrases = catalogue('access/permissions');
const permissions = Object.keys(phrases.vi) as Permission[];

function rolesTable(): string {
  const head = ['may / được phép', ...roles.map((role) => `${role} (${roleTexts.vi.names[role]})`)];
  const rows = permissions.map((permission) => [
    `${phrases.en[permission]} / ${phrases.vi[permission]}`,
    ...roles.map((role) => (allows(role, permission) ? '●' : '')),
  ]);
  return table(head, rows);
}

function routesTable(): string {
  return table(
    ['address', 'open to'],
    Object.entries(routeAccess).map(([route, { access, by }]) => [
      `\`${route}\``,
      by === 'key' ? `API keys of: ${openTo(access)}` : openTo(access),
    ]),
  );
}

function openTo(access: Access): string {
  if (access === 'public') return 'everybody';
  if (access === 'device') return 'the kiosk that was paired with the access point';
  if (access === 'staff') return 'every account that is signed in, for itself';
  if (access === 'job') return 'those who may do what the job does, on its units';
  if (access === 'owner') return 'those whom the owner of the file lets see it';
  if (access === 'own') return 'the account that keeps it';
  return roles.filter((role) => allows(role, access.permission)).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const text = `# Who may do what

Written by \`npx tsx scripts/printAuthority.ts\` from \`src/access/accounts/authority.ts\` and what each feature declares
(\`src/*/*/feature.ts\`); a test holds the two together and tries every address by every role.

A role is given to an account for a unit and all units below it, or for the whole installation, from a day on and up to a
day. An ended unit stays below the unit that it belonged to last; a role given for a unit that has ended opens nothing.
What lies beyond an account's units does not exist for it: it gets 404, as for what is not there. An address that none of
its roles open gets 403. Who is not signed in is sent to the sign-in page.

Accounts are closed, never deleted; roles are ended, never taken out. One account always administers the whole
installation with no end in sight. An account can be given a new password or be closed only by an administrator of all
the units in which it has a role. A new role ends the link that is out for its password. A role for a unit beyond those of
whoever made the link by which the password was set ends every earlier way in (password, second factor, sessions, API
keys) and asks for a new password; only the account's own authority over accounts of that unit spares it that.

Where staff sign in at a provider (docs/single-sign-on.md), roles stay those of this system. A group at the provider brings
a role only if the settings say so, never that of an administrator; it is given and ended at sign-in, by the same rule on
passwords that others may know.

## Roles

${rolesTable()}

## Addresses

${routesTable()}
`;

const file = join(projectFolder(), 'docs', 'authority.md');
const options = await resolveConfig(file);
const written = await format(text, { ...options, parser: 'markdown' });
if (!process.argv.includes('--check')) await writeFile(file, written);
else if ((await readFile(file, 'utf8')) !== written) {
  console.error('docs/authority.md is not what the tables say: npx tsx scripts/printAuthority.ts writes it.');
  process.exitCode = 1;
}

/** Every kind of job over the responses of a filled installation, begun on the pages of those who may. */
import { newGrant } from '../src/access/accounts/giveRole.ts';
import { fullCost, hashPassword } from '../src/access/accounts/password.ts';
import type { Role } from '../src/access/accounts/role.ts';
import { auditEntry } from '../src/access/audit/entry.ts';
import type { Stores } from '../src/app/stores.ts';
import type { HealthWatch } from '../scripts/roles/healthWatch.ts';
import { demoStaff, everyJob, type JobSubject } from '../test/support/everyJob.ts';
import type { Program } from './program.ts';

const password = 'rather-long-words';
/** Accounts of the same names as the demo's. */
const staff: Readonly<Record<string, Role>> = {
  phantich: 'analyst',
  quanly: 'manager',
  noivu: 'manager',
  kiemtra: 'auditor',
  chitiet: 'researcher',
};
export const analyst = { name: 'phantich', password };
/** The accounts as the demo prints them. */
export const staffSaid = Object.keys(staff)
  .map((name) => `account: ${name} ${password}`)
  .join('\n');

export async function addStaff({ accounts }: Pick<Stores, 'accounts'>): Promise<void> {
  const passwordHash = await hashPassword(password, fullCost);
  for (const [name, role] of Object.entries(staff)) {
    const entry = auditEntry({ at: new Date(), kind: 'account.made', unitIds: [], subject: { id: name, label: name } }); // prettier-ignore
    const grants = [newGrant({ role, from: '2022-01-01' })];
    await accounts.add({ id: name, name, fullName: name, language: 'vi', grants, passwordHash }, entry);
  }
}

/** Prints a table of the jobs, one after another. */
export async function printJobs(program: Program, health: HealthWatch, subject: JobSubject): Promise<void> {
  const colleague = demoStaff(new URL(program.said).origin, staffSaid);
  const jobs = everyJob(colleague, subject);
  console.log(
    '\n| job | s | CPU of main thread, of all, s | `/healthz` at worst, ms |\n| --- | ---: | ---: | ---: |',
  );
  for (const [kind, run] of Object.entries(jobs)) {
    await health.worstMs();
    const [from, before] = [performance.now(), program.cpuMs()];
    const { state, error } = await run();
    if (error !== undefined) throw new Error(`${kind}: ${state}: ${error}`);
    const after = program.cpuMs();
    const seconds = [(performance.now() - from), after.ofMain - before.ofMain, after.ofAllThreads - before.ofAllThreads].map((ms) => (ms / 1000).toFixed(1)); // prettier-ignore
    const [wall, ofMain, ofAll] = seconds;
    console.log(`| ${kind} | ${wall} | ${ofMain}, ${ofAll} | ${(await health.worstMs()).toFixed(0)} |`);
  }
}

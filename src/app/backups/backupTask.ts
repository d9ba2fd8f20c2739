/** Automatic backups of an embedded store: made in a separate process, so that no request waits, and pruned. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { BackgroundTask } from '../../platform/leader/lead.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import { backupName, isDue, listBackups, prune } from './schedule.ts';

export interface BackupPlan {
  readonly folder: string;
  readonly everyHours: number;
  /** How many are kept. */
  readonly keep: number;
}

export interface BackupTaskOptions {
  readonly plan: BackupPlan;
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly note: (event: string, detail: Readonly<Record<string, string>>) => void;
}

/** A backup is pruned only after a newer one was made and checked. */
export function backupTask({ plan, dataFolder, now, note }: BackupTaskOptions): BackgroundTask {
  return {
    name: 'backup',
    everyMs: 60_000,
    async run(term) {
      if (!isDue(await listBackups(plan.folder), plan.everyHours, now())) return;
      await mkdir(plan.folder, { recursive: true, mode: 0o700 });
      const name = backupName(now());
      if (!(await backUpAside(dataFolder, join(plan.folder, name), term))) return;
      await prune(plan.folder, plan.keep);
      note('backup', { name });
    },
  };
}

/** @returns false when the term ended first; no file is left then */
async function backUpAside(dataFolder: string, file: string, term: Term): Promise<boolean> {
  const isSource = import.meta.url.endsWith('.ts');
  const child = fork(
    new URL(isSource ? './backupChild.ts' : './backupChild.js', import.meta.url),
    [dataFolder, file],
    {
      ...(isSource && { execArgv: ['--import', 'tsx'] }),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let said = '';
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  const watching = setInterval(() => term.isOver() && child.kill('SIGKILL'), 250);
  const [code] = (await once(child, 'close').finally(() => clearInterval(watching))) as [number | null];
  if (code === 0) return true;
  if (term.isOver()) return false;
  throw new Error(`no backup was made: ${said.trim()}`);
}

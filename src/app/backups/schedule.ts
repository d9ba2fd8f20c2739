/** Which backups there are in a folder, when the next one is due, and which are to go. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Backup {
  readonly name: string;
  readonly at: Date;
}

const hourMs = 60 * 60 * 1000;
const namePattern = /^lang-nghe-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/;
/** What a backup is made in; left behind by one that was killed. */
const workPattern = /^lang-nghe-[\dTZ-]+\.backup\../;

/** Sorts by time, and may stand in any file system. */
export function backupName(at: Date): string {
  return `lang-nghe-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
}

/** Those that the program made and nothing else that lies there; newest first. */
export async function listBackups(folder: string): Promise<readonly Backup[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const [, day, hours, minutes, seconds] = namePattern.exec(name) ?? [];
      return day === undefined ? [] : [{ name, at: new Date(`${day}T${hours}:${minutes}:${seconds}Z`) }];
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** Also where the clock was set back behind the newest one. */
export function isDue([newest]: readonly Backup[], everyHours: number, now: Date): boolean {
  return newest === undefined || Math.abs(now.getTime() - newest.at.getTime()) >= everyHours * hourMs;
}

/** Takes away all but the newest, and what is left of backups that were cut off. @param keep how many stay */
export async function prune(folder: string, keep: number): Promise<void> {
  const tooMany = (await listBackups(folder)).slice(keep).map(({ name }) => name);
  const halves = (await readdir(folder)).filter((name) => workPattern.test(name));
  for (const name of [...tooMany, ...halves]) await rm(join(folder, name), { recursive: true, force: true });
}

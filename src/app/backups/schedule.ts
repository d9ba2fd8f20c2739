/** Lists the backups in a folder, and decides when the next one is due and which to delete. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Backup {
  readonly name: string;
  readonly at: Date;
}

const hourMs = 60 * 60 * 1000;
const namePattern = /^lang-nghe-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/;
/** Working folders of backups; a killed process leaves one behind. */
const workPattern = /^lang-nghe-[\dTZ-]+\.backup\../;

/** Sorts by time, and is a valid name in any file system. */
export function backupName(at: Date): string {
  return `lang-nghe-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
}

/** Only the backups that the program made, newest first. */
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

/** Also due when the clock was set back to before the newest backup. */
export function isDue([newest]: readonly Backup[], everyHours: number, now: Date): boolean {
  return newest === undefined || Math.abs(now.getTime() - newest.at.getTime()) >= everyHours * hourMs;
}

/** Deletes all but the newest backups, and what interrupted backups left. @param keep how many remain */
export async function prune(folder: string, keep: number): Promise<void> {
  const tooMany = (await listBackups(folder)).slice(keep).map(({ name }) => name);
  const halves = (await readdir(folder)).filter((name) => workPattern.test(name));
  for (const name of [...tooMany, ...halves]) await rm(join(folder, name), { recursive: true, force: true });
}

/**
 * One process at a time: a lock file in the folder says who holds it and where the store listens. A holder
 * that is gone (its process ended, or its number belongs to another process by now) holds nothing any more.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreFault } from './storeFault.ts';

export interface Holder {
  readonly pid: number;
  /** When the process began, as the system counts it; undefined where the system does not say. */
  readonly startedAt?: string | undefined;
  /** Connection string of the store; not there until it listens. */
  readonly uri?: string;
}

const lockName = 'store.lock';

export interface FolderLock {
  /** Says where the store listens. */
  announce(uri: string): void;
  release(): void;
}

export function lockFolder(folder: string): FolderLock {
  const path = join(folder, lockName);
  const own: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
  try {
    mkdirSync(folder, { recursive: true });
    take(path, own, folder);
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    throw new StoreFault(
      `the folder ${folder} cannot be written to (${(error as Error).message}); give this user the right to, or choose another one`,
    );
  }
  return {
    announce: (uri) => replaceFile(path, { ...own, uri }),
    release: () => rmSync(path, { force: true }),
  };
}

/** Who holds the folder now, if anyone does. */
export function holderOf(folder: string): Holder | undefined {
  const holder = readHolder(join(folder, lockName));
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

function take(path: string, own: Holder, folder: string): void {
  const ownFile = writeBeside(path, own);
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (linked(ownFile, path)) return;
      const holder = readHolder(path);
      if (holder !== undefined && isAlive(holder))
        throw new StoreFault(
          `the folder ${folder} is in use by process ${holder.pid}; stop it first, or choose another folder`,
        );
      removeStale(path, holder);
    }
    throw new StoreFault(`the folder ${folder} is being taken by another process; try again`);
  } finally {
    rmSync(ownFile, { force: true });
  }
}

/** A link is made by the system as one step, so of two processes only one gets it. */
function linked(file: string, path: string): boolean {
  try {
    linkSync(file, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the lock aside and looks again: if another process took it meanwhile, it gets it back. */
function removeStale(path: string, stale: Holder | undefined): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && (moved.pid !== stale?.pid || moved.startedAt !== stale.startedAt))
    linked(aside, path);
  rmSync(aside, { force: true });
}

function writeBeside(path: string, holder: Holder): string {
  const file = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(file, JSON.stringify(holder), { mode: 0o600 });
  return file;
}

function replaceFile(path: string, holder: Holder): void {
  renameSync(writeBeside(path, holder), path);
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return startedAt === undefined || startOf(pid) === undefined || startOf(pid) === startedAt;
}

/** Linux tells when a process began: process numbers come again, most of all in containers. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/**
 * One process at a time: whoever holds the folder has an open file in it locked, and the system lets go of the lock when that
 * process ends, however it ends. What the file says, who holds it and where the store listens, counts only while it is locked.
 */
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'; // prettier-ignore
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { StoreFault } from './storeFault.ts';

export interface Holder {
  readonly pid: number;
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
  try {
    mkdirSync(folder, { recursive: true });
    const file = take(path, folder);
    writeHolder(file, { pid: process.pid });
    return {
      announce: (uri) => writeHolder(file, { pid: process.pid, uri }),
      release() {
        // Removed while it is locked, so that nobody else's file is; Windows keeps an open file.
        if (!isWindows) rmSync(path, { force: true });
        closeSync(file);
      },
    };
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    throw new StoreFault(
      `the folder ${folder} cannot be written to (${(error as Error).message}); give this user the right to, or choose another one`,
    );
  }
}

/** Who holds the folder now, if anyone does. */
export function holderOf(folder: string): Holder | undefined {
  const file = opened(join(folder, lockName));
  if (file === undefined) return undefined;
  try {
    return locked(file, true) ? undefined : readHolder(file);
  } finally {
    closeSync(file);
  }
}

/** `holderOf` takes the lock for a moment to see whether it can, so one refusal is not yet an answer. */
const attempts = 6;
const restMs = 10;

/** @returns the open file, which is locked until it is closed */
function take(path: string, folder: string): number {
  let holder: Holder | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    // Whoever held it may have removed the file after it was opened here: then it is not the one that counts.
    if (locked(file, false) && isAt(path, file)) return file;
    holder = readHolder(file);
    closeSync(file);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, restMs);
  }
  throw new StoreFault(
    `the folder ${folder} is in use by process ${holder?.pid}; stop it first, or choose another folder`,
  );
}

function isAt(path: string, file: number): boolean {
  const [here, there] = [fstatSync(file), statSync(path, { throwIfNoEntry: false })];
  return here.ino === there?.ino && here.dev === there.dev;
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StoreFault(`the file ${path} cannot be read (${(error as Error).message})`);
  }
}

/** Longer than what a holder says, so that each writing covers the one before. */
const holderLength = 1024;

function writeHolder(file: number, holder: Holder): void {
  writeSync(file, JSON.stringify(holder).padEnd(holderLength), 0);
}

/** A process that has just taken the lock may not have said yet who it is. */
function readHolder(file: number): Holder {
  const bytes = Buffer.alloc(holderLength);
  const length = readSync(file, bytes, 0, holderLength, 0);
  try {
    return JSON.parse(bytes.toString('utf8', 0, length)) as Holder;
  } catch {
    return { pid: Number.NaN };
  }
}

const isWindows = process.platform === 'win32';

type TryLock = (file: number, offset: number, length: number, options: { shared: boolean }) => boolean;

/** Windows lets nobody read what is locked: there it is a byte behind all others. Elsewhere it is the file. */
function locked(file: number, shared: boolean): boolean {
  const [offset, length] = isWindows ? [2 ** 30, 1] : [0, 0];
  return tryLock()(file, offset, length, { shared });
}

/** Loaded when it is needed, since a program that runs on MongoDB can do without it. */
function tryLock(): TryLock {
  try {
    const require = createRequire(import.meta.url);
    return (require('fs-native-extensions') as { tryLock: TryLock }).tryLock;
  } catch (error) {
    throw new StoreFault(
      `there is no file lock for this system (${(error as Error).message}): embedded store: not supported; use MongoDB`,
    );
  }
}

/**
 * One process at a time: the process that holds the folder keeps an open, locked file in it, and the system releases
 * the lock when that process ends, however it ends. The content of the file (who holds it and where the store listens)
 * is valid only while the file is locked.
 */
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'; // prettier-ignore
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EmbeddedStoreError } from './embeddedStoreError.ts';

export interface Holder {
  readonly pid: number;
  /** Connection string of the store; undefined until it listens. */
  readonly uri?: string;
}

const lockName = 'store.lock';

export interface FolderLock {
  /** Publishes where the store listens. */
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
        // Removed while it is locked, so that it cannot be another process's file; Windows keeps an open file.
        if (!isWindows) rmSync(path, { force: true });
        closeSync(file);
      },
    };
  } catch (error) {
    if (error instanceof EmbeddedStoreError) throw error;
    throw new EmbeddedStoreError(
      `the folder ${folder} cannot be written to (${(error as Error).message}); give this user the right to, or choose another one`,
    );
  }
}

/** The current holder of the folder, if any. */
export function holderOf(folder: string): Holder | undefined {
  const file = opened(join(folder, lockName));
  if (file === undefined) return undefined;
  try {
    return locked(file, true) ? undefined : readHolder(file);
  } finally {
    closeSync(file);
  }
}

/** `holderOf` takes the lock for a moment to test it, so one refusal is not conclusive. */
const attempts = 6;
const restMs = 10;

/** @returns the open file, which is locked until it is closed */
function take(path: string, folder: string): number {
  let holder: Holder | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    // The previous holder may have removed the file after it was opened here: then another file is the valid one.
    if (locked(file, false) && isAt(path, file)) return file;
    holder = readHolder(file);
    closeSync(file);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, restMs);
  }
  throw new EmbeddedStoreError(
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
    throw new EmbeddedStoreError(`the file ${path} cannot be read (${(error as Error).message})`);
  }
}

/** Longer than any holder record, so that each write covers the one before. */
const holderLength = 1024;

function writeHolder(file: number, holder: Holder): void {
  writeSync(file, JSON.stringify(holder).padEnd(holderLength), 0);
}

/** A process that has just taken the lock may not have written its record yet. */
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

/**
 * On Windows nobody can read locked bytes: there the lock covers one byte after all others. Elsewhere it covers the
 * file.
 */
function locked(file: number, shared: boolean): boolean {
  const [offset, length] = isWindows ? [2 ** 30, 1] : [0, 0];
  return tryLock()(file, offset, length, { shared });
}

/** Loaded only when needed, since a program that runs on MongoDB works without it. */
function tryLock(): TryLock {
  try {
    const require = createRequire(import.meta.url);
    return (require('fs-native-extensions') as { tryLock: TryLock }).tryLock;
  } catch (error) {
    throw new EmbeddedStoreError(
      `there is no file lock for this system (${(error as Error).message}): embedded store: not supported; use MongoDB`,
    );
  }
}

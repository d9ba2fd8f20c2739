/**
 * What benchmarks that count have in common: an embedded store and DuckDB for each size, a table, and how to measure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Connection } from 'mongoose';
import { ownMemoryBytes } from '../src/app/metrics/ownMemory.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../src/app/stores.ts';

export interface Trial {
  /** The address at which other threads reach the store. */
  readonly uri: string;
  readonly stores: Stores;
  readonly connection: Connection;
  /** Empty, in memory, with one thread. The user closes it. */
  readonly duck: DuckDBConnection;
}

export type Row = readonly (string | number)[];

/** Prints Markdown: for each size, in a new empty store, what `row` measures. */
export async function printTrials(
  head: readonly string[],
  sizes: readonly number[],
  row: (trial: Trial, size: number) => Promise<Row>,
): Promise<void> {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  console.log(`| ${head.join(' | ')} |\n|${' ---: |'.repeat(head.length)}`);
  for (const size of sizes) console.log(`| ${(await inTrial((trial) => row(trial, size))).join(' | ')} |`);
}

async function inTrial(action: (trial: Trial) => Promise<Row>): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
  const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
  const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  try {
    const { uri, connection } = storage;
    return await action({ uri, stores: await openStores(connection), connection, duck });
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns milliseconds of wall-clock time */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await action();
  return performance.now() - startedAtMs;
}

/** Memory of this process, including a store in its threads and excluding mapped files. */
export function anonymousMb(): number {
  return (ownMemoryBytes() ?? NaN) / 2 ** 20;
}

/** Recounting of tallies and columns, requested from outside the leader's rounds. The caller waits until it ends. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { appendColumns, columnWrites } from '../columns/appendColumns.ts';
import type { ColumnState } from '../columns/columnState.ts';
import { lead, type BackgroundTask, type Leading } from '../../platform/leader/lead.ts';
import type { Storage } from '../../platform/storage/connection.ts';
import { countSubmissions, tallyWrites } from './countSubmissions.ts';
import { stretchThread } from './stretchThread.ts';
import type { TallyPurpose, TallyState, TallyRequest } from './tallyState.ts';
import type { Stores } from '../stores.ts';

export interface CountAnewOptions {
  readonly stores: Stores;
  /** Of the stores; with it, a thread counts tallies and another appends columns at the same time. */
  readonly storage?: Pick<Storage, 'uri' | 'connection'> | undefined;
  readonly purpose: TallyPurpose;
  readonly onProgress: (of: 'tallies' | 'columns', done: number, all: number) => void;
  readonly logError: (error: { route: string; error: unknown }) => void;
}

const lookEveryMs = 200;

/**
 * The leader does the work, whichever process that is. If the program does not run, this process leads meanwhile. An
 * interrupted recount is resumed. Submissions are still received and counted.
 */
export async function countAnew(options: CountAnewOptions): Promise<CountedAnew> {
  const { stores, purpose, onProgress } = options;
  const leading = leadCounting(options);
  try {
    const tokens = [await askFor(stores.tallies, purpose), await askFor(stores.columns, purpose)] as const;
    const of = (await stores.ledger.findLast())?.size ?? 0;
    const [tallies, columns] = await Promise.all([
      outcomeOf(stores.tallies, tokens[0], (aside) => onProgress('tallies', aside.done, aside.of)),
      outcomeOf(stores.columns, tokens[1], ({ size }) => onProgress('columns', size, of)),
    ]);
    return { tallies, columns };
  } finally {
    await leading.stop();
  }
}

export interface CountedAnew {
  readonly tallies: NonNullable<TallyState['outcome']>;
  readonly columns: NonNullable<ColumnState['outcome']>;
}

/** What is recounted in the same way: tallies and columns. */
interface Counted<State extends Anew> {
  request(request: TallyRequest): Promise<boolean>;
  findState(): Promise<State>;
}

interface Anew {
  readonly request?: TallyRequest;
  readonly aside?: TallyRequest;
  readonly outcome?: TallyRequest;
}

/** @returns the token of the outcome: of a recount with the same purpose in progress, or of a new one */
async function askFor(counted: Counted<Anew>, purpose: TallyPurpose): Promise<string> {
  const token = randomUUID();
  for (;;) {
    if (await counted.request({ purpose, token })) return token;
    const { aside, request } = await counted.findState();
    const underWay = aside ?? request;
    if (underWay?.purpose === purpose) return underWay.token;
    await wait(lookEveryMs);
  }
}

async function outcomeOf<State extends Anew>(
  counted: Counted<State>,
  token: string,
  onProgress: (aside: NonNullable<State['aside']>) => void,
): Promise<NonNullable<State['outcome']>> {
  for (;;) {
    const { aside, outcome } = await counted.findState();
    if (outcome?.token === token) return outcome;
    if (aside?.token === token) onProgress(aside);
    await wait(lookEveryMs);
  }
}

function leadCounting({ stores, storage, logError }: CountAnewOptions): Leading {
  const offThread = storage && stretchThread({ uri: storage.uri, database: storage.connection.name });
  const backgroundTasks: readonly BackgroundTask[] = [
    {
      name: 'tallies',
      everyMs: lookEveryMs,
      wakesOn: tallyWrites,
      run: (term) => countSubmissions({ stores, term, offThread }),
    },
    {
      name: 'columns',
      everyMs: lookEveryMs,
      wakesOn: columnWrites,
      run: (term) => appendColumns({ stores, term, offThread }),
    },
  ];
  return lead({ leases: stores.leases, writes: stores.writeSignals, backgroundTasks, logError });
}

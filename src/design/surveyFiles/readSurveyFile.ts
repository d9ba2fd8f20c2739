/** Reads an uploaded XLSForm or LimeSurvey file in a thread with a memory limit and a time limit. */
import { once } from 'node:events';
import { startThread } from '../../platform/startThread.ts';
import { turn, usualLimits } from '../../platform/tables/xlsxRows.ts';
import type { ReadingOptions, ReadSurvey } from './surveyOfForm.ts';

/** Why a file is not read. */
export type SurveyFileError =
  'damaged' | 'encrypted' | 'entities' | 'macros' | 'notAForm' | 'oldExcel' | 'oldLimeSurvey' | 'tooBig';

export interface SurveyFileTask {
  readonly path: string;
  readonly how: ReadingOptions;
}

const limits = { memoryMiBMax: 256, timeMsMax: 20_000 };

/**
 * One file is read at a time.
 *
 * @throws TableError busy
 */
export async function readSurveyFile(
  path: string,
  how: ReadingOptions,
  { memoryMiBMax, timeMsMax } = limits,
): Promise<ReadSurvey | SurveyFileError> {
  const isDone = await turn(usualLimits);
  const worker = startThread(new URL('./surveyFileWorker.ts', import.meta.url), {
    workerData: { path, how } satisfies SurveyFileTask,
    resourceLimits: { maxOldGenerationSizeMb: memoryMiBMax },
  });
  try {
    const [word] = (await once(worker, 'message', { signal: AbortSignal.timeout(timeMsMax) })) as [
      ReadSurvey | SurveyFileError,
    ];
    return word;
  } catch (error) {
    if (isTooMuch(error)) return 'tooBig';
    throw error;
  } finally {
    await worker.terminate();
    isDone();
  }
}

function isTooMuch(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || name === 'AbortError' || name === 'TimeoutError';
}

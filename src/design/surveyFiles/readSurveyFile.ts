/** Reads an uploaded XLSForm or LimeSurvey file in a thread with a memory limit and a time limit. */
import { answerOfThread, TooHeavy } from '../../platform/startThread.ts';
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
  try {
    return await answerOfThread(new URL('./surveyFileWorker.ts', import.meta.url), {
      workerData: { path, how } satisfies SurveyFileTask,
      memoryMiBMax,
      msMax: timeMsMax,
    });
  } catch (error) {
    if (error instanceof TooHeavy) return 'tooBig';
    throw error;
  } finally {
    isDone();
  }
}

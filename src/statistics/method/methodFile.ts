/**
 * A method as a statistician writes it for a file of answers: the questions, and whatever differs from the defaults.
 *
 *     {"questions": ["q1", "q2"], "mode": "share", "levels": 5, "satisfied": [4, 5], "aggregation": "pooled"}
 *
 * Optional fields: `factors` {id: [question ids]}, `contents` {id: [factor ids]}, `weights` {id: number} with
 * `contentWeights`, `meanScore`, `noOpinion`, `minimumValid`, `decimals`, `interval`.
 */
import { METHOD_DEFAULTS, type Method, type SurveyShape, type Weights } from './method.ts';

export interface MethodOfFile {
  readonly method: Method;
  readonly shape: SurveyShape;
}

/** A field of the file and its expected content. */
export interface MethodFileError {
  readonly field: string;
  readonly expected: string;
}

/** The factor of questions that the file assigns to none. */
export const NO_FACTOR = '';

/**
 * Reads a method file.
 *
 * @param file parsed JSON, untrusted
 * @returns the method and the survey that it implies, or every invalid field
 */
export function methodOfFile(file: unknown): MethodOfFile | readonly MethodFileError[] {
  if (!isRecord(file)) return [{ field: '', expected: 'a JSON object' }];
  const errors: MethodFileError[] = Object.keys(file)
    .filter((field) => !Object.hasOwn(FIELDS, field))
    .map((field) => ({ field, expected: `no such field; known are ${Object.keys(FIELDS).join(', ')}` }));
  for (const [field, { is, expected }] of Object.entries(FIELDS)) {
    const value = file[field];
    if (value === undefined ? field === 'questions' : !is(value)) errors.push({ field, expected });
  }
  return errors.length > 0 ? errors : built(file as unknown as MethodFile);
}

interface MethodFile {
  readonly questions: readonly string[];
  readonly mode?: Method['mode'];
  readonly levels?: number;
  readonly satisfied?: readonly number[];
  readonly aggregation?: Method['aggregation'];
  readonly factors?: Readonly<Record<string, readonly string[]>>;
  readonly contents?: Readonly<Record<string, readonly string[]>>;
  readonly weights?: Readonly<Record<string, number>>;
  readonly contentWeights?: Readonly<Record<string, number>>;
  readonly meanScore?: Method['meanScore'];
  readonly noOpinion?: Method['noOpinion'];
  readonly minimumValid?: number;
  readonly decimals?: number;
  readonly interval?: Method['interval'];
}

function built(file: MethodFile): MethodOfFile {
  const levels = file.levels ?? 5;
  const { questions, factors = {}, contents = {} } = file;
  const factorOf = (question: string) =>
    Object.keys(factors).find((id) => factors[id]!.includes(question)) ?? NO_FACTOR;
  const contentOf = (factor: string) => Object.keys(contents).find((id) => contents[id]!.includes(factor));
  const factorIds = [...new Set([...Object.keys(factors), ...questions.map(factorOf)])];
  const settings = { ...METHOD_DEFAULTS, ...chosenSettings(file) };
  return {
    method: {
      ...settings,
      id: 'file',
      name: { vi: 'Phương pháp trong tệp', en: 'Method of the file' },
      satisfiedLevels: { [levels]: file.satisfied ?? [levels - 1, levels] },
      questions,
      ...(file.weights !== undefined && { weights: weightsOf(file, file.weights) }),
      provenance: { source: { vi: 'Tệp', en: 'A file' }, statements: [] },
    },
    shape: {
      factors: factorIds.map((id) => {
        const content = contentOf(id);
        return content === undefined ? { id } : { id, content };
      }),
      questions: questions.map((id) => ({ id, factor: factorOf(id), levels })),
    },
  };
}

function chosenSettings(file: MethodFile): Partial<Method> {
  const { mode, aggregation, meanScore, noOpinion, minimumValid, decimals, interval } = file;
  const given = { mode, aggregation, meanScore, noOpinion, minimumValid, decimals, interval };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<Method>;
}

/** The weights are factor weights if every id is a factor, else question weights. */
function weightsOf(file: MethodFile, byId: Readonly<Record<string, number>>): Weights {
  const isOfFactors = Object.keys(byId).every((id) => Object.hasOwn(file.factors ?? {}, id));
  return {
    of: isOfFactors ? 'factors' : 'questions',
    byId,
    ...(file.contentWeights !== undefined && { contents: file.contentWeights }),
  };
}

interface Field {
  readonly is: (value: unknown) => boolean;
  readonly expected: string;
}

const FIELDS: Readonly<Record<keyof MethodFile, Field>> = {
  questions: { is: isListOf(isText), expected: 'a list of question ids' },
  mode: oneOf('share', 'mean'),
  levels: { is: isWhole, expected: 'a whole number, the levels of the scale' },
  satisfied: { is: isListOf(isWhole), expected: 'a list of levels' },
  aggregation: oneOf('pooled', 'meanOfQuestions', 'meanOfFactors', 'weighted'),
  factors: { is: isRecordOf(isListOf(isText)), expected: 'question ids by factor' },
  contents: { is: isRecordOf(isListOf(isText)), expected: 'factor ids by content' },
  weights: { is: isRecordOf(isNumber), expected: 'numbers by factor or by question' },
  contentWeights: { is: isRecordOf(isNumber), expected: 'numbers by content' },
  meanScore: oneOf('fromZero', 'overTop'),
  noOpinion: oneOf('excluded', 'included'),
  minimumValid: { is: isWhole, expected: 'a whole number' },
  decimals: { is: isWhole, expected: 'a whole number' },
  interval: oneOf('wilson', 'kornGraubard'),
};

function oneOf(...choices: readonly string[]): Field {
  return { is: (value) => choices.some((choice) => choice === value), expected: choices.join(' or ') };
}

function isListOf(isEntry: (entry: unknown) => boolean) {
  return (value: unknown): boolean => Array.isArray(value) && value.every(isEntry);
}

function isRecordOf(isEntry: (entry: unknown) => boolean) {
  return (value: unknown): boolean => isRecord(value) && Object.values(value).every(isEntry);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isWhole(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/**
 * A method as a statistician writes it for a file of answers: the questions, and whatever differs from the defaults.
 *
 *     {"questions": ["q1", "q2"], "mode": "share", "levels": 5, "satisfied": [4, 5], "aggregation": "pooled"}
 *
 * Optional fields: `factors` {id: [question ids]}, `contents` {id: [factor ids]}, `weights` {id: number} with
 * `contentWeights`, `meanScore`, `noOpinion`, `minimumValid`, `decimals`, `interval`.
 */
import { listOf, objectOf, recordOf, wholeNumber, type Schema } from '../../platform/schemas/schema.ts';
import { readBy, type FieldError } from '../../platform/schemas/validate.ts';
import {
  METHOD_DEFAULTS,
  type Method,
  type SurveyShape,
  type Weights,
} from '../../statistics/method/method.ts';
import { choices } from './methodSchema.ts';

export interface MethodOfFile {
  readonly method: Method;
  readonly shape: SurveyShape;
}

/** The factor of questions that the file assigns to none. */
export const NO_FACTOR = '';

/**
 * Reads a method file.
 *
 * @param file parsed JSON, untrusted
 * @returns the method and the survey that it implies, or what its shape breaks
 */
export function methodOfFile(file: unknown): MethodOfFile | { readonly errors: readonly FieldError[] } {
  const read = readBy(methodFileSchema, file);
  return 'errors' in read ? read : built(read.value);
}

type Settings = Partial<Pick<Method, keyof typeof choices | 'minimumValid' | 'decimals'>>;

interface MethodFile extends Settings {
  readonly questions: readonly string[];
  readonly levels?: number;
  readonly satisfied?: readonly number[];
  readonly factors?: Readonly<Record<string, readonly string[]>>;
  readonly contents?: Readonly<Record<string, readonly string[]>>;
  readonly weights?: Readonly<Record<string, number>>;
  readonly contentWeights?: Readonly<Record<string, number>>;
}

const name: Schema = { type: 'string', minLength: 1, maxLength: 1000 };
const idsByName = recordOf(listOf(name));
const numbersByName = recordOf({ type: 'number' });

export const methodFileSchema = objectOf<MethodFile>(
  { questions: listOf(name) },
  {
    ...choices,
    levels: wholeNumber,
    satisfied: listOf(wholeNumber),
    factors: idsByName,
    contents: idsByName,
    weights: numbersByName,
    contentWeights: numbersByName,
    minimumValid: wholeNumber,
    decimals: wholeNumber,
  },
);

function built(file: MethodFile): MethodOfFile {
  const {
    questions,
    levels = 5,
    satisfied,
    factors = {},
    contents = {},
    weights,
    contentWeights,
    ...settings
  } = file;
  const factorOf = (question: string) =>
    Object.keys(factors).find((id) => factors[id]!.includes(question)) ?? NO_FACTOR;
  const contentOf = (factor: string) => Object.keys(contents).find((id) => contents[id]!.includes(factor));
  const factorIds = [...new Set([...Object.keys(factors), ...questions.map(factorOf)])];
  return {
    method: {
      ...METHOD_DEFAULTS,
      ...settings,
      id: 'file',
      name: { vi: 'Phương pháp trong tệp', en: 'Method of the file' },
      satisfiedLevels: { [levels]: satisfied ?? [levels - 1, levels] },
      questions,
      ...(weights && { weights: weightsOf(weights, factors, contentWeights) }),
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

/** The weights are factor weights if every id is a factor, else question weights. */
function weightsOf(byId: Weights['byId'], factors: object, contents: Weights['contents']): Weights {
  const isOfFactors = Object.keys(byId).every((id) => Object.hasOwn(factors, id));
  return {
    of: isOfFactors ? 'factors' : 'questions',
    byId,
    ...(contents && { contents }),
  };
}

/**
 * `lang-nghe index answers.csv --method method.json [--strata strata.csv]`: computes the index of a file of answers as
 * JSON, for a statistician who checks this program against another. It opens no store.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { TextTable } from '../../statistics/estimation/answersTable.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { TableError } from '../../platform/tables/tableError.ts';
import type { MethodError } from '../../statistics/method/methodErrors.ts';
import { errorLine } from '../../platform/schemas/validate.ts';
import { methodOfFile } from '../../design/methods/methodFile.ts';
import { offlineIndex, type OfflineError } from '../../processing/results/offlineIndex.ts';

/** What is wrong with a file, in a sentence for its author. */
class FileError extends Error {}

const usage = 'lang-nghe index <answers.csv> --method <method.json> [--strata <strata.csv>]';

/**
 * Prints the index to standard output; errors and the usage go to standard error.
 *
 * @returns 0; 1 when the files have errors, all of which are listed; 2 after the usage
 */
export async function indexCommand(
  args: readonly string[],
  write: (text: string) => void = console.log,
  complain: (text: string) => void = console.error,
): Promise<number> {
  const given = argumentsOf(args);
  if (!given) {
    complain(usage);
    return 2;
  }
  try {
    const method = await readMethod(given.method);
    const answers = await readTableFile(given.answers);
    const strata = given.strata === undefined ? undefined : await readTableFile(given.strata);
    const result = offlineIndex(method, answers, strata);
    if (!('indexPercent' in result)) throw new FileError(result.map(sentenceOf).join('\n'));
    write(JSON.stringify(result, null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    complain(error.message);
    return 1;
  }
}

function argumentsOf(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { method: { type: 'string' }, strata: { type: 'string' } },
    });
    const [answers, ...more] = positionals;
    const { method, strata } = values;
    return answers === undefined || method === undefined || more.length > 0
      ? undefined
      : { answers, method, strata };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('ERR_PARSE_ARGS')) return undefined;
    throw error;
  }
}

async function readMethod(path: string) {
  const text = await readText(path);
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new FileError(`${path} is not JSON: ${(error as Error).message}`);
  }
  const read = methodOfFile(file);
  if ('method' in read) return read;
  throw new FileError(read.errors.map((error) => `${path}: ${errorLine(error, 'en')}`).join('\n'));
}

async function readTableFile(path: string): Promise<TextTable> {
  try {
    const { headings, rows } = await openTable(path, { rowsMax: Infinity, columnsMax: 1000 });
    const cells: (readonly string[])[] = [];
    for await (const row of rows) {
      if (row.isTooLong) throw new FileError(`${path}, row ${row.row}: it is longer than the heading`);
      cells.push(row.cells);
    }
    return { columns: headings, rows: cells };
  } catch (error) {
    if (error instanceof FileError) throw error;
    if (error instanceof TableError) throw new FileError(`${path}: ${error.message}`);
    throw new FileError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FileError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function sentenceOf(error: OfflineError): string {
  switch (error.kind) {
    case 'method':
      return `method: ${sentenceOfMethod(error.error)}`;
    case 'columnMissing':
      return `there is no column “${error.column}”`;
    case 'columnTwice':
      return `there are two columns “${error.column}”`;
    case 'notALevel':
      return `row ${error.row}, ${error.column}: “${error.text}” is no level of the scale, nor x, nor empty`;
    case 'notAPopulation':
      return `row ${error.row}: “${error.text}” is no number of people`;
    case 'stratumTwice':
      return `the stratum “${error.stratum}” is there twice`;
    case 'stratumUnknown':
      return `the stratum “${error.stratum}” has answers and no population`;
    case 'morePeopleThanPopulation':
      return `the stratum “${error.stratum}” has ${error.people} answers of ${error.population} people`;
  }
}

function sentenceOfMethod(error: MethodError): string {
  switch (error.kind) {
    case 'noQuestions':
      return 'it counts no question';
    case 'unknownQuestion':
      return `it names the question “${error.id}”, which is not there`;
    case 'questionTwice':
      return `it names the question “${error.id}” twice`;
    case 'scaleTooShort':
      return `the question “${error.id}” has a scale of ${error.levels} levels`;
    case 'satisfiedLevelsMissing':
      return `it does not say which of ${error.levels} levels are satisfied`;
    case 'levelOffScale':
      return `the level ${error.level} is not on a scale of ${error.levels}`;
    case 'weightsMissing':
      return 'it is weighted and has no weights';
    case 'weightMissing':
      return `there is no weight for “${error.id}”`;
    case 'weightUnknown':
      return `there is a weight for “${error.id}”, which is not there`;
    case 'weightNegative':
      return `the weight of “${error.id}” is ${error.weight}`;
    case 'weightsAllZero':
      return `all weights are 0${error.content === undefined ? '' : ` in “${error.content}”`}`;
    case 'factorWithoutContent':
      return `the factor “${error.id}” belongs to no content`;
    case 'minimumOutOfRange':
      return `a form cannot need ${error.minimumValid} answers to ${error.questions} questions`;
    case 'decimalsOutOfRange':
      return `it cannot have ${error.decimals} decimals`;
    case 'validityReversed':
      return `it ends (${error.validTo}) before it begins (${error.validFrom})`;
    case 'populationsMissing':
      return 'it weighs units by their people and does not say how many they are';
    case 'populationNotWhole':
      return `the population of “${error.id}” is ${error.population}`;
  }
}

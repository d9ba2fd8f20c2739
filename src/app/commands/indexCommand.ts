/**
 * `lang-nghe index answers.csv --method method.json [--strata strata.csv]`: computes the index of a file of answers as
 * JSON, for a statistician who checks this program against another. It opens no store.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { TextTable } from '../../statistics/estimation/answersTable.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import type { MethodFault } from '../../statistics/method/methodFaults.ts';
import { methodOfFile } from '../../statistics/method/methodFile.ts';
import { offlineIndex, type OfflineFault } from '../../processing/results/offlineIndex.ts';

/** What is wrong with a file, in a sentence for its author. */
class FileFault extends Error {}

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
    if (!('indexPercent' in result)) throw new FileFault(result.map(sentenceOf).join('\n'));
    write(JSON.stringify(result, null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
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
    throw new FileFault(`${path} is not JSON: ${(error as Error).message}`);
  }
  const read = methodOfFile(file);
  if ('method' in read) return read;
  throw new FileFault(
    read.map(({ field, expected }) => `${path}: ${field === '' ? '' : `${field}: `}${expected}`).join('\n'),
  );
}

async function readTableFile(path: string): Promise<TextTable> {
  try {
    const { headings, rows } = await openTable(path, { rowsMax: Infinity, columnsMax: 1000 });
    const cells: (readonly string[])[] = [];
    for await (const row of rows) {
      if (row.isTooLong) throw new FileFault(`${path}, row ${row.row}: it is longer than the heading`);
      cells.push(row.cells);
    }
    return { columns: headings, rows: cells };
  } catch (error) {
    if (error instanceof FileFault) throw error;
    if (error instanceof TableFault) throw new FileFault(`${path}: ${error.message}`);
    throw new FileFault(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FileFault(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function sentenceOf(fault: OfflineFault): string {
  switch (fault.kind) {
    case 'method':
      return `method: ${sentenceOfMethod(fault.fault)}`;
    case 'columnMissing':
      return `there is no column “${fault.column}”`;
    case 'columnTwice':
      return `there are two columns “${fault.column}”`;
    case 'notALevel':
      return `row ${fault.row}, ${fault.column}: “${fault.text}” is no level of the scale, nor x, nor empty`;
    case 'notAPopulation':
      return `row ${fault.row}: “${fault.text}” is no number of people`;
    case 'stratumTwice':
      return `the stratum “${fault.stratum}” is there twice`;
    case 'stratumUnknown':
      return `the stratum “${fault.stratum}” has answers and no population`;
    case 'morePeopleThanPopulation':
      return `the stratum “${fault.stratum}” has ${fault.people} answers of ${fault.population} people`;
  }
}

function sentenceOfMethod(fault: MethodFault): string {
  switch (fault.kind) {
    case 'noQuestions':
      return 'it counts no question';
    case 'unknownQuestion':
      return `it names the question “${fault.id}”, which is not there`;
    case 'questionTwice':
      return `it names the question “${fault.id}” twice`;
    case 'scaleTooShort':
      return `the question “${fault.id}” has a scale of ${fault.levels} levels`;
    case 'satisfiedLevelsMissing':
      return `it does not say which of ${fault.levels} levels are satisfied`;
    case 'levelOffScale':
      return `the level ${fault.level} is not on a scale of ${fault.levels}`;
    case 'weightsMissing':
      return 'it is weighted and has no weights';
    case 'weightMissing':
      return `there is no weight for “${fault.id}”`;
    case 'weightUnknown':
      return `there is a weight for “${fault.id}”, which is not there`;
    case 'weightNegative':
      return `the weight of “${fault.id}” is ${fault.weight}`;
    case 'weightsAllZero':
      return `all weights are 0${fault.content === undefined ? '' : ` in “${fault.content}”`}`;
    case 'factorWithoutContent':
      return `the factor “${fault.id}” belongs to no content`;
    case 'minimumOutOfRange':
      return `a form cannot need ${fault.minimumValid} answers to ${fault.questions} questions`;
    case 'decimalsOutOfRange':
      return `it cannot have ${fault.decimals} decimals`;
    case 'validityReversed':
      return `it ends (${fault.validTo}) before it begins (${fault.validFrom})`;
    case 'populationsMissing':
      return 'it weighs units by their people and does not say how many they are';
    case 'populationNotWhole':
      return `the population of “${fault.id}” is ${fault.population}`;
  }
}

/** Converts a method to the text fields of a form and back. Lists and tables are lines of text: `access: 0,3`. */
import type { Method, ProvenanceStatement } from '../../statistics/method/method.ts';
import type { FieldError } from '../../platform/schemas/validate.ts';

/** As many provenance statements as the form accepts. */
export const statementRows = Array.from({ length: 12 }, (_, row) => row);

export const plainFields = [
  'id',
  'nameVi',
  'nameEn',
  'sourceVi',
  'sourceEn',
  'validFrom',
  'validTo',
  'mode',
  'satisfiedLevels',
  'meanScore',
  'noOpinion',
  'minimumValid',
  'questions',
  'aggregation',
  'weightsOf',
  'weights',
  'contents',
  'acrossUnits',
  'populations',
  'decimals',
  'changeOf',
  'interval',
] as const;
export type PlainField = (typeof plainFields)[number];

export const statementParts = ['Standing', 'Vi', 'En', 'By'] as const;

/** What is typed, by field. */
export type MethodFields = Readonly<Record<string, string>>;

export function statementField(row: number, part: (typeof statementParts)[number]): string {
  return `statement${row}${part}`;
}

export function fieldsOf(method: Method): MethodFields {
  const { weights, populations = {}, provenance, name } = method;
  const plain: Record<PlainField, string> = {
    id: method.id,
    nameVi: name.vi,
    nameEn: name['en'] ?? '',
    sourceVi: provenance.source.vi,
    sourceEn: provenance.source['en'] ?? '',
    validFrom: method.validFrom ?? '',
    validTo: method.validTo ?? '',
    mode: method.mode,
    satisfiedLevels: Object.entries(method.satisfiedLevels)
      .map(([levels, satisfied]) => `${levels}: ${satisfied.join(', ')}`)
      .join('\n'),
    meanScore: method.meanScore,
    noOpinion: method.noOpinion,
    minimumValid: String(method.minimumValid),
    questions: (method.questions ?? []).join(', '),
    aggregation: method.aggregation,
    weightsOf: weights?.of ?? 'factors',
    weights: linesOf(weights?.byId ?? {}),
    contents: linesOf(weights?.contents ?? {}),
    acrossUnits: method.acrossUnits,
    populations: linesOf(populations),
    decimals: String(method.decimals),
    changeOf: method.changeOf,
    interval: method.interval,
  };
  const statements = provenance.statements.flatMap(({ what, standing, by }, row) => [
    [statementField(row, 'Standing'), standing],
    [statementField(row, 'Vi'), what.vi],
    [statementField(row, 'En'), what['en'] ?? ''],
    [statementField(row, 'By'), by ?? ''],
  ]);
  return { ...plain, ...Object.fromEntries(statements) };
}

/**
 * The fields as JSON, still unchecked (methodSchema.ts): a field that cannot be parsed stays a text, which is then
 * refused.
 *
 * @param before values for everything that the form has no field for
 */
export function jsonOfFields(fields: MethodFields, before: Method): unknown {
  const text = (name: PlainField): string => fields[name] ?? '';
  const questions = listed(text('questions'));
  const isWeighted = text('aggregation') === 'weighted';
  const contents = tableOf(text('contents'));
  return {
    ...before,
    id: text('id'),
    name: localized(text('nameVi'), text('nameEn')),
    mode: text('mode'),
    satisfiedLevels: levelsOf(text('satisfiedLevels')),
    meanScore: text('meanScore'),
    noOpinion: text('noOpinion'),
    minimumValid: numberOf(text('minimumValid')),
    questions: questions.length > 0 ? questions : undefined,
    aggregation: text('aggregation'),
    weights: isWeighted
      ? {
          of: text('weightsOf'),
          byId: tableOf(text('weights')),
          contents: isEmpty(contents) && before.weights?.contents === undefined ? undefined : contents,
        }
      : undefined,
    acrossUnits: text('acrossUnits'),
    populations: text('acrossUnits') === 'byPopulation' ? tableOf(text('populations')) : undefined,
    decimals: numberOf(text('decimals')),
    changeOf: text('changeOf'),
    interval: text('interval'),
    validFrom: text('validFrom') || undefined,
    validTo: text('validTo') || undefined,
    provenance: {
      source: localized(text('sourceVi'), text('sourceEn')),
      statements: statementsOf(fields),
    },
  };
}

/** The form field next to which an error of the method is shown. */
export function fieldOfError({ at }: Pick<FieldError, 'at'>): string {
  const field = at.split('/')[1] ?? '';
  if (field === 'name') return 'nameVi';
  return field === 'provenance' ? 'sourceVi' : field;
}

function statementsOf(fields: MethodFields): ProvenanceStatement[] {
  return statementRows
    .map((row) => {
      const part = (name: (typeof statementParts)[number]) => fields[statementField(row, name)] ?? '';
      return {
        what: localized(part('Vi'), part('En')),
        standing: part('Standing') as ProvenanceStatement['standing'],
        ...(part('By') !== '' && { by: part('By') }),
      };
    })
    .filter(({ what }) => what.vi !== '');
}

function localized(vi: string, en: string): { vi: string; en?: string } {
  return { vi, ...(en !== '' && { en }) };
}

function linesOf(table: Readonly<Record<string, number>>): string {
  return Object.entries(table)
    .map(([id, number]) => `${id}: ${number}`)
    .join('\n');
}

/** A line without a number means that the value is still missing, and is left out. */
function tableOf(text: string): Record<string, unknown> {
  const lines = text
    .split('\n')
    .map((line) => line.split(/[:=\t]/).map((part) => part.trim()))
    .filter(([id = '', number = '']) => id !== '' && number !== '');
  return Object.fromEntries(lines.map(([id = '', number = '']) => [id, numberOf(number)]));
}

function levelsOf(text: string): Record<string, unknown> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [levels = '', satisfied = ''] = line.split(':');
      return [levels.trim(), listed(satisfied).map(numberOf)];
    }),
  );
}

function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** A decimal comma is a decimal point; what is not a number stays as written. */
function numberOf(text: string): number | string {
  const number = Number(text.replace(',', '.'));
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}

function isEmpty(table: object): boolean {
  return Object.keys(table).length === 0;
}

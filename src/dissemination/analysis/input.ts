/** Input of the analysis pages; whether the chosen values exist is checked once the round is known. */
import type { Request } from 'express';
import { query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { compareWays, type CompareWay } from './compare.ts';

const analysisNames = ['round', 'unit', 'of', 'rows', 'columns', 'filter1', 'filter2', 'from', 'to'] as const;
export type AnalysisRequest = Readonly<Record<(typeof analysisNames)[number], string>>;

/** What sorts its rows, and its columns (crosstabOrder.ts). */
const orderNames = ['sort', 'sortColumns'] as const;
export type CrosstabRequest = AnalysisRequest & Readonly<Record<(typeof orderNames)[number], string>>;

/** @throws Problem malformed */
export async function readCrosstabRequest(req: Request): Promise<CrosstabRequest> {
  return await readTexts(req, [...analysisNames, ...orderNames]);
}

const compareNames = ['round', 'unit', 'a', 'b', 'from', 'to', 'from2', 'to2'] as const;
export type CompareRequest = Readonly<Record<(typeof compareNames)[number], string>> & {
  readonly way: CompareWay;
};

/** @throws Problem malformed */
export async function readCompareRequest(req: Request): Promise<CompareRequest> {
  const { by, ...fields } = await readTexts(req, [...compareNames, 'by']);
  return { ...fields, way: compareWays.find((way) => way === by) ?? compareWays[0] };
}

const levelNames = ['round', 'unit', 'of', 'filter1', 'from', 'to'] as const;
export type LevelRequest = Readonly<Record<(typeof levelNames)[number], string>>;

/** @throws Problem malformed */
export async function readLevelRequest(req: Request): Promise<LevelRequest> {
  return await readTexts(req, levelNames);
}

const findingNames = ['round', 'unit', 'of', 'target'] as const;
export type FindingRequest = Readonly<Record<(typeof findingNames)[number], string>>;

/** @throws Problem malformed */
export async function readFindingRequest(req: Request): Promise<FindingRequest> {
  return await readTexts(req, findingNames);
}

/** @returns an empty text for each missing name */
async function readTexts<N extends string>(
  req: Request,
  names: readonly N[],
): Promise<Readonly<Record<N, string>>> {
  const chains = names.map((name) => query(name).optional().isString().isLength({ max: 200 }).trim());
  const fields = await readFields(req, chains);
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? ''])) as Record<N, string>;
}

import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { channels, type Channel } from './accessPoint.ts';

/** A request for access points of many units, as typed. */
export interface PointsRequest {
  /** Generated with the form, so that a request sent twice is processed once. */
  readonly id: string;
  readonly channel: Channel;
  readonly round: string;
  readonly service: string;
  /** One unit per line, by name or code. */
  readonly units: string;
  /** Number of one-time codes for each unit; ignored for other channels. */
  readonly codes: string;
  /** Also if there already is a point for the same target. */
  readonly again: string;
}

const line = (name: string) => body(name).isString().isLength({ max: 200 }).trim();

/** @throws Problem malformed */
export async function readPointsRequest(
  req: Request,
): Promise<{ readonly request: PointsRequest; readonly action: 'preview' | 'make' }> {
  const { action, ...request } = await readFields(req, [
    body('id').isUUID(),
    body('channel').isIn([...channels]),
    ...['round', 'service', 'codes', 'again'].map(line),
    body('units').isString().isLength({ max: 60_000 }),
    body('action').isIn(['preview', 'make']),
  ]);
  return { request: request as unknown as PointsRequest, action: action as 'preview' | 'make' };
}

/** Prefilled values of the empty form. @throws Problem malformed */
export async function readPointsStart(
  req: Request,
): Promise<{ readonly round: string; readonly channel: Channel | undefined }> {
  const { round, channel } = await readFields(req, [
    query('round').optional().isString().isLength({ max: 100 }),
    query('channel')
      .optional()
      .isIn([...channels]),
  ]);
  return { round: (round ?? '') as string, channel: channel as Channel | undefined };
}

const pointActions = ['pause', 'resume', 'end', 'move'] as const;
export type PointAction = (typeof pointActions)[number];

export interface SentRevision {
  readonly action: PointAction;
  /** Number of revisions of the point when the page was opened. */
  readonly number: number;
  readonly round: string;
  readonly unit: string;
  readonly service: string;
}

/** @throws Problem malformed */
export async function readRevision(req: Request): Promise<SentRevision> {
  const fields = await readFields(req, [
    body('action').isIn([...pointActions]),
    body('number').isInt({ min: 1, max: 100_000 }).toInt(),
    ...['round', 'unit', 'service'].map((name) => line(name).optional()),
  ]);
  return { round: '', unit: '', service: '', ...fields } as unknown as SentRevision;
}

export const pointStates = ['open', 'notYet', 'paused', 'ended', 'roundClosed'] as const;

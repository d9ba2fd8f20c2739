/**
 * A feature, as its folder declares it: what it stores, which pages it answers, what it does in the background. The
 * composition root (app/features.ts) lists the features and reads nothing else of them.
 */
import type { RequestHandler } from 'express';
import type { BackgroundTask } from '../platform/leader/lead.ts';
import type { StoredFeature } from '../platform/storage/storedFeature.ts';
import type { StaffSettings } from './accounts/staffSettings.ts';
import type { JobKind } from './jobs/job.ts';
import type { AheadRoutes } from './web/ahead.ts';
import type { Routes } from './web/routes.ts';

/** What the module of a feature's routes exports. */
export interface Pages {
  readonly routes: Routes<never>;
  /** Handlers in front of all routes below a path, such as a larger limit for forms. */
  readonly before?: Readonly<Record<string, readonly RequestHandler[]>>;
  /** Some of these addresses, answered ahead of Express. */
  readonly ahead?: AheadRoutes<never>;
}

export interface Feature extends StoredFeature {
  /** Whether the settings ask for it; its addresses do not exist otherwise. Missing: always. */
  readonly isOn?: (settings: StaffSettings) => boolean;
  /** What it answers, imported by a process that serves pages and by no other. */
  readonly pages?: () => Promise<Pages>;
  /** Long-running work that staff start. */
  readonly jobs?: (tools: never) => readonly JobKind[];
  /** What the leader does again and again in the background. */
  readonly tasks?: (tools: never) => readonly BackgroundTask[];
}

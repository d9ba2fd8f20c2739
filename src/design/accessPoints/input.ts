import { choice, line, uuid, verbatim, whole } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { channels } from './accessPoint.ts';
import { accessPointTexts } from './texts.ts';

/** Access points of many units: `units` has one per line, by name or code; `codes` is their number for each unit. */
export const pointsForm = form(
  accessPointTexts,
  {
    channel: choice(channels),
    round: line(200),
    service: line(200),
    units: verbatim(60_000, { rows: 12, optional: false }),
    codes: line(200, { inputmode: 'numeric' }),
    again: choice(['no', 'yes'], { names: (t) => t.againChoices }),
  },
  { hidden: { id: uuid() } },
);
export type PointsRequest = typeof pointsForm.empty.typed;
export const pointsAction = { action: choice(['preview', 'edit', 'make']) };

/** Prefilled values of the empty form. */
export const pointsStart = { round: line(100), channel: choice(['', ...channels]) };

const pointActions = ['pause', 'resume', 'end', 'move'] as const;
export type PointAction = (typeof pointActions)[number];

/** Of the revision that was the last when the page was opened. */
const seenNumber = { number: whole(1, 100_000) };
export const pointChange = { action: choice(pointActions), ...seenNumber };

/** Where a point is moved to. */
export const moveForm = form(
  accessPointTexts,
  { round: line(200), unit: line(200), service: line(200) },
  { hidden: seenNumber },
);

export const pointStates = ['open', 'notYet', 'paused', 'ended', 'roundClosed'] as const;

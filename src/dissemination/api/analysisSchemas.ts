/** JSON Schemas of the responses on nonresponse, drift and targets. */
import { listOf as list, object, oneOf, yesOrNo, type Schema } from '../../platform/schemas/schema.ts';
import { ref } from './answerSchemas.ts';

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const number: Schema = { type: 'number' };
const pair: Schema = { type: 'array', items: number, minItems: 2, maxItems: 2 };
const asked = { roundId: text, unitId: text, of: text };
const interval = object({ low: number, up: number });

export const analysisSchemas: Readonly<Record<string, Schema>> = {
  Nonresponse: {
    ...object({
      ...asked,
      official: ref('Figure'),
      calibration: {
        anyOf: [
          object({ missing: text }),
          object({
            margins: list(
              object({
                margin: oneOf('service', 'month', 'filing', 'unit'),
                label: ref('Localized'),
                categories: list(
                  object({ key: text, label: ref('Localized'), people: count, transactions: number }),
                ),
              }),
            ),
            unused: list(text),
            plainShare: number,
            share: number,
            interval: pair,
            people: count,
            leftOut: count,
            coveredShare: number,
            weightingEffect: number,
            effectiveSize: count,
            weights: object({ least: number, most: number }),
          }),
        ],
      },
      items: list(object({ questionId: text, answered: count, noOpinion: count, skipped: count })),
      channels: list(object({ channel: text, people: count, units: count, figure: ref('Figure') })),
      units: count,
      modeEffects: list(
        object({ channel: text, other: text, points: number }, { intervalPoints: pair, adjustedP: number }),
      ),
      filings: list(object({ filing: text, transactions: count })),
    }),
    description:
      'Shares 0 … 1. "calibration": the index with weights that spread respondents as the transactions are, or why it is missing; "weightingEffect" is Kish\'s design effect. It does not cure self-selection.',
  },
  TargetGap: {
    ...object(asked, {
      reason: ref('Localized'),
      targetPercent: number,
      step: oneOf('satisfied', 'level'),
      units: list(
        object(
          { unitId: text, figure: ref('Figure') },
          { standing: text, toMove: count, room: number, power: number },
        ),
      ),
      questions: list(
        object({ questionId: text, figure: ref('Figure'), lost: number, room: number, toMove: count }),
      ),
      enough: list(text),
    }),
    description:
      'Steps by which answers would have to rise ("toMove") of those by which they can ("room"); "lost" is the part of the index that a question costs; "power" the probability that another round of this size shows the rise.',
  },
  Drift: {
    ...object({
      ...asked,
      by: oneOf('month', 'week'),
      phases: list(
        object(
          {
            points: list(object({ from: text, share: number, people: count }, { low: number, up: number })),
            isProvisional: yesOrNo,
            changes: list(
              object({
                rule: oneOf('beyond', 'run'),
                side: oneOf('above', 'below'),
                from: text,
                to: text,
                at: text,
                happenings: list(object({ on: text, kind: text, what: ref('Localized') })),
              }),
            ),
          },
          {
            centre: number,
            sigmaZ: number,
            season: list(object({ month: count, deviation: number, interval, adjustedP: number })),
          },
        ),
      ),
    }),
    description:
      'Shares 0 … 1, oldest first. A phase is a series without a break; it has limits ("low", "up") from eight points on. "at" is the period in which the index changed, "happenings" what the program has on record then.',
  },
};

/** A batch of codes as a program requests it. */
import { codesMax, codesMin } from '../../collection/codes/code.ts';
import { objectOf, oneOf, recordOf, type Schema } from '../../platform/schemas/schema.ts';
import type { CaseAddress } from '../../processing/messages/caseMessages.ts';

export interface SentCodeBatch {
  readonly label: string;
  readonly count: number;
  readonly roundId: string;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
}

/** The most cases in one request: those of a night. */
const casesMax = 500;

/** Finished cases for which a program wants codes. */
export interface SentCases {
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  readonly cases: readonly string[];
  /** By case: to whom the program sends the link. */
  readonly to?: Readonly<Record<string, CaseAddress>> | undefined;
}

const id: Schema = { type: 'string', minLength: 1, maxLength: 100 };

export const codeBatchSchema = objectOf<SentCodeBatch>(
  {
    label: { type: 'string', minLength: 1, maxLength: 200, description: 'What people know it by.' },
    count: { type: 'integer', minimum: codesMin, maximum: codesMax },
    roundId: id,
    unitId: id,
  },
  { serviceId: { ...id, description: 'Left out: any service.' } },
);

export const casesSchema = objectOf<SentCases>(
  {
    unitId: id,
    cases: {
      type: 'array',
      minItems: 1,
      maxItems: casesMax,
      items: { type: 'string', minLength: 1, maxLength: 200 },
      description: "The caller's names of the cases. Only a keyed hash of each is stored.",
    },
  },
  {
    serviceId: { ...id, description: 'Left out: any service.' },
    to: {
      ...recordOf(
        objectOf<CaseAddress>(
          {
            channel: { ...id, description: 'Id of a channel that sends codes of cases.' },
            address: { type: 'string', minLength: 1, maxLength: 320 },
          },
          { language: oneOf('vi', 'en') },
        ),
      ),
      description:
        'By case: where the program sends the link itself, once. Kept sealed until it is handed over.',
    },
  },
);

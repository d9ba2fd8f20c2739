/** The content of a sealed answer. */
import { calendarDay, objectOf, recordOf, yesOrNo, type Schema } from '../../platform/schemas/schema.ts';
import { parsedJson, readKnown } from '../../platform/schemas/validate.ts';

export interface Envelope {
  /** Sealed form context of the setup on which the person answered. */
  readonly form: string;
  /** Generated on the tablet. */
  readonly submissionId: string;
  /** Day by the tablet's clock, corrected by its skew. */
  readonly givenOn: string;
  /** Given faster than anybody can read; the exact duration is not sent. */
  readonly tooFast: boolean;
  /** Whether the office was closed, by the tablet's corrected clock; undefined from older programs. */
  readonly outsideHours?: boolean | undefined;
  /** Form fields by name, as a citizen's page sends them. */
  readonly fields: Readonly<Record<string, string>>;
}

const text: Schema = { type: 'string' };
const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

const envelopeSchema = objectOf<Envelope>(
  {
    form: text,
    submissionId: { type: 'string', pattern: uuid },
    givenOn: calendarDay,
    tooFast: yesOrNo,
    fields: recordOf(text),
  },
  { outsideHours: yesOrNo },
);

/** @returns undefined if the text does not come from our tablet program, although it is sealed to our key */
export function readEnvelope(json: string): Envelope | undefined {
  const read = readKnown(envelopeSchema, parsedJson(json));
  if ('errors' in read) return undefined;
  const fields = Object.assign(Object.create(null) as object, read.value.fields) as Envelope['fields'];
  return { ...read.value, fields };
}

/** The content of a sealed answer. */
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';

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

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @returns undefined if the text does not come from our tablet program */
export function readEnvelope(text: string): Envelope | undefined {
  const { form, submissionId, givenOn, tooFast, outsideHours, fields } = parsed(text);
  const isOurs =
    typeof form === 'string' &&
    typeof submissionId === 'string' &&
    uuidPattern.test(submissionId) &&
    typeof givenOn === 'string' &&
    isCalendarDay(givenOn) &&
    typeof tooFast === 'boolean' &&
    (outsideHours === undefined || typeof outsideHours === 'boolean') &&
    typeof fields === 'object' &&
    fields !== null &&
    Object.values(fields).every((value) => typeof value === 'string');
  if (!isOurs) return undefined;
  return {
    form,
    submissionId,
    givenOn,
    tooFast,
    outsideHours,
    fields: Object.assign(Object.create(null), fields),
  };
}

function parsed(text: string): Partial<Record<keyof Envelope, unknown>> {
  try {
    return (JSON.parse(text) as Partial<Record<keyof Envelope, unknown>> | null) ?? {};
  } catch {
    return {}; // sealed to our key, but not by our program
  }
}

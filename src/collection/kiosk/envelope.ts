/** What is inside a sealed answer. */
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';

export interface Envelope {
  /** Sealed form context of the setup that the person answered on. */
  readonly form: string;
  /** Made on the tablet. */
  readonly submissionId: string;
  /** Day by the tablet's clock less its skew. */
  readonly givenOn: string;
  /** Faster than anybody can read; how fast is not told. */
  readonly tooFast: boolean;
  /** Whether the office was closed, by the tablet's clock less its skew; not told by older programs. */
  readonly outsideHours?: boolean | undefined;
  /** Fields of the form as a citizen's page sends them, by name. */
  readonly fields: Readonly<Record<string, string>>;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @returns undefined when it is not what a tablet of ours puts in */
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
    return {}; // sealed to us, and still not ours
  }
}

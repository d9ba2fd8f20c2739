/**
 * The log of a process, written by pino: JSON, a line for each event, on its standard output and, for errors, its standard error. It
 * holds no network address, no name, no parameter of an address and no body.
 *
 * A citizen's request has the minute and no second, and its line goes through `minuteMix`: beside the hour that is kept with an answer, a
 * log of seconds, in order, would disclose what the program itself is not to know.
 */
import { AssertionError } from 'node:assert';
import { pino } from 'pino';
import { minuteMix, minuteOf, type Write } from './minuteMix.ts';

export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** Pattern of the address. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  /** Of the trace that the sender keeps (W3C Trace Context), as it came; written where staff or a program asked. */
  readonly traceparent?: string | undefined;
}

export interface Fault {
  /** Where it happened: a route's pattern, or the part of the program. */
  readonly route: string;
  readonly error: unknown;
  readonly requestId?: string | undefined;
}

export type LogFault = (fault: Fault) => void;

export interface Log {
  request(line: RequestLine): void;
  fault: LogFault;
  /** What the program did by itself. */
  note: (event: string, detail: Readonly<Record<string, string>>) => void;
}

/** @param withRequests whether a line is written for each request */
export function openLog(options: {
  readonly withRequests: boolean;
  readonly now: () => Date;
  readonly write?: Write;
  readonly writeFault?: Write;
}): Log & { close(): void } {
  const { withRequests, now } = options;
  const { write = (line) => process.stdout.write(line), writeFault = (line) => process.stderr.write(line) } =
    options;
  const mix = minuteMix(write, now);
  const [log, mixedLog, faultLog] = [loggerTo(write), loggerTo(mix.write), loggerTo(writeFault)];

  return {
    request({ traceparent, ...line }) {
      if (!withRequests) return;
      const { route } = line;
      const trace = isStaff(route) || isApi(route) ? { traceparent } : {};
      if (isStaff(route)) log.info({ at: now().toISOString(), event: 'request', ...line, ...trace });
      else mixedLog.info({ at: minuteOf(now()), event: 'request', ...line, ...trace });
    },
    fault({ route, error, requestId }) {
      const [at, detail] = isCitizens(route)
        ? [minuteOf(now()), bareDetail(error)]
        : [now().toISOString(), detailOf(error)];
      faultLog.error({ at, route, requestId, detail });
    },
    note(event, detail) {
      log.info({ at: now().toISOString(), event, ...detail });
    },
    close: mix.close,
  };
}

/** Neither process nor host are named, and the time is a field like others, since some lines have the minute alone. */
function loggerTo(write: Write) {
  return pino({ base: null, timestamp: false, formatters: { level: (level) => ({ level }) } }, { write });
}

/** Of a route's pattern, with or without its method. */
function isStaff(route: string): boolean {
  return /^(?:[A-Z]+ )?\/staff(?:\/|$)/.test(route);
}

function isApi(route: string): boolean {
  return /^\/api(?:\/|$)/.test(route);
}

/** Whether a fault belongs to a request that is not of staff; a job or a duty of the leader has no method before it. */
function isCitizens(route: string): boolean {
  return /^[A-Z]+ /.test(route) && !isStaff(route);
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Without the message, in which a database names the value that it refused: the kind of error, and where it happened. */
function bareDetail(error: unknown): string {
  if (!(error instanceof Error) || (error instanceof AssertionError && !error.generatedMessage))
    return detailOf(error);
  const { code, codeName } = error as { code?: string | number; codeName?: string };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [[error.name, code, codeName].filter((part) => part !== undefined).join(' '), ...frames].join('\n');
}

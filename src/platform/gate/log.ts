/**
 * The log of a process, written by pino: JSON, one line per event, on standard output and, for errors, standard error.
 * It contains no network address, no name, no parameter of an address and no body.
 *
 * A citizen's request is logged with the minute and no second, and its line goes through `minuteMix`: combined with the
 * hour that is stored with a response, a log of seconds, in order, would disclose what the program itself must not
 * know.
 */
import { AssertionError } from 'node:assert';
import { pino } from 'pino';
import { minuteMix, minuteOf, type Write } from './minuteMix.ts';

export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** Route pattern. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  /** Trace context of the client (W3C Trace Context), as received; logged only for requests of staff or programs. */
  readonly traceparent?: string | undefined;
}

interface LoggedError {
  /** Where it happened: a route pattern, or a component of the program. */
  readonly route: string;
  readonly error: unknown;
  readonly requestId?: string | undefined;
}

export type LogError = (error: LoggedError) => void;

export interface Log {
  request(line: RequestLine): void;
  error: LogError;
  /** Logs what the program did without a request. */
  note: (event: string, detail: Readonly<Record<string, string>>) => void;
}

/** @param withRequests whether to write a line for each request */
export function openLog(options: {
  readonly withRequests: boolean;
  readonly now: () => Date;
  readonly write?: Write;
  readonly writeError?: Write;
}): Log & { close(): void } {
  const { withRequests, now } = options;
  const { write = (line) => process.stdout.write(line), writeError = (line) => process.stderr.write(line) } =
    options;
  const mix = minuteMix(write, now);
  const [log, mixedLog, errorLog] = [loggerTo(write), loggerTo(mix.write), loggerTo(writeError)];

  return {
    request({ traceparent, ...line }) {
      if (!withRequests) return;
      const { route } = line;
      const trace = isStaff(route) || isApi(route) ? { traceparent } : {};
      if (isStaff(route)) log.info({ at: now().toISOString(), event: 'request', ...line, ...trace });
      else mixedLog.info({ at: minuteOf(now()), event: 'request', ...line, ...trace });
    },
    error({ route, error, requestId }) {
      const [at, detail] = isCitizens(route)
        ? [minuteOf(now()), bareDetail(error)]
        : [now().toISOString(), detailOf(error)];
      errorLog.error({ at, route, requestId, detail });
    },
    note(event, detail) {
      log.info({ at: now().toISOString(), event, ...detail });
    },
    close: mix.close,
  };
}

/** Leaves out process and host. The time is an ordinary field, since some lines contain only the minute. */
function loggerTo(write: Write) {
  return pino({ base: null, timestamp: false, formatters: { level: (level) => ({ level }) } }, { write });
}

/** Accepts a route pattern with or without its method. */
function isStaff(route: string): boolean {
  return /^(?:[A-Z]+ )?\/staff(?:\/|$)/.test(route);
}

function isApi(route: string): boolean {
  return /^\/api(?:\/|$)/.test(route);
}

/** Whether an error belongs to a request that is not from staff; errors of jobs and background tasks have no method. */
function isCitizens(route: string): boolean {
  return /^[A-Z]+ /.test(route) && !isStaff(route);
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Leaves out the message, in which a database names the value that it refused: the kind of error and where it happened.
 */
function bareDetail(error: unknown): string {
  if (!(error instanceof Error) || (error instanceof AssertionError && !error.generatedMessage))
    return detailOf(error);
  const { code, codeName } = error as { code?: string | number; codeName?: string };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [[error.name, code, codeName].filter((part) => part !== undefined).join(' '), ...frames].join('\n');
}

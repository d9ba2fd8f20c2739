/**
 * The log of a process: JSON, a line for each thing, on its standard output and, for faults, its standard error. It holds no address of
 * a network, no name, no parameter of an address and no body.
 *
 * A citizen's request has the minute and no second, and its line is held back until the minute is over and mixed with the others of that
 * minute: beside the hour that is kept with an answer, a log of seconds, in order, would tell what the program itself is not to know.
 */
import { AssertionError } from 'node:assert';

export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** Pattern of the address. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
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
  /** Writes what is held back. */
  flush(): void;
}

const minuteMs = 60_000;

type Write = (line: string) => void;

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
  let held: string[] = [];
  const timer = setInterval(flush, minuteMs);
  timer.unref();

  function flush(): void {
    const lines = held;
    held = [];
    if (lines.length > 0) write(lines.sort().join('')); // by the minute, then by ids that are drawn: in no telling order
  }

  return {
    request(line) {
      if (!withRequests) return;
      const at = now();
      if (isStaff(line.route))
        write(textOf({ level: 'info', at: at.toISOString(), event: 'request', ...line }));
      else held.push(textOf({ level: 'info', at: minuteOf(at), event: 'request', ...line }));
    },
    fault({ route, error, requestId }) {
      const detail = isCitizens(route) ? bareDetail(error) : detailOf(error);
      writeFault(textOf({ level: 'error', at: now().toISOString(), route, requestId, detail }));
    },
    note(event, detail) {
      write(textOf({ level: 'info', at: now().toISOString(), event, ...detail }));
    },
    flush,
    close() {
      clearInterval(timer);
      flush();
    },
  };
}

/** Of a route's pattern, with or without its method. */
function isStaff(route: string): boolean {
  return /^(?:[A-Z]+ )?\/staff(?:\/|$)/.test(route);
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

function textOf(line: object): string {
  return `${JSON.stringify(line)}\n`;
}

function minuteOf(at: Date): string {
  return new Date(Math.floor(at.getTime() / minuteMs) * minuteMs).toISOString();
}

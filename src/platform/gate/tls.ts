/**
 * TLS terminated by the program itself, from a certificate and a key in files. Certificates are renewed every few
 * weeks: the files are checked every hour, so that a renewed one is used without a restart.
 */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server as SecureServer } from 'node:https';
import type { RequestListener, ServerOptions } from 'node:http';
import { createSecureContext } from 'node:tls';
import { StartError } from '../startError.ts';

export interface TlsFiles {
  /** Certificate and its chain, as PEM. */
  readonly certFile: string;
  readonly keyFile: string;
}

/** The files cannot be used; the message says which file and why. */
class TlsError extends StartError {}

const lookAgainMs = 60 * 60 * 1000;

/** @throws TlsError */
export function createTlsServer(
  files: TlsFiles,
  options: ServerOptions,
  listener: RequestListener,
): SecureServer {
  const server = createServer({ ...options, ...readTls(files) }, listener);
  let changedAt = changeOf(files);
  const timer = setInterval(() => {
    const now = changeOf(files);
    if (now === changedAt) return;
    changedAt = now;
    try {
      server.setSecureContext(readTls(files));
    } catch (error) {
      // An incomplete renewal or a wrong file: keep the old certificate and check again after the next change.
      console.error((error as Error).message);
    }
  }, lookAgainMs);
  server.once('close', () => clearInterval(timer));
  return server;
}

/** @throws TlsError */
function readTls({ certFile, keyFile }: TlsFiles): { cert: Buffer; key: Buffer } {
  const read = (name: string, file: string): Buffer => {
    try {
      return readFileSync(file);
    } catch (error) {
      throw new TlsError(`${name} names ${file}, which cannot be read: ${(error as Error).message}.`);
    }
  };
  const pair = { cert: read('TLS_CERT', certFile), key: read('TLS_KEY', keyFile) };
  try {
    createSecureContext(pair);
  } catch (error) {
    throw new TlsError(
      `TLS_CERT and TLS_KEY do not make a certificate with its key (${(error as Error).message}): both must be PEM, and belong together.`,
    );
  }
  return pair;
}

function changeOf({ certFile, keyFile }: TlsFiles): string {
  return [certFile, keyFile].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join();
}

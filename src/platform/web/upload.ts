/**
 * A file in a form (multipart/form-data, one file field). It is stored in a separate folder that no other user may
 * read, and is deleted once the response has been sent. staffSession calls this module for signed-in accounts, so the
 * form token is checked as for every other form, whatever the address.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { withoutControls } from '../text/plainText.ts';
import { malformedRequest } from './input.ts';

export const fileBytesMax = 20 * 1024 * 1024;

/** A hundred thousand rows of a long survey, as text. */
export const uploadBytesMax = 80 * 1024 * 1024;

/** Addresses with a lower limit. */
const lowerLimits: Readonly<Record<string, number>> = {
  '/staff/evidence': fileBytesMax,
  '/staff/surveys/files': 4 * 1024 * 1024,
  '/staff/brand': 1024 * 1024,
  '/staff/recordings': 512 * 1024,
};

export interface UploadedFile {
  readonly path: string;
  /** As the browser sends it. */
  readonly name: string;
}

/** There was no file, or it exceeds the limit of the address. */
type NoUpload = 'missing' | 'tooBig';

const uploads = new WeakMap<Request, UploadedFile | NoUpload>();

/**
 * What is read from the file of a form, or why there is none.
 *
 * @throws Problem malformed when the request is not a form with a file
 */
export async function uploaded<Read>(
  req: Request,
  read: (file: UploadedFile) => Promise<Read>,
): Promise<Read | NoUpload> {
  const upload = uploads.get(req);
  if (!upload) throw malformedRequest();
  return typeof upload === 'string' ? upload : await read(upload);
}

/** Identifies the file of a form: its name and the SHA-256 of its bytes; undefined without a file. */
export async function fileHash(req: Request): Promise<readonly string[] | undefined> {
  const upload = uploads.get(req);
  if (typeof upload !== 'object') return undefined;
  const hash = createHash('sha256');
  await pipeline(createReadStream(upload.path), hash);
  return [upload.name, hash.digest('base64url')];
}

export function hasUpload(req: Request): boolean {
  return typeof req.is('multipart/form-data') === 'string';
}

/** Reads the fields into `req.body` and writes the file to disk. */
export async function readUpload(req: Request, res: Response): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-upload-'));
  // A client may disconnect while the file is being written: then the folder is not empty at first.
  res.once('close', () => void rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {}));
  const error = await errorOf(req, res, folder);
  if (error === 'cutOff' || (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE'))
    uploads.set(req, 'tooBig');
  else if (error && 'errno' in error)
    throw error; // an error of the disk, not of the client
  else if (error) throw malformedRequest();
  else
    uploads.set(
      req,
      req.file ? { path: req.file.path, name: withoutControls(req.file.originalname) } : 'missing',
    );
}

async function errorOf(req: Request, res: Response, folder: string): Promise<Error | 'cutOff' | undefined> {
  const bytesMax = lowerLimits[req.originalUrl] ?? uploadBytesMax;
  return await new Promise((resolve) => {
    const receive = receiverInto(folder, bytesMax, () => {
      if (Number(req.get('content-length') ?? Infinity) < 4 * bytesMax) return;
      res.set('Connection', 'close');
      resolve('cutOff');
    });
    void receive(req, res, (error?: unknown) => resolve(error as Error | undefined));
  });
}

/**
 * A file slightly above the limit is received to its end, so that its sender gets to read why it is refused; a much
 * larger one is cut off by the response.
 */
function receiverInto(folder: string, bytesMax: number, onLimit: () => void): RequestHandler {
  const disk = multer.diskStorage({
    destination: folder,
    filename: (_req, _file, use) => use(null, 'upload'),
  });
  const storage: StorageEngine = {
    _handleFile(req, file, done) {
      file.stream.once('limit', onLimit);
      disk._handleFile(req, file, done);
    },
    _removeFile: (req, file, done) => disk._removeFile(req, file, done),
  };
  return multer({
    storage,
    limits: {
      fileSize: bytesMax,
      files: 1,
      fields: 50,
      fieldSize: 64 * 1024,
      parts: 51,
      fieldNestingDepth: 0,
    },
    defParamCharset: 'utf8',
  }).single('file');
}

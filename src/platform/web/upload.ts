/**
 * A file in a form (multipart/form-data, one file field). It lies in a folder of its own that nobody else may read, and is
 * deleted when the answer has been sent. staffSession calls it, for accounts that are signed in; so the form token is asked
 * for as with every other form, whatever the address.
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

/** A hundred thousand rows of a long survey, in words. */
export const uploadBytesMax = 80 * 1024 * 1024;

/** Addresses that take less. */
const lowerLimits: Readonly<Record<string, number>> = { '/staff/evidence': fileBytesMax };

export type Upload =
  | { readonly path: string; /** As the browser calls it. */ readonly name: string }
  /** There was none, or it is bigger than the address takes. */
  | 'missing'
  | 'tooBig';

const uploads = new WeakMap<Request, Upload>();

/** @throws Problem malformed when the request is not one of a form with a file */
export function uploadOf(req: Request): Upload {
  const upload = uploads.get(req);
  if (!upload) throw malformedRequest();
  return upload;
}

/** What tells the file of this form from another: its name and the SHA-256 of its bytes; nothing where there is no file. */
export async function fileMark(req: Request): Promise<readonly string[] | undefined> {
  const upload = uploads.get(req);
  if (typeof upload !== 'object') return undefined;
  const hash = createHash('sha256');
  await pipeline(createReadStream(upload.path), hash);
  return [upload.name, hash.digest('base64url')];
}

export function hasUpload(req: Request): boolean {
  return typeof req.is('multipart/form-data') === 'string';
}

/** Takes the fields into `req.body` and the file to disk. */
export async function readUpload(req: Request, res: Response): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-upload-'));
  // Whoever breaks off may do so while the file is being made: then the folder is not empty at first.
  res.once('close', () => void rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {}));
  const fault = await faultOf(req, res, folder);
  if (fault === 'cutOff' || (fault instanceof MulterError && fault.code === 'LIMIT_FILE_SIZE'))
    uploads.set(req, 'tooBig');
  else if (fault && 'errno' in fault)
    throw fault; // the disk, not the sender
  else if (fault) throw malformedRequest();
  else
    uploads.set(
      req,
      req.file ? { path: req.file.path, name: withoutControls(req.file.originalname) } : 'missing',
    );
}

async function faultOf(req: Request, res: Response, folder: string): Promise<Error | 'cutOff' | undefined> {
  const bytesMax = lowerLimits[req.originalUrl] ?? uploadBytesMax;
  return await new Promise((resolve) => {
    const receive = receiverInto(folder, bytesMax, () => {
      if (Number(req.get('content-length') ?? Infinity) < 4 * bytesMax) return;
      res.set('Connection', 'close');
      resolve('cutOff');
    });
    void receive(req, res, (fault?: unknown) => resolve(fault as Error | undefined));
  });
}

/**
 * A file that is a little too big is received to its end, so that its sender gets to read why it is not taken; a huge one
 * is cut off with the answer.
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

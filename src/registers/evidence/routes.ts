/** Evidence of an object: the list with its form, downloads, and withdrawing. */
import { pipeline } from 'node:stream/promises';
import { notYours } from '../../access/accounts/caller.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { ofObject, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { Problem } from '../../platform/problem.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import type { Stores } from '../stores.ts';
import { fileKinds, quota, type EvidenceFault, type EvidenceFile } from './evidence.ts';
import { readOwner } from './input.ts';
import { contentOf, evidenceEntry, keepFile } from './keepFile.ts';
import { addressOf, placeOf, type EvidenceOwners, type EvidencePlace } from './owner.ts';
import { bytesText, evidenceTexts } from './texts.ts';

export interface EvidenceTools {
  readonly stores: Pick<Stores, 'evidence'>;
  readonly owners: EvidenceOwners;
  readonly now: () => Date;
}

export const evidenceRoutes: Routes<EvidenceTools> = {
  'GET /staff/evidence': ofObject('owner', listFiles),
  'POST /staff/evidence': ofObject('owner', addFile),
  'GET /staff/evidence/:fileId': ofObject('owner', sendFile),
  'POST /staff/evidence/:fileId/remove': ofObject('owner', removeFile),
};

async function listFiles(context: StaffContext, tools: EvidenceTools): Promise<Reply> {
  const owner = await readOwner(context.req);
  return await showFiles(context, tools, owner, await placeOf(owner, tools.owners, context.caller));
}

/**
 * Statuses: 303; 404 when the caller may not see the owner; 409 once it is locked; 422 with why the file is refused.
 */
async function addFile(context: StaffContext, tools: EvidenceTools): Promise<Reply> {
  const { req, caller } = context;
  const { owners, now } = tools;
  const { evidence } = tools.stores;
  const owner = await readOwner(req);
  const place = await placeOf(owner, owners, caller);
  const upload = uploadOf(req);
  if (!place.mayChange) throw locked();
  const given = { owner, shelf: place.shelf, by: caller.actor };
  const fault =
    typeof upload === 'string' ? upload : await keepFile({ ...given, ...upload }, { evidence, now: now() });
  if (fault) return await showFiles(context, tools, owner, place, fault);
  return seeOther(addressOf(owner, 'added'));
}

async function sendFile(context: StaffContext, tools: EvidenceTools): Promise<Reply> {
  const { res } = context;
  const { file } = await fileOf(context, tools);
  res.attachment(file.name).type(fileKinds[file.kind]).set('Content-Length', String(file.bytes));
  await pipeline(contentOf(file, tools.stores.evidence), res);
  return sent;
}

/** Statuses: 303; 403 for files of others; 409 once the owner is locked. */
async function removeFile(context: StaffContext, tools: EvidenceTools): Promise<Reply> {
  const { caller } = context;
  const { file, place } = await fileOf(context, tools);
  if (!place.mayChange) throw locked();
  if (file.by.accountId !== caller.account.id) throw notYourFile();
  const at = tools.now();
  const entry = evidenceEntry('evidence.removed', place.shelf, file, { by: caller.actor, at });
  await tools.stores.evidence.remove(place.shelf, file, { at, entry });
  return seeOther(addressOf(file.owner, 'removed'));
}

/** @throws Problem notFound */
async function fileOf(
  { param, caller }: StaffContext,
  { stores: { evidence }, owners }: EvidenceTools,
): Promise<{ file: EvidenceFile; place: EvidencePlace }> {
  const fileId = param('fileId');
  const file = (await evidence.findHolding(fileId))?.files.find(({ id }) => id === fileId);
  if (!file) throw notYours();
  return { file, place: await placeOf(file.owner, owners, caller) };
}

async function showFiles(
  { caller, language, notice }: StaffContext,
  { stores: { evidence } }: EvidenceTools,
  owner: string,
  place: EvidencePlace,
  fault?: EvidenceFault,
): Promise<Reply> {
  const t = evidenceTexts[language];
  const { account, units } = caller;
  const shelf = await evidence.find(place.shelf);
  const lines = shelf.files
    .filter((file) => file.owner === owner)
    .map(({ id, name, kind, bytes, sha256, by, at }) => ({
      id,
      name,
      sha256,
      about: `${t.kinds[kind]}, ${bytesText(bytes, language)}`,
      by: by.name,
      at: timeText(at, language),
      mayRemove: place.mayChange && by.accountId === account.id,
    }));
  const label = inLanguage(place.label, language);
  return page(
    'registers/evidence/files',
    { title: `${t.title}: ${label}`, notice: notice(t.notices), status: fault && 422 },
    {
      t,
      owner,
      lines,
      url: place.url,
      mayChange: place.mayChange,
      faults: fault ? { file: t.faults[fault] } : {},
      used: t.used({
        unit: inLanguage(units.name(place.shelf.unitId), language),
        year: place.shelf.year,
        of: bytesText(shelf.bytes, language),
        max: bytesText(quota.bytes, language),
        files: shelf.files.length,
        filesMax: quota.files,
      }),
    },
  );
}

function locked(): Problem {
  return new Problem('conflict', {
    vi: 'Phần này đã khóa, hoặc ông/bà chỉ được xem, nên không thêm hay rút minh chứng được.',
    en: 'This part is locked, or only open for you to read, so no evidence can be added or withdrawn.',
  });
}

function notYourFile(): Problem {
  return new Problem('forbidden', {
    vi: 'Chỉ người đã gửi tệp lên mới rút được tệp đó.',
    en: 'Only whoever uploaded a file can withdraw it.',
  });
}

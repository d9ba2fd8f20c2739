/** Evidence of an object: the list with its form, downloads, and withdrawing. */
import { pipeline } from 'node:stream/promises';
import { notYours } from '../../access/accounts/caller.ts';
import type { Column } from '../../access/web/columns.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { ofObject, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { Problem } from '../../platform/problem.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { sizeText } from '../../platform/text/numbers.ts';
import { uploaded } from '../../platform/web/upload.ts';
import type { Stores } from '../stores.ts';
import { fileKinds, quota, type EvidenceError, type EvidenceFile } from './evidence.ts';
import { fileForm, readOwner } from './input.ts';
import { contentOf, evidenceEntry, keepFile } from './keepFile.ts';
import { addressOf, locationOf, type EvidenceOwners, type EvidenceLocation } from './owner.ts';
import { evidenceTexts } from './texts.ts';

export interface EvidenceTools {
  readonly stores: Pick<Stores, 'evidence'>;
  readonly owners: EvidenceOwners;
  readonly now: () => Date;
}

export const routes: Routes<EvidenceTools> = {
  'GET /staff/evidence': ofObject('owner', listFiles),
  'POST /staff/evidence': ofObject('owner', addFile),
  'GET /staff/evidence/:fileId': ofObject('owner', sendFile),
  'POST /staff/evidence/:fileId/remove': ofObject('owner', removeFile),
};

async function listFiles(context: StaffContext, tools: EvidenceTools): Promise<Reply> {
  const owner = await readOwner(context.req);
  return await showFiles(context, tools, owner, await locationOf(owner, tools.owners, context.caller));
}

/**
 * Statuses: 303; 404 when the caller may not see the owner; 409 once it is locked; 422 with why the file is refused.
 */
async function addFile(context: StaffContext, tools: EvidenceTools): Promise<Reply> {
  const { req, caller } = context;
  const { owners, now } = tools;
  const { evidence } = tools.stores;
  const owner = await readOwner(req);
  const location = await locationOf(owner, owners, caller);
  if (!location.mayChange) throw locked();
  const given = { owner, folder: location.folder, by: caller.actor };
  const error = await uploaded(
    req,
    async (file) => await keepFile({ ...given, ...file }, { evidence, now: now() }),
  );
  if (error) return await showFiles(context, tools, owner, location, error);
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
  const { file, location } = await fileOf(context, tools);
  if (!location.mayChange) throw locked();
  if (file.by.accountId !== caller.account.id) throw notYourFile();
  const at = tools.now();
  const entry = evidenceEntry('evidence.removed', location.folder, file, { by: caller.actor, at });
  await tools.stores.evidence.remove(location.folder, file, { at, entry });
  return seeOther(addressOf(file.owner, 'removed'));
}

/** @throws Problem notFound */
async function fileOf(
  { param, caller }: StaffContext,
  { stores: { evidence }, owners }: EvidenceTools,
): Promise<{ file: EvidenceFile; location: EvidenceLocation }> {
  const fileId = param('fileId');
  const file = (await evidence.findHolding(fileId))?.files.find(({ id }) => id === fileId);
  if (!file) throw notYours();
  return { file, location: await locationOf(file.owner, owners, caller) };
}

async function showFiles(
  context: StaffContext,
  { stores: { evidence } }: EvidenceTools,
  owner: string,
  location: EvidenceLocation,
  error?: EvidenceError,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = evidenceTexts[language];
  const folder = await evidence.find(location.folder);
  const used = t.used({
    unit: inLanguage(caller.units.name(location.folder.unitId), language),
    year: location.folder.year,
    of: sizeText(folder.bytes, language),
    max: sizeText(quota.bytes, language),
    files: folder.files.length,
    filesMax: quota.files,
  });
  const shown = { ...fileForm.empty, errors: error ? { file: t.errors[error] } : {} };
  return await list(
    context,
    {
      title: `${t.title}: ${inLanguage(location.label, language)}`,
      notice: notice(t.notices),
      status: error && 422,
      lead: t.lead,
      links: [{ label: t.back, url: location.url }],
      hint: { text: location.mayChange ? used : `${used} ${t.closed}` },
      empty: t.empty,
      columns: columnsOf(language, caller.account.id, location.mayChange),
      below: location.mayChange
        ? formPart(
            { action: addressOf(owner), heading: t.addTitle, submit: t.add, hidden: { owner } },
            fileForm.onPage(language, shown),
          )
        : undefined,
    },
    folder.files.filter((file) => file.owner === owner),
  );
}

function columnsOf(
  language: PageLanguage,
  accountId: string,
  mayChange: boolean,
): readonly Column<EvidenceFile>[] {
  const t = evidenceTexts[language];
  const remove: Column<EvidenceFile> = {
    key: 'remove',
    heading: t.remove,
    isAction: true,
    value: ({ by }) => (by.accountId === accountId ? t.remove : ''),
    post: ({ id }) => ({ action: `/staff/evidence/${id}/remove`, ask: t.removeSure }),
    linkName: ({ name }) => t.removeOf({ name }),
  };
  return [
    {
      key: 'name',
      heading: t.name,
      url: ({ id }) => `/staff/evidence/${id}`,
      detail: ({ kind, bytes }) => `${t.kinds[kind]}, ${sizeText(bytes, language)}`,
    },
    { key: 'by', heading: t.by, value: ({ by }) => by.name },
    { key: 'at', heading: t.at },
    { key: 'sha256', heading: t.sha256, className: 'hash', isVerbatim: true },
    ...(mayChange ? [remove] : []),
  ];
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

/** Evidence of an object: the list with its form, downloads, and withdrawing. */
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { fileKinds, quota, type EvidenceFault, type EvidenceFile } from './evidence.ts';
import { readOwner } from './input.ts';
import { contentOf, evidenceEntry, keepFile } from './keepFile.ts';
import { addressOf, placeOf, type EvidenceOwners, type EvidencePlace } from './owner.ts';
import { bytesText, evidenceTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export function evidenceRoutes({
  stores: { evidence },
  owners,
  now,
}: {
  stores: Pick<Stores, 'evidence'>;
  owners: EvidenceOwners;
  now: () => Date;
}): Router {
  const router = staffRouter();

  router.get('/staff/evidence', async (req, res) => {
    const owner = await readOwner(req);
    await showFiles(req, res, owner, await placeOf(owner, owners, callerOfRequest(req)));
  });

  /**
   * Statuses: 303; 404 when the caller may not see the owner; 409 once it is locked; 422 with why the file is refused.
   */
  router.post('/staff/evidence', async (req, res) => {
    const owner = await readOwner(req);
    const place = await placeOf(owner, owners, callerOfRequest(req));
    const upload = uploadOf(req);
    if (!place.mayChange) throw locked();
    const given = { owner, shelf: place.shelf, by: callerOfRequest(req).actor };
    const fault =
      typeof upload === 'string' ? upload : await keepFile({ ...given, ...upload }, { evidence, now: now() });
    if (fault) await showFiles(req, res.status(422), owner, place, fault);
    else res.redirect(303, addressOf(owner, 'added'));
  });

  router.get('/staff/evidence/:fileId', async (req, res) => {
    const { file } = await fileOf(req);
    res.attachment(file.name).type(fileKinds[file.kind]).set('Content-Length', String(file.bytes));
    await pipeline(contentOf(file, evidence), res);
  });

  /** Statuses: 303; 403 for files of others; 409 once the owner is locked. */
  router.post('/staff/evidence/:fileId/remove', async (req, res) => {
    const { file, place } = await fileOf(req);
    if (!place.mayChange) throw locked();
    if (file.by.accountId !== callerOfRequest(req).account.id) throw notYourFile();
    const at = now();
    const entry = evidenceEntry('evidence.removed', place.shelf, file, {
      by: callerOfRequest(req).actor,
      at,
    });
    await evidence.remove(place.shelf, file, { at, entry });
    res.redirect(303, addressOf(file.owner, 'removed'));
  });

  /** @throws Problem notFound */
  async function fileOf(req: Request): Promise<{ file: EvidenceFile; place: EvidencePlace }> {
    const fileId = String(req.params['fileId']);
    const file = (await evidence.findHolding(fileId))?.files.find(({ id }) => id === fileId);
    if (!file) throw notYours();
    return { file, place: await placeOf(file.owner, owners, callerOfRequest(req)) };
  }

  async function showFiles(
    req: Request,
    res: Response,
    owner: string,
    place: EvidencePlace,
    fault?: EvidenceFault,
  ): Promise<void> {
    const language = readLanguage(req);
    const t = evidenceTexts[language];
    const { account, units } = callerOfRequest(req);
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
    const unit = inLanguage(units.name(place.shelf.unitId), language);
    renderStaffPage(
      req,
      res,
      'registers/evidence/files',
      { title: `${t.title}: ${label}`, notice: noticeFor(req, t.notices) },
      {
        t,
        owner,
        lines,
        url: place.url,
        mayChange: place.mayChange,
        faults: fault ? { file: t.faults[fault] } : {},
        used: t.used({
          unit,
          year: place.shelf.year,
          of: bytesText(shelf.bytes, language),
          max: bytesText(quota.bytes, language),
          files: shelf.files.length,
          filesMax: quota.files,
        }),
      },
    );
  }

  return router;
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

/**
 * Makes submissions of a checked import. The steps:
 *
 * 1. judge all rows again: if the result differs from what the person saw, nothing is done;
 * 2. accept: one change of the import's document, after which everything is imported and nothing can be cancelled;
 * 3. add the submissions, whose ids are derived (identity.ts): those added before a crash are recognised;
 * 4. mark the import as done, and delete the rows.
 *
 * An interruption before step 2 leaves no trace. After it, any leader continues the job.
 */
import { createHash } from 'node:crypto';
import { addPoint } from '../../design/accessPoints/addPoint.ts';
import { takesChannel } from '../../design/rounds/round.ts';
import { ratedAnswers } from '../../design/surveys/survey.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { JobStopped, type JobKind, type Work } from '../../access/jobs/job.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { flagsOf } from '../quality/flag.ts';
import { drawSalts } from '../submissions/acceptSubmission.ts';
import { receiptCode } from '../submissions/receipt.ts';
import { importedNotice, type Submission } from '../submissions/submission.ts';
import { addToCheck, checkOf, emptyCheck } from './checkImport.ts';
import { movedOn, type Accepted, type Import } from './import.ts';
import {
  importKeys,
  isLate,
  judgedChunks,
  openImport,
  type OpenedImport,
  type ImportKeys,
  type JudgedRow,
} from './openImport.ts';
import { importTexts } from './texts.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface AcceptRequest {
  readonly importId: string;
  readonly version: string;
  readonly skipInvalid: boolean;
  readonly by: Import['by'];
  /** When the person accepted: decides the hour of receipt, and whether the round was still open. */
  readonly atMs: number;
}

interface Tools {
  readonly stores: Stores;
  readonly keys: ImportKeys;
  readonly checkpoint: Work['checkpoint'];
}

export function acceptImportJob(stores: Stores): JobKind<AcceptRequest> {
  return {
    name: 'importAccept',
    title: { vi: importTexts.vi.acceptTitle, en: importTexts.en.acceptTitle },
    file: { name: 'nhap-phieu.txt', mediaType: 'text/plain; charset=utf-8' },
    async run({ parameters: request, checkpoint }) {
      const keys = await importKeys(stores);
      const one = await stores.imports.find(request.importId);
      if (one?.state === 'done') return;
      if (!one || one.version !== request.version) throw movedOn();
      const accepted =
        one.state === 'accepted' ? one : await accept(one, request, { stores, keys, checkpoint });
      await addForms(accepted, { stores, keys, checkpoint });
      await stores.imports.finish(one.id);
    },
  };
}

async function accept(
  one: Import,
  { skipInvalid, by, atMs }: AcceptRequest,
  { stores, keys, checkpoint }: Tools,
): Promise<Import> {
  const now = new Date(atMs);
  const opened = await openImport(one, stores, keys, now);
  if (!takesChannel(opened.round, 'import')) throw problemOf('conflict', importTexts, (t) => t.notTaken);
  const found = emptyCheck();
  let done = 0;
  for await (const { judged } of judgedChunks(opened, stores)) {
    await addToCheck(found, judged, stores.submissions);
    done += judged.length;
    await checkpoint({ done, of: 2 * one.rowCount, resumeFrom: null });
  }
  const { good, invalid, known, unitIds } = checkOf(found);
  const isAsChecked = one.check?.good === good && one.check.invalid === invalid && one.check.known === known;
  if (!isAsChecked || (invalid > 0 && !skipInvalid)) throw checkAgain();
  const accepted: Accepted = {
    at: now,
    by,
    late: isLate(opened.round, now),
    givenOn: opened.days.last,
    added: good - known,
    known,
    skipped: invalid,
  };
  const entry = auditEntry({
    at: now,
    by,
    kind: 'import.accepted',
    unitIds,
    subject: { id: one.id, label: one.fileName },
    after: {
      round: one.roundId,
      added: String(good - known),
      known: String(known),
      skipped: String(invalid),
    },
  });
  if (!(await stores.imports.accept(one, accepted, entry))) throw movedOn();
  return { ...one, state: 'accepted', accepted };
}

function checkAgain(): Problem {
  return problemOf('conflict', importTexts, (t) => t.checkAgain);
}

async function addForms(one: Import, { stores, keys, checkpoint }: Tools): Promise<void> {
  const accepted = one.accepted!;
  const opened = await openImport(one, stores, keys, accepted.at);
  const pointOf = importPoints(one, accepted, stores);
  let done = one.rowCount;
  let adding = Promise.resolve();
  for await (const { judged } of judgedChunks(opened, stores)) {
    const forms: Submission[] = [];
    for (const row of judged) {
      if (row.kind !== 'good') continue;
      const accessPointId = await pointOf(row.form.unitId);
      forms.push(submissionOf(row, { accepted, accessPointId, opened, receiptKey: keys.receipt }));
    }
    await adding;
    adding = stores.submissions.addMany(forms); // the next rows are judged during the write
    adding.catch(() => {}); // awaited below, where it throws
    done += judged.length;
    await untilStored(() => checkpoint({ done, of: 2 * one.rowCount, resumeFrom: null }));
  }
  await adding;
}

/** Accepted imports complete in full: cancelling the job has no effect any more. A later leader continues it. */
async function untilStored(checkpoint: () => Promise<void>): Promise<void> {
  try {
    await checkpoint();
  } catch (error) {
    if (!(error instanceof JobStopped) || error.why === 'leader') throw error;
  }
}

interface Around {
  readonly accepted: Accepted;
  readonly accessPointId: string;
  readonly opened: Pick<OpenedImport, 'round' | 'survey'>;
  readonly receiptKey: Buffer;
}

function submissionOf(
  { form, id }: Extract<JudgedRow, { kind: 'good' }>,
  { accepted, accessPointId, opened: { round, survey }, receiptKey }: Around,
): Submission {
  return {
    id: id!,
    roundId: round.id,
    surveyVersionId: round.surveyVersionId,
    accessPointId,
    revision: 1,
    receivedHour: hourOf(accepted.at),
    givenOn: form.givenOn ?? accepted.givenOn,
    late: accepted.late,
    noticeVersion: importedNotice,
    flags: flagsOf(form.answers, { rated: ratedAnswers(survey, form.answers) }),
    answers: form.answers,
    about: form.about,
    ...(form.comment === undefined ? {} : { comment: form.comment }),
    salts: drawSalts(),
    receiptCode: receiptCode(id!, receiptKey),
  };
}

/** One access point for each round, unit and service, shared by all imports. */
function importPoints(
  { roundId, serviceId }: Import,
  { at }: Accepted,
  { accessPoints }: Pick<Stores, 'accessPoints'>,
): (unitId: string) => Promise<string> {
  const known = new Set<string>();
  return async (unitId) => {
    const named = JSON.stringify([roundId, unitId, serviceId ?? '']);
    const id = `import-${createHash('sha256').update(named).digest('hex').slice(0, 32)}`;
    if (known.has(id)) return id;
    const revision = {
      number: 1,
      roundId,
      unitId,
      ...(serviceId === undefined ? {} : { serviceId }),
      from: at,
    };
    await addPoint({ id, channel: 'import', revisions: [revision] }, accessPoints);
    known.add(id);
    return id;
  };
}

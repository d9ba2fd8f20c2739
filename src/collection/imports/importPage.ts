/** The page of an import: its facts, its progress, the result of the check, and the possible actions. */
import { unitText } from '../../access/accounts/grantLines.ts';
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import { isOver, type Job } from '../../access/jobs/job.ts';
import { jobTexts } from '../../access/jobs/texts.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Service } from '../../registers/services/service.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { errorRows } from './columnsPage.ts';
import type { Check, Import } from './import.ts';
import { isLate } from './openImport.ts';
import { importTexts, type ShownState } from './texts.ts';

export interface ImportOnPage {
  readonly one: Import;
  /** The job started last. */
  readonly job: Job | undefined;
  readonly checkJob: Job | undefined;
  readonly round: Round;
  readonly services: readonly Service[];
  /** Accepted imports of the same round. */
  readonly taken: readonly Import[];
  readonly units: UnitScope;
  readonly language: PageLanguage;
  readonly now: Date;
}

export function shownState({ state, check }: Import, job: Job | undefined): ShownState {
  if (state !== 'staged' && state !== 'staging') return state;
  if (job && !isOver(job)) return job.kind === 'importAccept' ? 'accepted' : 'checking';
  return check ? 'checked' : 'mapping';
}

export function importPage(shown: ImportOnPage) {
  const { one, job, checkJob, language } = shown;
  const t = importTexts[language];
  const running = job && !isOver(job) ? job : undefined;
  const isStaged = one.state === 'staged';
  const check = isStaged ? one.check : undefined;
  return {
    t,
    one,
    facts: factsOf(shown),
    job: running && {
      url: `/staff/jobs/${running.id}`,
      done: running.done,
      of: running.of,
      state: jobTexts[language].states[running.state],
    },
    error: isStaged || one.state === 'accepted' ? job?.error?.[language] : undefined,
    check: check && checkOnPage(check, one, language),
    errorsUrl: errorsUrlOf(one, checkJob),
    warnings: check ? warningsOf(check, shown) : [],
    outcome: outcomeOf(one, language),
    isLate: one.accepted?.late === true,
    mayMap: isStaged && !running,
    mayGoOn: one.state === 'accepted' && !running,
    mayCancel: isStaged,
  };
}

function factsOf({ one, job, round, services, units, language }: ImportOnPage) {
  const t = importTexts[language];
  const service = services.find(({ id }) => id === one.serviceId);
  const unit = one.unitId === undefined ? t.unitByColumn : unitText(one.unitId, units, language);
  const facts = [
    [t.state, t.states[shownState(one, job)]],
    [t.round, inLanguage(round.title, language)],
    [t.source, one.mappingName ?? ''],
    [t.unit, one.mapping ? unit : ''],
    [t.service, one.mapping ? (service ? inLanguage(service.name, language) : t.anyService) : ''],
    [t.rows, countText(one.rowCount, language)],
    [t.by, one.by.name],
    [t.at, timeText(one.madeAt, language)],
  ];
  return facts.filter(([, text]) => text !== '');
}

function checkOnPage(
  { good, known, invalid, empty, errors }: Check,
  { headings }: Import,
  language: PageLanguage,
) {
  const t = importTexts[language];
  const fresh = good - known;
  const accept = invalid > 0 ? t.acceptSkipping({ forms: fresh, invalid }) : t.accept({ forms: fresh });
  return {
    counts: [
      [t.good, countText(good, language)],
      [t.known, countText(known, language)],
      [t.fresh, countText(fresh, language)],
      [t.invalid, countText(invalid, language)],
      [t.emptyRows, countText(empty, language)],
    ],
    errors: errorRows(errors, headings, { invalid, language }),
    action: good > known ? accept : undefined,
    hasErrors: invalid > 0,
  };
}

/** The list of errors is the result of the check job, and is kept only as long as the job. */
function errorsUrlOf({ check }: Import, checkJob: Job | undefined): string | undefined {
  const isThere = checkJob?.state === 'done' && checkJob.pieceIds.length > 0;
  return check && check.invalid > 0 && isThere ? `/staff/jobs/${checkJob.id}/result` : undefined;
}

/** Reasons to look again before accepting. */
function warningsOf({ known }: Check, { one, round, taken, language, now }: ImportOnPage): readonly string[] {
  const t = importTexts[language];
  const same = taken.find(
    ({ fileHash, mappingId }) => fileHash !== '' && fileHash === one.fileHash && mappingId !== one.mappingId,
  );
  const before = taken
    .filter(({ mappingId }) => mappingId === one.mappingId)
    .reduce((sum, { accepted }) => sum + accepted!.added, 0);
  const hasDays = one.mapping?.uses.includes('givenOn');
  return [
    ...(isLate(round, now) ? [t.lateWarning] : []),
    ...(same
      ? [t.sameFile({ name: same.mappingName ?? same.fileName, time: timeText(same.madeAt, language) })]
      : []),
    ...(known > 0 && !hasDays ? [t.knownWithoutDays] : []),
    ...(before > known
      ? [t.fewerKnown({ before: countText(before, language), known: countText(known, language) })]
      : []),
  ];
}

function outcomeOf({ accepted }: Import, language: PageLanguage) {
  const t = importTexts[language].outcome;
  return (
    accepted && [
      [t.added, countText(accepted.added, language)],
      [t.known, countText(accepted.known, language)],
      [t.skipped, countText(accepted.skipped, language)],
    ]
  );
}

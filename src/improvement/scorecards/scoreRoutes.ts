/** The sheets of a scorecard: self-assessment, appraisal, explanation. */
import { notYours } from '../../access/accounts/caller.ts';
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { fieldCode, type Leaf } from './criteria.ts';
import { evidenceCounts, evidenceOwner } from './evidenceLocation.ts';
import { feedsFor } from './feeds.ts';
import { readAt, type ReadSheet, type TypedScore } from './given.ts';
import { keepSheet, scorecardToWrite } from './keepSheet.ts';
import { scoreOf } from './points.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { fieldName, readSentSheet, type SentSheet } from './scoreInput.ts';
import { leavesAt, type OpenStage } from './scorecard.ts';
import { mayDo, scorecardNamed, type Named } from './scorecardOf.ts';
import { atEachStage } from './sheetRoutes.ts';
import { sheetFields, sheetRows } from './scorecardPage.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

interface Shown {
  readonly typed?: ReadonlyMap<string, TypedScore>;
  readonly errors?: FieldErrors;
  readonly status?: number;
}

export const scoreRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/scorecards/:setId/:unitId/fields/:code': may('seeScorecards', openSheet),
  ...atEachStage('/staff/scorecards/:setId/:unitId/fields/:code', save),
};

async function openSheet(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  return await showSheet(context, tools, await scorecardNamed(context, tools, 'seeScorecards'));
}

/**
 * Statuses: 303; 404 where it is not the caller's; 409 at another stage, after the last day, or when the scorecard
 * was changed in the meantime (the form returns with the typed input); 422 with the errors to correct.
 */
async function save(context: StaffContext, tools: RoundsRoutesOptions, stage: OpenStage): Promise<Reply> {
  const { req, language } = context;
  const found = await scorecardToWrite(context, tools, stage);
  const { set, scorecard } = found;
  const leaves = openLeaves(found, fieldNamed(context, found), stage);
  const sent = await readSentSheet(
    req,
    leaves.map(({ code }) => code),
  );
  // Before the errors: their page has the revision of now, and would overwrite what its reader never saw.
  if (sent.revision !== scorecard.revision) return await showMoved(context, tools, sent);
  const { changed, errors } = readAt(stage, leaves, scorecard, sent.typed);
  if (errors.size > 0) {
    const said = errorsByField(errors, leaves, language);
    return await showSheet(context, tools, found, { typed: sent.typed, errors: said, status: 422 });
  }
  const toKeep = { stage, changed, revision: sent.revision };
  return (await keepSheet(context, tools, found, toKeep))
    ? seeOther(`/staff/scorecards/${set.id}/${scorecard.unitId}?done=saved`)
    : await showMoved(context, tools, sent);
}

/**
 * Shows the current scorecard with the typed input. A criterion without input gets its stored values: saving an empty
 * field would delete what the other account has just written.
 */
async function showMoved(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  { typed }: SentSheet,
): Promise<Reply> {
  const errors = { sheet: scoreTexts[context.language].moved };
  const written = new Map([...typed].filter(([, { value, note }]) => value !== '' || note !== ''));
  const found = await scorecardNamed(context, tools, 'seeScorecards');
  return await showSheet(context, tools, found, { typed: written, errors, status: 409 });
}

async function showSheet(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  found: Named,
  { typed, errors = {}, status }: Shown = {},
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores, now } = tools;
  const { set, scorecard } = found;
  const t = scoreTexts[language];
  const field = fieldNamed(context, found);
  const score = scoreOf(set, scorecard, await feedsFor(tools, found));
  const stage = scorecard.stage === 'locked' ? undefined : scorecard.stage;
  const mayWrite = stage !== undefined && mayDo(found, caller, dayOf(now())).write;
  const title = set.items.find(({ code }) => code === field)!;
  const files = await evidenceCounts(found, stores.evidence);
  return page(
    'improvement/scorecards/sheet',
    {
      title: `${field}. ${inLanguage(title.title, language)}`,
      notice: notice(t.notices),
      status,
    },
    {
      t,
      errors,
      url: `/staff/scorecards/${set.id}/${scorecard.unitId}`,
      unit: inLanguage(caller.units.name(scorecard.unitId), language),
      field,
      stage,
      revision: scorecard.revision,
      madeUp: set.madeUp && inLanguage(set.madeUp, language),
      rows: sheetRows(set, scorecard, score, { field, language }).map((row) => ({
        ...row,
        evidence: {
          url: addressOf(evidenceOwner(scorecard, row.code)),
          count: files.get(row.code) ?? 0,
        },
      })),
      groups: mayWrite
        ? sheetFields({
            leaves: openLeaves(found, field, stage),
            scorecard,
            stage,
            typed,
            errors,
            language,
          })
        : [],
    },
  );
}

/** @throws Problem notFound */
function fieldNamed({ param }: StaffContext, { set }: Named): string {
  const code = param('code');
  if (fieldCode(code) !== code || !set.items.some((item) => item.code === code)) throw notYours();
  return code;
}

/** Leaves of a field that the stage allows to edit. */
function openLeaves({ set, scorecard }: Named, field: string, stage: OpenStage): readonly Leaf[] {
  return leavesAt(stage, set, scorecard).filter(({ code }) => fieldCode(code) === field);
}

/** An error is shown at the points, or at the note where it is about the note. */
function errorsByField(
  errors: ReadSheet['errors'],
  leaves: readonly Leaf[],
  language: PageLanguage,
): Record<string, string> {
  const t = scoreTexts[language];
  return Object.fromEntries(
    leaves.flatMap(({ code }) => {
      const error = errors.get(code);
      if (error === undefined) return [];
      const part = error === 'noReason' || error === 'tooLong' ? 'note' : 'value';
      return [[fieldName(part, code), t.errorOf({ code, text: t.givenErrors[error] })]];
    }),
  );
}

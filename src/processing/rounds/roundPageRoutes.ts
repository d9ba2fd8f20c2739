/** The page of a round: its facts, links to its other pages, and changing its closing time. */
import { notYours } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { channels } from '../../design/accessPoints/accessPoint.ts';
import { pointsToCarry } from '../../design/accessPoints/carryOver.ts';
import { standing } from '../../design/accessPoints/pointLine.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { readClosing } from '../../design/rounds/input.ts';
import { roundChanged, roundState, shownRoundState, type Round } from '../../design/rounds/round.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { instantTyped, timeText, typedInstant } from '../../platform/calendar/clock.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { unitName } from '../../registers/units/unit.ts';
import { methodKey } from '../../statistics/method/method.ts';
import type { RoutesOptions } from '../stores.ts';

export const roundPageRoutes: Routes<RoutesOptions> = {
  'GET /staff/rounds/:roundId': may('seeAccessPoints', openRound),
  'POST /staff/rounds/:roundId/closing': may('runRounds', moveClosing),
};

interface Told {
  readonly closes?: string;
  readonly reason?: string;
  readonly errors?: FieldErrors;
}

async function show(context: StaffContext, tools: RoutesOptions, round: Round, told: Told): Promise<Reply> {
  const { caller, language, notice } = context;
  const now = tools.now();
  const t = roundTexts[language];
  const points = await countPoints(round, tools);
  const state = roundState(round, now);
  const carried = caller.holds('makeAccessPoints')
    ? (await pointsToCarry(round, caller, { stores: tools.stores, now })).length
    : 0;
  const mayMoveClosing = caller.mayOnAll('runRounds', round.unitIds) && state !== 'closed';
  return page(
    'processing/rounds/round',
    {
      title: inLanguage(round.title, language),
      notice: notice(t.notices),
      status: told.errors && 422,
    },
    {
      t,
      round,
      facts: [...(await factsOf(round, language, tools)), [t.points, String(points)]],
      madeUp: round.madeUp && inLanguage(round.madeUp, language),
      links: (await linksOf(context, tools, round)).map(([url, word]) => ({ url, label: t[word] })),
      errors: told.errors ?? {},
      carried,
      closing: mayMoveClosing && {
        fields: closingFields(round, told, language),
        nowLead: state === 'open' ? t.closing.nowLead({ points }) : t.closing.callOffLead({ points }),
      },
    },
  );
}

async function countPoints(round: Round, { stores, now }: RoutesOptions): Promise<number> {
  const points = await stores.accessPoints.list();
  return points.filter((point) => standing(point, now())?.roundId === round.id).length;
}

/** Name and value of each. */
async function factsOf(
  round: Round,
  language: PageLanguage,
  { stores, now }: RoutesOptions,
): Promise<readonly (readonly [string, string])[]> {
  const t = roundTexts[language];
  const [survey, methods, units, previous, publishedIds] = await Promise.all([
    stores.surveys.find(round.surveyVersionId),
    stores.methods.list(),
    stores.units.list(),
    round.previousRoundId === undefined ? undefined : stores.rounds.find(round.previousRoundId),
    stores.publications.listPublishedRoundIds(),
  ]);
  const nameOf = new Map(units.map((unit) => [unit.id, inLanguage(unitName(unit, round.unitsOn), language)]));
  const methodName = (key: string): string => {
    const method = methods.find((one) => methodKey(one) === key);
    return method ? t.methodLine({ name: inLanguage(method.name, language), key }) : key;
  };
  const channelNames = accessPointTexts[language].channels;
  return [
    [t.state, t.states[shownRoundState(round, publishedIds, now())]],
    [t.opens, timeText(round.opensAt, language)],
    [t.closes, timeText(round.closesAt, language)],
    [t.survey, survey ? inLanguage(survey.content.title, language) : ''],
    [t.methods, round.methodIds.map(methodName).join(', ')],
    [t.unitsInScope, round.unitIds.map((id) => nameOf.get(id) ?? id).join(', ')],
    [t.fields.previous, previous ? inLanguage(previous.title, language) : t.noPrevious],
    [t.fields.sampleKind, t.sampleKinds[round.sampleKind]],
    [t.fields.channels, (round.channels ?? channels).map((one) => channelNames[one]).join(', ')],
    [t.fields.resultsFor, t.resultsForWhom[round.resultsFor]],
  ];
}

function closingFields(round: Round, { closes, reason, errors }: Told, language: PageLanguage) {
  const t = roundTexts[language];
  return [
    {
      id: 'closes',
      label: t.closing.closes,
      type: 'datetime-local',
      value: closes ?? instantTyped(round.closesAt),
      hint: t.hints.closes,
      error: errors?.['closes'],
    },
    { id: 'reason', label: t.closing.reason, value: reason, error: errors?.['reason'] },
  ];
}

/** @throws Problem notFound */
async function roundOf({ param }: StaffContext, { stores }: RoutesOptions): Promise<Round> {
  const round = await stores.rounds.find(param('roundId'));
  if (!round) throw notYours();
  return round;
}

async function openRound(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const round = await roundOf(context, tools);
  if (!concerns(context.caller, round, 'seeAccessPoints')) throw notYours();
  return await show(context, tools, round, {});
}

/** Statuses: 303; 409 when somebody else has moved it; 410 once it is closed; 422 with errors next to their fields. */
async function moveClosing(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const round = await roundOf(context, tools);
  caller.demand('runRounds', round.unitIds);
  const t = roundTexts[language];
  const sent = await readClosing(req);
  if (roundState(round, now()) === 'closed') throw alreadyClosed();
  const closesAt = sent.action === 'now' ? now() : typedInstant(sent.closes);
  const errors: Record<string, string> = {};
  if (!closesAt) errors['closes'] = t.errors.time;
  else if (sent.action === 'move' && closesAt <= round.opensAt) errors['closes'] = t.errors.closesFirst;
  else if (sent.action === 'move' && closesAt <= now()) errors['closes'] = t.errors.closesInPast;
  if (sent.reason === '') errors['reason'] = t.errors.reason;
  if (!closesAt || Object.keys(errors).length > 0)
    return await show(context, tools, round, { ...sent, errors });
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'round.closingMoved',
    unitIds: round.unitIds,
    subject: { id: round.id, label: round.title.vi },
    before: { closesAt: round.closesAt.toISOString() },
    after: { closesAt: closesAt.toISOString(), reason: sent.reason },
  });
  if (!(await stores.rounds.moveClosing(round, closesAt, entry))) throw roundChanged();
  return seeOther(`/staff/rounds/${round.id}?done=${sent.action === 'now' ? 'closed' : 'moved'}`);
}

function alreadyClosed(): Problem {
  return problemOf('closed', roundTexts, ({ errors }) => errors.notClosed);
}

async function linksOf(
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
  round: Round,
): Promise<
  readonly (readonly [
    string,
    'progress' | 'plan' | 'frame' | 'results' | 'makePoints' | 'copy' | 'publish' | 'published',
  ])[]
> {
  const { id, unitIds, resultsFor, sampleKind } = round;
  const mayRun = caller.mayOnAll('runRounds', unitIds);
  const isClosed = roundState(round, now()) === 'closed';
  const isPublished = (await stores.publications.listPublishedRoundIds()).has(id);
  return [
    ...(isPublished ? [[`/publications/${id}`, 'published'] as const] : []),
    ...(isClosed && !isPublished && resultsFor === 'everybody' && caller.mayOnAll('publishResults', unitIds)
      ? [[`/staff/publications/new?round=${id}`, 'publish'] as const]
      : []),
    ...(!isClosed && caller.holds('makeAccessPoints')
      ? [[`/staff/access-points/new?round=${id}`, 'makePoints'] as const]
      : []),
    ...(caller.holds('followRounds') ? [[`/staff/rounds/${id}/progress`, 'progress'] as const] : []),
    ...(caller.mayOnAll('planSamples', unitIds) ? [[`/staff/rounds/${id}/plan`, 'plan'] as const] : []),
    ...(sampleKind === 'probability' && caller.mayOnAll('keepFrames', unitIds)
      ? [[`/staff/rounds/${id}/frame`, 'frame'] as const]
      : []),
    ...(resultsFor === 'everybody' ? [[`/results/${id}`, 'results'] as const] : []),
    ...(mayRun ? [[`/staff/rounds/new?copyOf=${id}`, 'copy'] as const] : []),
  ];
}

/** Moving a round to another survey version: a page that previews the effects, and the move. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { paragraph } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { changeWords } from '../../design/surveys/changeWords.ts';
import { lookAtMove, moveRound } from './moveRound.ts';
import { surveyTexts } from '../../design/surveys/texts.ts';
import type { RoutesOptions } from '../stores.ts';

const moveForm = form(
  surveyTexts,
  { reason: paragraph(1000, { rows: 2, missing: ({ move }) => move.reasonMissing }) },
  { labels: ({ move }) => move },
);

export const routes: Routes<RoutesOptions> = {
  'GET /staff/surveys/:versionId/rounds/:roundId': may('writeSurveys', showMove),
  'POST /staff/surveys/:versionId/rounds/:roundId': may('writeSurveys', carryOutMove),
};

/** @throws Problem notFound if there is no such version or round within the current account's units */
async function namedIn({ caller, param }: StaffContext, { stores, now }: RoutesOptions) {
  const [version, round] = await Promise.all([
    stores.surveys.find(param('versionId')),
    stores.rounds.find(param('roundId')),
  ]);
  if (!version || !round) throw notYours();
  caller.demand('writeSurveys', round.unitIds);
  return { version, round, move: await lookAtMove(round, version, stores, now()) };
}

function show(
  { language }: StaffContext,
  { now }: RoutesOptions,
  { version, round, move }: Awaited<ReturnType<typeof namedIn>>,
  shown = moveForm.empty,
): Reply {
  const t = surveyTexts[language].move;
  const changes = move.changes.map((one) => changeWords(one, language));
  const columns = [
    ...textColumns(t, ['location', 'weight']),
    ...textColumns(t, ['before', 'after'], { isVerbatim: true }),
  ];
  const content = {
    t,
    url: `/staff/surveys/${version.id}/rounds/${round.id}`,
    backUrl: `/staff/surveys/${version.id}`,
    lead: t.lead({ round: inLanguage(round.title, language), state: t.states[roundState(round, now())] }),
    verdict: t.comparability[move.comparability],
    obstacles: move.obstacles.map((one) => t.obstacles[one]),
    changes: tableRows(columns, changes, { title: t.changesTitle({ count: changes.length }), language }),
    ...moveForm.onPage(language, shown),
  };
  return page('collection/openRounds/move', { title: t.title, status: shown.status }, content);
}

async function showMove(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return show(context, tools, await namedIn(context, tools));
}

async function carryOutMove(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const found = await namedIn(context, tools);
  const sent = await moveForm.read(context);
  if (!sent.ok || found.move.obstacles.length > 0)
    return show(context, tools, found, { ...sent, status: 422 });
  const { reason } = sent.values;
  const { comparability } = found.move;
  const action = { by: caller.actor, reason, comparability, now: now() };
  await moveRound(found.round, found.version, action, stores);
  return seeOther(`/staff/surveys/${found.version.id}?done=moved`);
}

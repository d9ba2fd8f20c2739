/** Spot checks: ordering one, and its minutes. They concern the whole installation. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { instantWords } from '../ledger/wording.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AnswerMark } from '../submissions/submission.ts';
import { noOpinionLevel } from '../../design/surveys/survey.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { line } from '../../platform/web/fields.ts';
import { also, form } from '../../platform/web/form.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { minutesFile, openSpotCheck, type DrawnEntry } from './openSpotCheck.ts';
import { openedMax, type SpotCheck } from './spotCheck.ts';
import { spotCheckTexts, type SpotCheckTexts } from './texts.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions as CollectionOptions, Stores } from '../stores.ts';
import type { SpotCheckStore } from './store.ts';

/** No other feature uses the store of spot checks. */
interface RoutesOptions extends CollectionOptions {
  readonly stores: Stores & { readonly spotChecks: SpotCheckStore };
}

const spotCheckForm = form(spotCheckTexts, {
  checkpointNumber: line(9, { optional: false, inputmode: 'numeric' }),
  count: line(9, { optional: false, inputmode: 'numeric' }),
  seed: line(200, { missing: (t) => t.errors.seed }),
  seedSource: line(200, { missing: (t) => t.errors.seedSource }),
});

export const routes: Routes<RoutesOptions> = {
  'GET /staff/spot-checks': may('spotCheck', listSpotChecks, menuLine('collection', spotCheckTexts)),
  'POST /staff/spot-checks': may('spotCheck', orderSpotCheck),
  'GET /staff/spot-checks/:spotCheckId': may('spotCheck', showMinutes),
};

async function showList(
  context: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof spotCheckForm.empty,
): Promise<Reply> {
  const { caller, language } = context;
  const t = spotCheckTexts[language];
  return await list<SpotCheck>(
    context,
    {
      title: t.title,
      status: shown.status,
      lead: t.lead,
      above: formPart(
        { action: '/staff/spot-checks', submit: t.order, heading: t.orderTitle },
        spotCheckForm.onPage(language, shown),
      ),
      heading: t.listTitle,
      empty: t.empty,
      columns: [
        {
          key: 'checkpointNumber',
          heading: t.checkpointNumber,
          url: ({ id }) => `/staff/spot-checks/${id}`,
          isNumber: false,
        },
        { key: 'count', heading: t.count },
        { key: 'orderedBy', heading: t.orderedBy, value: ({ orderedBy }) => orderedBy.name },
        { key: 'orderedAt', heading: t.orderedAt },
      ],
    },
    caller.may('spotCheck', undefined) ? await stores.spotChecks.list() : [],
  );
}

async function listSpotChecks(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const last = await tools.stores.ledger.findLast();
  const checkpointNumber = last ? String(last.number) : '';
  return await showList(context, tools, spotCheckForm.filled({ checkpointNumber, count: '10' }));
}

async function orderSpotCheck(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('spotCheck', []);
  const t = spotCheckTexts[language];
  const read = await spotCheckForm.read(context);
  const { typed } = read;
  const checkpoint = /^\d+$/.test(typed.checkpointNumber)
    ? await stores.ledger.find(Number(typed.checkpointNumber))
    : undefined;
  const inLog = checkpoint?.totals.reduce((sum, { submissions }) => sum + submissions, 0) ?? openedMax;
  const isCount = /^[1-9]\d*$/.test(typed.count) && Number(typed.count) <= Math.min(openedMax, inLog);
  const sent = also(read, {
    checkpointNumber: !checkpoint && t.errors.checkpointNumber,
    count: !isCount && t.errors.count,
  });
  if (!sent.ok || !checkpoint) return await showList(context, tools, sent);
  const spotCheck: SpotCheck = {
    id: randomUUID(),
    checkpointNumber: checkpoint.number,
    count: Number(typed.count),
    seed: typed.seed,
    seedSource: typed.seedSource,
    orderedBy: caller.actor,
    orderedAt: now(),
  };
  const { id, checkpointNumber, count, seed, seedSource } = spotCheck;
  await stores.logEntries.add({
    id: `spotCheck:${id}`,
    kind: 'spotCheck',
    fields: { checkpoint: checkpointNumber, count, seed, seedSource },
    hour: hourOf(now()),
  });
  const entry = auditEntry({
    at: now(),
    by: spotCheck.orderedBy,
    kind: 'spotCheck.ordered',
    unitIds: [],
    subject: { id, label: `${t.checkpointNumber} ${checkpointNumber}` },
    after: { count: String(count), seed, seedSource },
  });
  await stores.spotChecks.add(spotCheck, entry);
  return seeOther(`/staff/spot-checks/${id}`);
}

async function showMinutes(
  { res, caller, language, param }: StaffContext,
  { stores }: RoutesOptions,
): Promise<Reply> {
  caller.demand('spotCheck', []);
  const spotCheck = await stores.spotChecks.find(param('spotCheckId'));
  const checkpoint = spotCheck && (await stores.ledger.find(spotCheck.checkpointNumber));
  if (!spotCheck || !checkpoint) throw notYours();
  const drawn = await openSpotCheck(spotCheck, checkpoint, stores);
  if (wantsJson(res)) {
    res.attachment('minutes.json');
    res.json(minutesFile(spotCheck, checkpoint, drawn));
    return written;
  }
  const t = spotCheckTexts[language];
  const points = new Map((await stores.accessPoints.list()).map(({ id, code }) => [id, code]));
  const columns = textColumns(t, ['draw', 'position', 'hour', 'point', 'answers', 'result']);
  const lines = drawn.map((entry, index) => ({ draw: index + 1, ...lineOf(entry, points, t, language) }));
  return page(
    'collection/spotChecks/minutes',
    { title: t.minutes },
    {
      t,
      spotCheck,
      orderedAt: timeText(spotCheck.orderedAt, language),
      checkpointTime: instantWords(checkpoint.time, language),
      drawn: { ...tableRows(columns, lines, { title: t.drawn, language }), caption: t.drawn },
      conclusion: t.conclusion({
        agreeing: drawn.filter(({ submission }) => submission).length,
        count: spotCheck.count,
      }),
    },
  );
}

function lineOf(
  { position: at, fields, submission }: DrawnEntry,
  points: ReadonlyMap<string, string>,
  t: SpotCheckTexts,
  language: PageLanguage,
) {
  const position = String(at);
  if (fields['kind'] !== 'submission')
    return { position, hour: '', point: '', answers: '', result: t.notForm };
  const pointId = String(fields['accessPoint']);
  return {
    position,
    hour: instantWords(new Date(String(fields['hour'])), language),
    point: points.get(pointId) ?? pointId,
    answers: Object.entries({ ...submission?.answers, ...submission?.marks })
      .map(([question, answer]) => `${question}: ${answerWords(answer, t)}`)
      .join('; '),
    result: submission ? t.agrees : t.differs,
  };
}

function answerWords(answer: number | AnswerMark, t: SpotCheckTexts): string {
  if (typeof answer === 'string') return t.marks[answer];
  return answer === noOpinionLevel ? t.noOpinion : String(answer);
}

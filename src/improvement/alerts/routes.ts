/** Alerts for managers: the list, making one, its events, and ending it. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, subjectLabel } from '../../access/audit/entry.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Problem } from '../../platform/problem.ts';
import { percentText } from '../../platform/text/numbers.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { Alert, Said, Watch, WatchKind } from './alert.ts';
import { alertFields, alertWords } from './alertPage.ts';
import { also, type MaybeErrors } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { indexChoices, roundsOf } from './indexChoices.ts';
import { alertForm, isWatchKind, judge, whereFields, type Judged, type TypedAlert } from './input.ts';
import { alertTexts, said } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface AlertRoutesOptions extends RoutesOptions {
  readonly hasMail: boolean;
}

export const routes: Routes<AlertRoutesOptions> = {
  'GET /staff/alerts': may('keepAlerts', listAlerts, menuLine('improvement', alertTexts)),
  'GET /staff/alerts/new': may('keepAlerts', showEmptyForm),
  'POST /staff/alerts': may('keepAlerts', makeAlert),
  'GET /staff/alerts/:alertId': may('keepAlerts', openAlert),
  'POST /staff/alerts/:alertId/end': may('keepAlerts', endAlert),
};

async function listAlerts(context: StaffContext, tools: AlertRoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores } = tools;
  const t = alertTexts[language];
  const unitIds = caller.unitIdsInView('keepAlerts');
  const alerts = (await stores.alerts.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
  const raisedFirst = alerts.toSorted((one, other) => Number(other.isRaised) - Number(one.isRaised));
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      actions: [{ label: t.make, url: '/staff/alerts/new' }],
      empty: t.empty,
      columns: [
        { key: 'label', heading: t.watch, url: ({ id }) => `/staff/alerts/${id}` },
        { key: 'unit', heading: t.unit },
        { key: 'standing', heading: t.standing },
        { key: 'last', heading: t.last },
      ],
    },
    raisedFirst.map((alert) => alertWords(alert, caller, language)),
  );
}

async function showEmptyForm(context: StaffContext, tools: AlertRoutesOptions): Promise<Reply> {
  const { req } = context;
  return await showForm(context, tools, alertForm.filled(await readQuery(req, whereFields)));
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function makeAlert(context: StaffContext, tools: AlertRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now, hasMail } = tools;
  const read = await alertForm.read(context);
  const sent = read.typed;
  const { account, units } = caller;
  const t = alertTexts[language];
  const refuse = (errors: MaybeErrors): Promise<Reply> => showForm(context, tools, also(read, errors));
  if (!units.find(sent.unit)) return await refuse({ unit: t.errors.unit });
  caller.demand('keepAlerts', [sent.unit]);
  const kind = isWatchKind(sent.kind) ? sent.kind : undefined;
  if (!kind) return await refuse({ kind: t.errors.kind });
  const email = hasMail ? account.email : undefined;
  const judged = judge(sent, kind, { email, t });
  const found = await watchOf(context, tools, sent, kind, judged);
  const errors = {
    ...judged.errors,
    ...('errors' in found ? found.errors : {}),
    unit: !units.lives(sent.unit) && t.errors.unitEnded,
  };
  if ('errors' in found || !also(read, errors).ok) return await refuse(errors);
  const alert: Alert = {
    id: randomUUID(),
    unitId: sent.unit,
    ...found,
    mail: sent.mail !== '',
    madeAt: now(),
    madeBy: caller.actor,
    isRaised: false,
    hasData: false,
    events: [],
    version: 1,
  };
  await stores.alerts.add(alert, entryOf(context, tools, 'alert.made', alert));
  return seeOther(`/staff/alerts/${alert.id}?done=made`);
}

async function openAlert(context: StaffContext, tools: AlertRoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const alert = await alertOf(context, tools);
  const t = alertTexts[language];
  return page(
    'improvement/alerts/alert',
    {
      title: `${t.title}: ${inLanguage(caller.units.name(alert.unitId), language)}`,
      notice: notice(t.notices),
    },
    {
      t,
      alert: alertWords(alert, caller, language),
      isEnded: alert.endedAt !== undefined,
    },
  );
}

/** Statuses: 303; 404; 409 where it has ended, or was checked at the same moment. */
async function endAlert(context: StaffContext, tools: AlertRoutesOptions): Promise<Reply> {
  const { stores, now } = tools;
  const alert = await alertOf(context, tools);
  const ended = { ...alert, endedAt: now(), version: alert.version + 1 };
  const wasEnded =
    !alert.endedAt && (await stores.alerts.replace(ended, entryOf(context, tools, 'alert.ended', alert)));
  if (!wasEnded) throw notEnded(alert);
  return seeOther('/staff/alerts?done=ended');
}

/** The condition and its words, or the errors in round or index. */
async function watchOf(
  context: StaffContext,
  tools: AlertRoutesOptions,
  sent: TypedAlert,
  kind: WatchKind,
  { belowHundredths, casesMin, rate }: Judged,
): Promise<{ watch: Watch; label: Said } | { errors: MaybeErrors }> {
  const { units } = context.caller;
  const { errors } = alertTexts[context.language];
  const { stores } = tools;
  const percent = (language: PageLanguage) => percentText({ units: belowHundredths, decimals: 2 }, language);
  switch (kind) {
    case 'indexBelow':
    case 'indexFell': {
      const choices = await indexChoices(stores, units, sent.unit);
      const choice = choices.find(({ key }) => key === sent.index);
      if (!choice) return { errors: { index: errors.index } };
      const { roundId, scope, label } = choice;
      return kind === 'indexFell'
        ? { watch: { kind, roundId, scope }, label: said((t, is) => t.labels.indexFell({ what: label[is] })) }
        : {
            watch: { kind, roundId, scope, belowHundredths },
            label: said((t, is) => t.labels.indexBelow({ what: label[is], percent: percent(is) })),
          };
    }
    case 'responseLow': {
      const round = (await roundsOf(stores, units, sent.unit)).find(({ id }) => id === sent.round);
      if (!round) return { errors: { round: errors.round } };
      return {
        watch: { kind, roundId: round.id, belowHundredths },
        label: said((t, is) =>
          t.labels.responseLow({ round: inLanguage(round.title, is), percent: percent(is) }),
        ),
      };
    }
    case 'rateBelow':
      return {
        watch: { kind, rate, belowHundredths },
        label: said((t, is) => t.labels.indexBelow({ what: t.rates[rate], percent: percent(is) })),
      };
    case 'casesOverdue':
      return { watch: { kind, casesMin }, label: said((t) => t.labels.casesOverdue({ count: casesMin })) };
    case 'kioskSilent':
      return { watch: { kind }, label: said((t) => t.labels.kioskSilent) };
  }
}

async function showForm(
  context: StaffContext,
  tools: AlertRoutesOptions,
  shown: typeof alertForm.empty,
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, hasMail } = tools;
  const sent = shown.typed;
  const t = alertTexts[language];
  const kind = isWatchKind(sent.kind) && caller.may('keepAlerts', sent.unit) ? sent.kind : undefined;
  const { where, asked, errors } = alertFields(shown, language, {
    caller,
    hasMail,
    choices: kind ? await indexChoices(stores, caller.units, sent.unit) : [],
    rounds: kind ? await roundsOf(stores, caller.units, sent.unit) : [],
  });
  return page(
    'improvement/alerts/new',
    { title: t.make, status: shown.status },
    {
      t,
      errors,
      sent,
      where,
      chosen: kind && {
        title: `${inLanguage(caller.units.name(sent.unit), language)}: ${t.kinds[kind]}`,
        fields: asked,
      },
    },
  );
}

/** @throws Problem notFound */
async function alertOf(context: StaffContext, tools: AlertRoutesOptions): Promise<Alert> {
  const { caller, param } = context;
  const { stores } = tools;
  const alert = await stores.alerts.find(param('alertId'));
  if (!alert) throw notYours();
  caller.demand('keepAlerts', [alert.unitId]);
  return alert;
}

function entryOf(
  context: StaffContext,
  tools: AlertRoutesOptions,
  kind: 'alert.made' | 'alert.ended',
  { id, unitId, label, mail }: Alert,
) {
  const { caller } = context;
  const { now } = tools;
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: [unitId],
    subject: { id, label: subjectLabel(label.vi) },
    after: { mail: String(mail) },
  });
}

function notEnded({ endedAt }: Alert): Problem {
  return problemOf('conflict', alertTexts, ({ ended, changed }) => (endedAt ? ended : changed));
}

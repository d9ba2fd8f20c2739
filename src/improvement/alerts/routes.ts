/** Alerts for managers: the list, making one, its events, and ending it. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, subjectLabel } from '../../access/audit/entry.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { percentText } from '../../statistics/estimation/wording.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { Alert, Said, Watch, WatchKind } from './alert.ts';
import { alertWords, watchFields, whereFields } from './alertPage.ts';
import { indexChoices, roundsOf } from './indexChoices.ts';
import {
  isWatchKind,
  judge,
  nothingSent,
  readSentAlert,
  readWhere,
  type Faults,
  type Judged,
  type SentAlert,
} from './input.ts';
import { alertTexts } from './texts.ts';
import { signingKey } from './webhook.ts';
import type { RoutesOptions } from '../stores.ts';

export interface AlertRoutesOptions extends RoutesOptions {
  readonly hasMail: boolean;
  /** Whether webhooks may reach private networks. */
  readonly allowPrivate: boolean;
}

export function alertRoutes({ stores, now, hasMail, allowPrivate }: AlertRoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/alerts', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = alertTexts[language];
    const unitIds = caller.unitIdsInView('keepAlerts');
    const alerts = (await stores.alerts.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
    const raisedFirst = alerts.toSorted((one, other) => Number(other.isRaised) - Number(one.isRaised));
    renderStaffPage(
      req,
      res,
      'improvement/alerts/list',
      { title: t.title, notice: noticeFor(req, t.notices) },
      { t, alerts: raisedFirst.map((alert) => alertWords(alert, caller, language)) },
    );
  });

  router.get('/staff/alerts/new', async (req, res) => {
    await showForm(req, res, { ...nothingSent, ...(await readWhere(req)) }, {});
  });

  /** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
  router.post('/staff/alerts', async (req, res) => {
    const sent = await readSentAlert(req);
    const { account, units, ...caller } = callerOfRequest(req);
    const t = alertTexts[readLanguage(req)];
    if (!units.find(sent.unit)) return await showForm(req, res.status(422), sent, { unit: t.faults.unit });
    caller.demand('keepAlerts', [sent.unit]);
    const kind = isWatchKind(sent.kind) ? sent.kind : undefined;
    if (!kind) return await showForm(req, res.status(422), sent, { kind: t.faults.kind });
    const email = hasMail ? account.email : undefined;
    const judged = judge(sent, kind, { allowPrivate, email, t });
    const found = await watchOf(req, sent, kind, judged);
    const faults = {
      ...judged.faults,
      ...('faults' in found ? found.faults : {}),
      ...(units.lives(sent.unit) ? {} : { unit: t.faults.unitEnded }),
    };
    if ('faults' in found || Object.keys(faults).length > 0) {
      return await showForm(req, res.status(422), sent, faults);
    }
    const alert: Alert = {
      id: randomUUID(),
      unitId: sent.unit,
      ...found,
      mail: sent.mail !== '',
      ...(sent.webhook !== '' && {
        webhook: { url: sent.webhook, secret: randomBytes(32).toString('base64url') },
      }),
      madeAt: now(),
      madeBy: callerOfRequest(req).actor,
      isRaised: false,
      hasData: false,
      events: [],
      version: 1,
    };
    await stores.alerts.add(alert, entryOf(req, 'alert.made', alert));
    res.redirect(303, `/staff/alerts/${alert.id}?done=made`);
  });

  router.get('/staff/alerts/:alertId', async (req, res) => {
    const alert = await alertOf(req);
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = alertTexts[language];
    renderStaffPage(
      req,
      res,
      'improvement/alerts/alert',
      {
        title: `${t.title}: ${inLanguage(caller.units.name(alert.unitId), language)}`,
        notice: noticeFor(req, t.notices),
      },
      {
        t,
        alert: alertWords(alert, caller, language),
        webhook: alert.webhook && { url: alert.webhook.url, key: signingKey(alert.webhook.secret) },
        isEnded: alert.endedAt !== undefined,
      },
    );
  });

  /** Statuses: 303; 404; 409 where it has ended, or was checked at the same moment. */
  router.post('/staff/alerts/:alertId/end', async (req, res) => {
    const alert = await alertOf(req);
    const ended = { ...alert, endedAt: now(), version: alert.version + 1 };
    const wasEnded =
      !alert.endedAt && (await stores.alerts.replace(ended, entryOf(req, 'alert.ended', alert)));
    if (!wasEnded) throw notEnded(alert);
    res.redirect(303, '/staff/alerts?done=ended');
  });

  /** The condition and its words, or the errors in round or index. */
  async function watchOf(
    req: Request,
    sent: SentAlert,
    kind: WatchKind,
    { belowHundredths, casesMin, rate }: Judged,
  ): Promise<{ watch: Watch; label: Said } | { faults: Faults }> {
    const { units } = callerOfRequest(req);
    const { faults } = alertTexts[readLanguage(req)];
    const percent = (language: PageLanguage) =>
      percentText({ units: belowHundredths, decimals: 2 }, language);
    switch (kind) {
      case 'indexBelow':
      case 'indexFell': {
        const choices = await indexChoices(stores, units, sent.unit);
        const choice = choices.find(({ key }) => key === sent.index);
        if (!choice) return { faults: { index: faults.index } };
        const { roundId, scope, label } = choice;
        return kind === 'indexFell'
          ? { watch: { kind, roundId, scope }, label: say((t, is) => t.indexFell(label[is])) }
          : {
              watch: { kind, roundId, scope, belowHundredths },
              label: say((t, is) => t.indexBelow(label[is], percent(is))),
            };
      }
      case 'responseLow': {
        const round = (await roundsOf(stores, units, sent.unit)).find(({ id }) => id === sent.round);
        if (!round) return { faults: { round: faults.round } };
        return {
          watch: { kind, roundId: round.id, belowHundredths },
          label: say((t, is) => t.responseLow(inLanguage(round.title, is), percent(is))),
        };
      }
      case 'rateBelow':
        return {
          watch: { kind, rate, belowHundredths },
          label: say((t, is) => t.indexBelow(alertTexts[is].rates[rate], percent(is))),
        };
      case 'casesOverdue':
        return { watch: { kind, casesMin }, label: say((t) => t.casesOverdue(casesMin)) };
      case 'kioskSilent':
        return { watch: { kind }, label: say((t) => t.kioskSilent) };
    }
  }

  async function showForm(req: Request, res: Response, sent: SentAlert, faults: Faults): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = alertTexts[language];
    const kind = isWatchKind(sent.kind) && caller.may('keepAlerts', sent.unit) ? sent.kind : undefined;
    const { email } = caller.account;
    renderStaffPage(
      req,
      res,
      'improvement/alerts/new',
      { title: t.make },
      {
        t,
        faults,
        sent,
        where: whereFields(caller, sent, faults, language),
        chosen: kind && {
          title: `${inLanguage(caller.units.name(sent.unit), language)}: ${t.kinds[kind]}`,
          fields: watchFields({
            kind,
            sent,
            faults,
            language,
            email,
            hasMail,
            choices: await indexChoices(stores, caller.units, sent.unit),
            rounds: await roundsOf(stores, caller.units, sent.unit),
          }),
        },
      },
    );
  }

  /** @throws Problem notFound */
  async function alertOf(req: Request): Promise<Alert> {
    const alert = await stores.alerts.find(String(req.params['alertId']));
    if (!alert) throw notYours();
    callerOfRequest(req).demand('keepAlerts', [alert.unitId]);
    return alert;
  }

  /** The audit contains neither the address nor the key of a webhook. */
  function entryOf(
    req: Request,
    kind: 'alert.made' | 'alert.ended',
    { id, unitId, label, mail, webhook }: Alert,
  ) {
    return auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
      kind,
      unitIds: [unitId],
      subject: { id, label: subjectLabel(label.vi) },
      after: { mail: String(mail), webhook: webhook ? new URL(webhook.url).host : '' },
    });
  }

  return router;
}

function say(words: (t: (typeof alertTexts)['vi']['labels'], language: PageLanguage) => string): Said {
  return { vi: words(alertTexts.vi.labels, 'vi'), en: words(alertTexts.en.labels, 'en') };
}

function notEnded({ endedAt }: Alert): Problem {
  if (endedAt) return new Problem('conflict', { vi: alertTexts.vi.ended, en: alertTexts.en.ended });
  return new Problem('conflict', {
    vi: 'Cảnh báo này vừa được xem lại. Chưa có gì được lưu; xin thử lại.',
    en: 'This alert has just been looked at. Nothing was stored; please try again.',
  });
}

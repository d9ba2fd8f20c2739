/** The page of a frame in its current state. Each step shows it again if the input needs correction. */
import type { Request, Response, Router } from 'express';
import type { Faults } from '../../access/accounts/input.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { publicationInstead } from '../published/standing.ts';
import type { Round } from '../../design/rounds/round.ts';
import { answersWanted, peopleToAsk, type SizeWish } from '../samplePlans/samplePlan.ts';
import type { SentReminder } from './reminder.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { drawHashOf, listHashOf } from './drawSample.ts';
import { drawnMax, peopleIn, type Frame } from './frame.ts';
import { drawnOf, frameAccess, stratumNames } from './frameAccess.ts';
import { framePage } from './framePage.ts';
import { outcomeField, type SentList } from './input.ts';
import { frameTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const yamaneAtFive: SizeWish = {
  formula: 'yamane',
  marginPercent: 5,
  expectedPercent: 50,
  designEffect: 1,
  responsePercent: 100,
  total: 0,
};

export const framePath = '/staff/rounds/:roundId/frame';

interface UploadShown {
  readonly sent?: Partial<SentList>;
  readonly faults?: Faults;
  readonly rowFaults?: readonly string[];
}

interface FrameShown {
  readonly sent?: Readonly<Record<string, string>>;
  readonly faults?: Faults;
  readonly reminder?: SentReminder;
  readonly repeated?: 'same' | 'different' | undefined;
}

/** What the pages of a frame show, including rejected input. */
export function framePages({ stores, rounds, now }: RoundsRoutesOptions) {
  const access = frameAccess(stores);

  async function namesOf(req: Request, round: Round) {
    const [units, services] = await Promise.all([access.unitsOf(round), stores.services.list()]);
    return stratumNames(round, units, services, readLanguage(req));
  }

  async function showUpload(req: Request, res: Response, round: Round, shown: UploadShown): Promise<void> {
    const language = readLanguage(req);
    const t = frameTexts[language];
    const { sent = {}, faults = {}, rowFaults = [] } = shown;
    const { peopleLists } = await stores.retention.days();
    const last = dayText(addDays(dayOf(now()), peopleLists), language);
    const field = (id: keyof SentList, label: string, hint: string, more: object = {}) => ({
      id,
      label,
      hint,
      value: sent[id],
      fault: faults[id],
      ...more,
    });
    const fields = [
      field('purpose', t.purpose, t.purposeHint),
      field('eraseOn', t.eraseOn, t.eraseOnHint(last, peopleLists), { type: 'date' }),
      field('unitColumn', t.unitColumn, t.unitColumnHint, { optional: true }),
      field('serviceColumn', t.serviceColumn, t.serviceColumnHint, { optional: true }),
      field('contactColumns', t.contactColumns, t.contactColumnsHint, { rows: 4 }),
    ];
    const title = `${t.title}: ${inLanguage(round.title, language)}`;
    const isDrawn = round.sampleKind === 'probability';
    renderStaffPage(
      req,
      res,
      'processing/frames/new',
      { title },
      { t, round, isDrawn, faults, rowFaults, fields },
    );
  }

  async function showFrame(
    req: Request,
    res: Response,
    { round, frame }: { round: Round; frame: Frame },
    { sent = {}, faults = {}, reminder, repeated }: FrameShown = {},
  ): Promise<void> {
    const language = readLanguage(req);
    const t = frameTexts[language];
    const names = await namesOf(req, round);
    const measured = await rounds.measure(round);
    const sentOutcomes = outcomeField(0, 'refused') in sent ? sent : undefined;
    const published = await publicationInstead(stores.publications, round.id, measured.board);
    const shown = framePage({
      frame,
      measured,
      isOvertaken: published !== undefined,
      language,
      now: now(),
      stratumName: names.stratum,
      sentOutcomes,
      sentReminder: reminder && { ...reminder },
      faults,
    });
    const advised = String(await advisedTotal(frame));
    const sharings = Object.entries(t.sharings).map(([value, label]) => ({ value, label }));
    const sizeFields = [
      {
        id: 'total',
        label: t.total,
        hint: t.totalHint(advised),
        value: sent['total'] ?? advised,
        fault: faults['total'],
        inputmode: 'numeric',
      },
      { id: 'sharing', label: t.sharing, value: sent['sharing'], options: sharings },
    ];
    const drawFields = [
      { id: 'seed', label: t.seed, value: sent['seed'], fault: faults['seed'], autocomplete: 'off' },
      {
        id: 'seedSource',
        label: t.seedSource,
        hint: t.seedSourceHint,
        value: sent['seedSource'],
        fault: faults['seedSource'],
      },
    ];
    renderStaffPage(
      req,
      res,
      'processing/frames/frame',
      { title: `${t.title}: ${inLanguage(round.title, language)}`, notice: noticeFor(req, t.notices) },
      {
        t,
        round,
        kept: frame,
        faults,
        sizeFields,
        drawFields,
        madeUp: round.madeUp && inLanguage(round.madeUp, language),
        repeated: repeated && t.repeated[repeated],
        shown,
      },
    );
  }

  /** The number of people to survey by the round's plan, else for a margin of five points; limited to what can be drawn. */
  async function advisedTotal(frame: Frame): Promise<number> {
    const people = peopleIn(frame.strata);
    const plan = await stores.samplePlans.find(frame.id);
    const answers =
      plan?.units.reduce((sum, { quota }) => sum + quota, 0) ?? answersWanted(yamaneAtFive, people);
    return Math.min(people, drawnMax, peopleToAsk(answers, plan?.size ?? yamaneAtFive));
  }

  return { namesOf, showUpload, showFrame };
}

/** Shows the state of the frame; without a list, the upload page. */
export function framePageRoutes(options: RoundsRoutesOptions): Router {
  const router = staffRouter();
  const access = frameAccess(options.stores);
  const { showUpload, showFrame } = framePages(options);

  router.get(framePath, async (req, res) => {
    const { round, frame } = await access.roundOf(callerOfRequest(req), req.params['roundId']);
    if (!frame || (frame.erasedAt && frame.state !== 'drawn')) {
      await showUpload(req, res, round, {});
      return;
    }
    const again = req.query['again'] === 'yes' && frame.draw !== undefined;
    const repeated = again ? await drawnAgain(frame) : undefined;
    await showFrame(req, res, { round, frame }, { repeated });
  });

  async function drawnAgain(frame: Frame): Promise<'same' | 'different'> {
    const people = await access.peopleOf(frame);
    const isSame =
      listHashOf(people) === frame.listHash && drawHashOf(drawnOf(frame, people)) === frame.draw?.drawHash;
    return isSame ? 'same' : 'different';
  }

  return router;
}
